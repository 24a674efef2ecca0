package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.analysis.Root;
import io.ferrule.state.StateEvent.Called;
import io.ferrule.state.StateEvent.Released;
import io.ferrule.testing.Extension;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds on one path and not on another is kept apart where the paths meet, and where calls begin and end. */
class PathsTest {

    private static final String LOCKS = """
            @A = internal global [8 x i8] zeroinitializer
            @B = internal global [8 x i8] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare void @_raw_spin_unlock(ptr)
            declare void @msleep(i32)
            """;

    @Test
    void positive_a_phi_is_on_each_path_what_comes_in_there() {
        assertThat(released("""
                define void @root(i1 %which) {
                  br i1 %which, label %one, label %other
                one:
                  call void @_raw_spin_lock(ptr @A)
                  br label %both
                other:
                  call void @_raw_spin_lock(ptr @B)
                  br label %both
                both:
                  %lock = phi ptr [ @A, %one ], [ @B, %other ]
                  call void @_raw_spin_unlock(ptr %lock)
                  ret void
                }
                """)).isEmpty();
    }

    @Test
    void negative_a_phi_may_be_the_lock_of_the_other_path() {
        assertThat(released("""
                define void @root(i1 %which) {
                  br i1 %which, label %one, label %other
                one:
                  call void @_raw_spin_lock(ptr @A)
                  br label %both
                other:
                  call void @_raw_spin_lock(ptr @B)
                  br label %both
                both:
                  %lock = phi ptr [ @B, %one ], [ @A, %other ]
                  call void @_raw_spin_unlock(ptr %lock)
                  ret void
                }
                """)).hasSize(2);
    }

    @Test
    void positive_a_result_tells_whether_the_callee_took_the_lock() {
        assertThat(sleepsUnderLock("""
                define ptr @begin(i1 %wanted) {
                  br i1 %wanted, label %take, label %end
                take:
                  call void @_raw_spin_lock(ptr @A)
                  br label %end
                end:
                  %guard = phi ptr [ @A, %take ], [ null, %0 ]
                  ret ptr %guard
                }
                define void @root(i1 %wanted) {
                  %guard = call ptr @begin(i1 %wanted)
                  %none = icmp eq ptr %guard, null
                  br i1 %none, label %sleep, label %end
                sleep:
                  call void @msleep(i32 1)
                  ret void
                end:
                  call void @_raw_spin_unlock(ptr %guard)
                  ret void
                }
                """)).containsExactly(false);
    }

    @Test
    void positive_an_argument_tells_whether_the_callee_sleeps() {
        assertThat(sleepsUnderLock(told("false"))).containsExactly(false);
    }

    @Test
    void negative_an_argument_tells_the_callee_to_sleep_under_a_lock() {
        assertThat(sleepsUnderLock(told("true"))).containsExactlyInAnyOrder(false, true);
    }

    private static String told(String underLock) {
        return """
                define void @settle(i1 %may) {
                  br i1 %may, label %sleep, label %end
                sleep:
                  call void @msleep(i32 1)
                  br label %end
                end:
                  ret void
                }
                define void @root() {
                  call void @settle(i1 true)
                  call void @_raw_spin_lock(ptr @A)
                  call void @settle(i1 IT)
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """.replace("IT", underLock);
    }

    /** For each state in which {@code msleep} is called, whether a lock is held. */
    private static List<Boolean> sleepsUnderLock(String ir) {
        return events(ir).stream()
                .filter(Called.class::isInstance)
                .map(Called.class::cast)
                .filter(called -> called.target().equals("msleep"))
                .map(called -> !called.state().held().isEmpty())
                .toList();
    }

    /** The releases of what is not held for certain. */
    private static List<StateEvent> released(String ir) {
        return events(ir).stream().filter(Released.class::isInstance).toList();
    }

    private static List<StateEvent> events(String ir) {
        Extension extension = Extension.entered("process", LOCKS + ir);
        List<Root> roots = extension.roots().all();
        StateAnalysis analysis = StateAnalysis.of(extension.calls(), extension.bound(), roots);
        return roots.stream().flatMap(root -> analysis.events(root).stream()).toList();
    }
}
