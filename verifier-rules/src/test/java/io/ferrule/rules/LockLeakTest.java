package io.ferrule.rules;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;

class LockLeakTest {

    private static final String LOCKS = """
            @A = internal global [4 x i32] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare i32 @_raw_spin_trylock(ptr)
            declare void @_raw_spin_unlock(ptr)
            declare i64 @_raw_spin_lock_irqsave(ptr)
            declare void @_raw_spin_unlock_irqrestore(ptr, i64)
            declare i64 @save()
            declare void @restore(i64)
            """;

    private static final String FLAGS = entry("root", "process") + """
            [[function]]
            match = "sym:save"
            context = "any"
            irq = "save"
            [[function]]
            match = "sym:restore"
            context = "any"
            irq = "restore"
            """;

    private static Extension flags(String body) {
        return Extension.of(LOCKS + body, FLAGS);
    }

    private static Extension entered(String body) {
        return Extension.entered("process", LOCKS + body);
    }

    @Test
    void positive_heldOnOneOfTwoWaysOut() {
        assertThat(entered("""
                define void @root(i1 %c) {
                  call void @_raw_spin_lock(ptr @A)
                  br i1 %c, label %early, label %late
                early:
                  ret void
                late:
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """).said()).containsExactly("Rejected", "lock-leak: `root` returns with `A` held");
    }

    /** Two branches on one condition: the path that takes the lock is the path that gives it back. */
    @Test
    void negative_conditionThatGoesWithTheLock() {
        assertThat(entered("""
                define void @root(i1 %c) {
                  br i1 %c, label %take, label %work
                take:
                  call void @_raw_spin_lock(ptr @A)
                  br label %work
                work:
                  call void @harmless()
                  br i1 %c, label %give, label %out
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %out
                out:
                  ret void
                }
                """).outcome()).isEqualTo("Accepted");
    }

    @Test
    void positive_otherConditionThanThatOfTheLock() {
        assertThat(entered("""
                define void @root(i1 %c, i1 %d) {
                  br i1 %c, label %take, label %work
                take:
                  call void @_raw_spin_lock(ptr @A)
                  br label %work
                work:
                  br i1 %d, label %give, label %out
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %out
                out:
                  ret void
                }
                """).outcome()).isEqualTo("Rejected");
    }

    @Test
    void negative_trylockThroughACallee() {
        assertThat(entered("""
                define internal i1 @try(ptr %l) {
                  %r = call i32 @_raw_spin_trylock(ptr %l)
                  %t = icmp ne i32 %r, 0
                  ret i1 %t
                }
                define void @root() {
                  %t = call i1 @try(ptr @A)
                  br i1 %t, label %got, label %out
                got:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %out
                out:
                  ret void
                }
                """).outcome()).isEqualTo("Accepted");
    }

    @Test
    void positive_trylockWhoseResultIsTurnedRound() {
        assertThat(entered("""
                define void @root() {
                  %r = call i32 @_raw_spin_trylock(ptr @A)
                  %t = icmp eq i32 %r, 0
                  br i1 %t, label %got, label %out
                got:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %out
                out:
                  ret void
                }
                """).outcome()).isEqualTo("Rejected");
    }

    @Test
    void negative_guardOnTheStack() {
        assertThat(entered("""
                define internal void @new(ptr %g, ptr %l) {
                  %f = call i64 @_raw_spin_lock_irqsave(ptr %l)
                  store ptr %l, ptr %g
                  %s = getelementptr inbounds i8, ptr %g, i64 8
                  store i64 %f, ptr %s
                  ret void
                }
                define internal void @drop(ptr %g) {
                  %l = load ptr, ptr %g
                  %s = getelementptr inbounds i8, ptr %g, i64 8
                  %f = load i64, ptr %s
                  call void @_raw_spin_unlock_irqrestore(ptr %l, i64 %f)
                  ret void
                }
                define void @root(ptr %l) {
                  %g = alloca [16 x i8]
                  call void @new(ptr %g, ptr %l)
                  call void @harmless()
                  call void @drop(ptr %g)
                  ret void
                }
                """).outcome()).isEqualTo("Accepted");
    }

    /** Somebody else may have written to the guard. */
    @Test
    void positive_guardInOtherHands() {
        assertThat(entered("""
                define void @root(ptr %l) {
                  %g = alloca [16 x i8]
                  %f = call i64 @_raw_spin_lock_irqsave(ptr %l)
                  store i64 %f, ptr %g
                  call void @take(ptr %g)
                  %h = load i64, ptr %g
                  call void @_raw_spin_unlock_irqrestore(ptr %l, i64 %h)
                  ret void
                }
                """).outcome()).isEqualTo("Inconclusive");
    }

    @Test
    void positive_givenBackTwice() {
        assertThat(entered("""
                define void @root() {
                  call void @_raw_spin_lock(ptr @A)
                  call void @_raw_spin_unlock(ptr @A)
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """).said())
                .containsExactly("Rejected", "lock-leak: `_raw_spin_unlock` gives back `A`, which is not held");
    }

    @Test
    void negative_flagsInOrder() {
        assertThat(flags("""
                define void @root() {
                  %a = call i64 @save()
                  %b = call i64 @save()
                  call void @restore(i64 %b)
                  call void @restore(i64 %a)
                  call void @mutex_lock(ptr @A)
                  call void @mutex_unlock(ptr @A)
                  ret void
                }
                """).outcome()).isEqualTo("Accepted");
    }

    @Test
    void positive_flagsOutOfOrder() {
        assertThat(flags("""
                define void @root() {
                  %a = call i64 @save()
                  %b = call i64 @save()
                  call void @restore(i64 %a)
                  call void @restore(i64 %b)
                  ret void
                }
                """).said()).contains("lock-leak: `restore` restores interrupt flags out of order");
    }

    @Test
    void positive_interruptsLeftOff() {
        assertThat(flags("""
                define void @root() {
                  %a = call i64 @save()
                  ret void
                }
                """).said()).containsExactly("Rejected", "lock-leak: `root` returns with interrupts off, which were on");
    }

    /** In the second round the flags of the first are gone. */
    @Test
    void positive_flagsSavedInALoopAndRestoredOnce() {
        assertThat(flags("""
                define void @root(i1 %c) {
                start:
                  br label %loop
                loop:
                  %f = call i64 @save()
                  br i1 %c, label %loop, label %out
                out:
                  call void @restore(i64 %f)
                  ret void
                }
                """).outcome()).isNotEqualTo("Accepted");
    }

    @Test
    void negative_externalFunctionsDoNotUnwind() {
        assertThat(entered("""
                declare i32 @rust_eh_personality(...)
                define internal void @work(i1 %c) personality ptr @rust_eh_personality {
                  invoke void @harmless() to label %fine unwind label %pad
                pad:
                  %p = landingpad { ptr, i32 } cleanup
                  resume { ptr, i32 } %p
                fine:
                  ret void
                }
                define void @root(i1 %c) personality ptr @rust_eh_personality {
                  call void @_raw_spin_lock(ptr @A)
                  call void @work(i1 %c)
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """).outcome()).isEqualTo("Accepted");
    }
}
