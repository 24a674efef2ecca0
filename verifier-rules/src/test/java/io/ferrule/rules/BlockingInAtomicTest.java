package io.ferrule.rules;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;

class BlockingInAtomicTest {
    private static final String CALLS_MUTEX = """
            define void @root() {
              call void @mutex_lock(ptr null)
              call void @mutex_unlock(ptr null)
              ret void
            }
            """;

    @Test
    void positive_mutexInHardirq() {
        assertThat(Extension.entered("hardirq", CALLS_MUTEX).said())
                .containsExactly(
                        "Rejected", "blocking-in-atomic: `mutex_lock` may sleep, but `root` runs in hardirq context");
    }

    @Test
    void negative_mutexInProcess() {
        assertThat(Extension.entered("process", CALLS_MUTEX).outcome()).isEqualTo("Accepted");
    }

    /** A pack speaks of the kernel's functions; this one only has the name of one. */
    @Test
    void positive_ownFunctionWithTheNameOfAHarmlessOne() {
        assertThat(Extension.entered("hardirq", """
                define void @__udelay() {
                  call void @mutex_lock(ptr null)
                  ret void
                }
                define void @root() {
                  call void @__udelay()
                  ret void
                }
                """).outcome()).isEqualTo("Rejected");
    }

    /** Nobody calls it by name, but code generation makes a call of it where an array is cleared. */
    @Test
    void positive_ownFunctionThatCodeGenerationCalls() {
        String program = """
                define ptr @memset(ptr %to, i32 %byte, i64 %count) {
                  call void @mutex_lock(ptr null)
                  ret ptr %to
                }
                declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
                define void @root(ptr %to, i64 %count) {
                  call void @llvm.memset.p0.i64(ptr %to, i8 0, i64 %count, i1 false)
                  ret void
                }
                """;
        assertThat(Extension.entered("hardirq", program).said())
                .contains(
                        "Inconclusive", "blocking-in-atomic: `mutex_lock` may sleep, but `memset` runs in nmi context");
        assertThat(Extension.entered("hardirq", program.replace("call void @mutex_lock(ptr null)", ""))
                        .outcome())
                .isEqualTo("Accepted");
    }

    /** As above, where the name is that of a function with another one. */
    @Test
    void positive_ownFunctionThatCodeGenerationCallsByAnAlias() {
        assertThat(Extension.entered("hardirq", """
                @__udivti3 = alias i128 (i128, i128), ptr @slow
                define i128 @slow(i128 %x, i128 %y) {
                  call void @mutex_lock(ptr null)
                  ret i128 %x
                }
                define i128 @root(i128 %x, i128 %y) {
                  %z = udiv i128 %x, %y
                  ret i128 %z
                }
                """).outcome()).isEqualTo("Inconclusive");
    }

    /** Giving back a lock is no news only beside the offence of taking it. */
    @Test
    void positive_waitThatDropsTheLockAndTakesItAgain() {
        assertThat(Extension.of("""
                                define void @root() {
                                  call void @wait(ptr null)
                                  ret void
                                }
                                declare void @wait(ptr)
                                """, entry("root", "hardirq") + """
                                [[function]]
                                match = "sym:wait"
                                context = "may-sleep"
                                releases = { lock = "arg0", kind = "mutex" }
                                acquires = { lock = "arg0", kind = "mutex" }
                                """).outcome()).isEqualTo("Rejected");
    }

    @Test
    void positive_replaceableFunction() {
        assertThat(Extension.entered("hardirq", """
                define weak void @helper() { ret void }
                define void @root() {
                  call void @helper()
                  ret void
                }
                """).outcome()).isEqualTo("Inconclusive");
    }

    @Test
    void negative_functionThatMustNotDiffer() {
        assertThat(Extension.entered("hardirq", """
                define linkonce_odr void @helper() { ret void }
                define void @root() {
                  call void @helper()
                  ret void
                }
                """).outcome()).isEqualTo("Accepted");
    }

    @Test
    void positive_flagsThatAreSignExtended() {
        assertThat(Extension.entered("hardirq", """
                define void @root(i1 %x) {
                  %bit = select i1 %x, i1 true, i1 false
                  %flags = sext i1 %bit to i32
                  %p = call ptr @__kmalloc_noprof(i64 8, i32 %flags)
                  ret void
                }
                """).outcome()).isNotEqualTo("Accepted");
    }

    @Test
    void negative_flagsWithTheBitMaskedOut() {
        assertThat(Extension.entered("hardirq", """
                define void @root(i32 %given) {
                  %flags = and i32 %given, 2080
                  %p = call ptr @__kmalloc_noprof(i64 8, i32 %flags)
                  ret void
                }
                """).outcome()).isEqualTo("Accepted");
    }

    @Test
    void positive_flagsThatALoopAdds() {
        assertThat(Extension.entered("hardirq", """
                define void @root(i1 %x) {
                start:
                  br label %loop
                loop:
                  %flags = phi i32 [ 2080, %start ], [ %more, %loop ]
                  %more = or i32 %flags, 1024
                  %p = call ptr @__kmalloc_noprof(i64 8, i32 %flags)
                  br i1 %x, label %loop, label %end
                end:
                  ret void
                }
                """).outcome()).isNotEqualTo("Accepted");
    }

    /** A callback that is called before its registrar returns leaves its caller in the state that it made. */
    @Test
    void positive_callbackThatLeavesItsCallerAtomic() {
        assertThat(Extension.of("""
                define void @root() {
                  call void @call_now(ptr @enter)
                  call void @mutex_lock(ptr null)
                  ret void
                }
                define internal void @enter() {
                  call void @stay_atomic()
                  ret void
                }
                declare void @call_now(ptr)
                declare void @stay_atomic()
                """, entry("root", "process") + """
                [[function]]
                match = "sym:call_now"
                context = "any"
                callbacks = { argument = 0, context = "caller" }
                [[function]]
                match = "sym:stay_atomic"
                context = "any"
                preempt = "off"
                """).outcome()).isEqualTo("Rejected");
    }

    @Test
    void positive_callAfterInterruptsAreRestoredToAnything() {
        assertThat(Extension.of("""
                define void @root(i64 %state) {
                  call void @restore(i64 %state)
                  call void @mutex_lock(ptr null)
                  call void @mutex_unlock(ptr null)
                  ret void
                }
                declare void @restore(i64)
                """, entry("root", "process") + """
                [[function]]
                match = "sym:restore"
                context = "any"
                irq = "restore"
                """).outcome()).isEqualTo("Inconclusive");
    }
}
