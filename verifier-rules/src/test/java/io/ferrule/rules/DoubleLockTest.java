package io.ferrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;

class DoubleLockTest {

    private static final String LOCKS = """
            @A = internal global [4 x i32] zeroinitializer
            @B = internal global [4 x i32] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare i32 @_raw_spin_trylock(ptr)
            declare void @_raw_spin_unlock(ptr)
            declare void @_raw_read_lock(ptr)
            declare void @_raw_read_unlock(ptr)
            """;

    private static String judged(String body) {
        return Extension.entered("process", LOCKS + body).outcome();
    }

    @Test
    void positive_sameLock() {
        assertThat(Extension.entered("process", LOCKS + """
                define void @root() {
                  call void @_raw_spin_lock(ptr @A)
                  call void @_raw_spin_lock(ptr @A)
                  ret void
                }
                """).said()).contains("double-lock: `_raw_spin_lock` waits for `A`, which is held already");
    }

    @Test
    void negative_otherLock() {
        assertThat(judged("""
                define void @root() {
                  call void @_raw_spin_lock(ptr @A)
                  call void @_raw_spin_lock(ptr @B)
                  call void @_raw_spin_unlock(ptr @B)
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """)).isEqualTo("Accepted");
    }

    @Test
    void negative_otherFieldOfOneObject() {
        assertThat(judged("""
                define void @root(ptr %o) {
                  %f = getelementptr inbounds i8, ptr %o, i64 8
                  call void @_raw_spin_lock(ptr %o)
                  call void @_raw_spin_lock(ptr %f)
                  call void @_raw_spin_unlock(ptr %f)
                  call void @_raw_spin_unlock(ptr %o)
                  ret void
                }
                """)).isEqualTo("Accepted");
    }

    @Test
    void positive_twoPointersThatMayBeEqual() {
        assertThat(judged("""
                define void @root(ptr %a, ptr %b) {
                  call void @_raw_spin_lock(ptr %a)
                  call void @_raw_spin_lock(ptr %b)
                  call void @_raw_spin_unlock(ptr %b)
                  call void @_raw_spin_unlock(ptr %a)
                  ret void
                }
                """)).isEqualTo("Inconclusive");
    }

    @Test
    void positive_behindAnArgument() {
        assertThat(judged("""
                define internal void @again(ptr %o) {
                  %f = getelementptr inbounds i8, ptr %o, i64 8
                  call void @_raw_spin_lock(ptr %f)
                  call void @_raw_spin_unlock(ptr %f)
                  ret void
                }
                define void @root(ptr %o) {
                  %f = getelementptr inbounds i8, ptr %o, i64 24
                  %g = getelementptr inbounds i8, ptr %o, i64 16
                  call void @_raw_spin_lock(ptr %f)
                  call void @again(ptr %g)
                  call void @_raw_spin_unlock(ptr %f)
                  ret void
                }
                """)).isEqualTo("Rejected");
    }

    /** The pointer is another one in each round, and so is the lock. */
    @Test
    void positive_loopOverObjectsThatKeepsItsLocks() {
        assertThat(judged("""
                define void @root(ptr %first) {
                start:
                  br label %loop
                loop:
                  %p = phi ptr [ %first, %start ], [ %next, %loop ]
                  call void @_raw_spin_lock(ptr %p)
                  %next = load ptr, ptr %p
                  %end = icmp eq ptr %next, null
                  br i1 %end, label %out, label %loop
                out:
                  ret void
                }
                """)).isNotEqualTo("Accepted");
    }

    @Test
    void negative_loopOverObjectsThatGivesBack() {
        assertThat(judged("""
                define void @root(ptr %first) {
                start:
                  br label %loop
                loop:
                  %p = phi ptr [ %first, %start ], [ %next, %loop ]
                  call void @_raw_spin_lock(ptr %p)
                  %next = load ptr, ptr %p
                  call void @_raw_spin_unlock(ptr %p)
                  %end = icmp eq ptr %next, null
                  br i1 %end, label %out, label %loop
                out:
                  ret void
                }
                """)).isEqualTo("Accepted");
    }

    /** Both calls of the callee return a pointer that it loaded by one instruction: they need not be equal. */
    @Test
    void positive_resultsOfTwoCallsAreNotOneLock() {
        assertThat(judged("""
                define internal ptr @find(ptr %table) {
                  call void @_raw_spin_lock(ptr @B)
                  %p = load volatile ptr, ptr %table
                  call void @_raw_spin_unlock(ptr @B)
                  ret ptr %p
                }
                define void @root(ptr %table) {
                  %a = call ptr @find(ptr %table)
                  %b = call ptr @find(ptr %table)
                  call void @_raw_spin_lock(ptr %a)
                  call void @_raw_spin_unlock(ptr %b)
                  ret void
                }
                """)).isEqualTo("Inconclusive");
    }

    @Test
    void positive_recursionUnderTheLock() {
        assertThat(judged("""
                define internal void @deeper(i32 %n) {
                  call void @_raw_spin_lock(ptr @A)
                  %more = icmp ne i32 %n, 0
                  br i1 %more, label %again, label %out
                again:
                  %m = sub i32 %n, 1
                  call void @deeper(i32 %m)
                  br label %out
                out:
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                define void @root(i32 %n) {
                  call void @deeper(i32 %n)
                  ret void
                }
                """)).isEqualTo("Rejected");
    }

    @Test
    void negative_tryOfAHeldLockFails() {
        assertThat(judged("""
                define void @root() {
                  call void @_raw_spin_lock(ptr @A)
                  %r = call i32 @_raw_spin_trylock(ptr @A)
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """)).isEqualTo("Accepted");
    }

    @Test
    void negative_nestedReaders() {
        assertThat(judged("""
                define void @root() {
                  call void @_raw_read_lock(ptr @A)
                  call void @_raw_read_lock(ptr @A)
                  call void @_raw_read_unlock(ptr @A)
                  call void @_raw_read_unlock(ptr @A)
                  ret void
                }
                """)).isEqualTo("Accepted");
    }
}
