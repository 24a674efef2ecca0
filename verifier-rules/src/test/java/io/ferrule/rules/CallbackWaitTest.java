package io.ferrule.rules;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;

/** Who waits until a callback is over, by {@code lock-order} and {@code double-lock}. */
class CallbackWaitTest {

    private static final String DECLARED = """
            @M = internal global [4 x i64] zeroinitializer
            @W = internal global [4 x i64] zeroinitializer
            @V = internal global [4 x i64] zeroinitializer
            declare void @rust_helper_init_work_with_key(ptr, ptr, i1, ptr, ptr)
            declare i1 @cancel_work_sync(ptr)
            declare void @destroy_workqueue(ptr)
            declare void @timer_init_key(ptr, ptr, i32, ptr, ptr)
            declare i32 @timer_delete_sync(ptr)
            declare i32 @request_threaded_irq(i32, ptr, ptr, i64, ptr, ptr)
            declare ptr @free_irq(i32, ptr)
            define internal void @run(ptr %w) {
              call void @mutex_lock(ptr @M)
              call void @mutex_unlock(ptr @M)
              ret void
            }
            """;

    private static String holding(String wait) {
        return "call void @mutex_lock(ptr @M)\n" + wait + "\ncall void @mutex_unlock(ptr @M)\nret void\n}\n";
    }

    private static String init(String work, String function) {
        return "call void @rust_helper_init_work_with_key(ptr " + work + ", ptr " + function
                + ", i1 false, ptr null, ptr null)\n";
    }

    private static Extension entered(String ir) {
        return Extension.of(DECLARED + ir, entry("open", "process") + entry("close", "process"));
    }

    private static final String OPEN = "define i32 @open(i32 %a) {\n" + init("@W", "@run") + "ret i32 0\n}\n";

    @Test
    void positive_underTheLockThatItTakes() {
        assertThat(entered(OPEN + "define void @close() {\n" + holding("call i1 @cancel_work_sync(ptr @W)"))
                        .said())
                .containsExactly(
                        "Rejected",
                        "lock-order: locks are taken in a circle: `M` before the work `W`, the work `W` before `M`");
    }

    @Test
    void negative_anotherWork() {
        String open = "define void @open() {\n" + init("@W", "@run") + init("@V", "@calm") + "ret void\n}\n"
                + "define internal void @calm(ptr %w) {\nret void\n}\n";
        assertThat(entered(open + "define void @close() {\n" + holding("call i1 @cancel_work_sync(ptr @V)"))
                        .outcome())
                .isEqualTo("Accepted");
    }

    @Test
    void negative_aTimerIsNoWork() {
        assertThat(entered(OPEN + "define void @close() {\n" + holding("call i32 @timer_delete_sync(ptr @W)"))
                        .outcome())
                .isEqualTo("Accepted");
    }

    @Test
    void unknown_whichWork() {
        assertThat(entered(OPEN + "define void @close(ptr %w) {\n" + holding("call i1 @cancel_work_sync(ptr %w)"))
                        .outcome())
                .isEqualTo("Inconclusive");
    }

    @Test
    void unknown_allWorkOfAQueue() {
        assertThat(entered(OPEN + "define void @close(ptr %q) {\n" + holding("call void @destroy_workqueue(ptr %q)"))
                        .outcome())
                .isEqualTo("Inconclusive");
    }

    @Test
    void unknown_forWhichWorkItWasHandedOver() {
        String open = "define i32 @open(ptr %w, i32 %a) {\n" + init("%w", "@run") + "ret i32 0\n}\n";
        assertThat(entered(open + "define void @close() {\n" + holding("call i1 @cancel_work_sync(ptr @W)"))
                        .outcome())
                .isEqualTo("Inconclusive");
    }

    @Test
    void unknown_workOfTheStack() {
        String open = "define i32 @open(i32 %a) {\n%w = alloca [4 x i64]\n" + init("%w", "@run")
                + "call void @mutex_lock(ptr @M)\ncall i1 @cancel_work_sync(ptr %w)\n"
                + "call void @mutex_unlock(ptr @M)\nret i32 0\n}\ndefine void @close() {\nret void\n}\n";
        assertThat(entered(open).outcome()).isEqualTo("Inconclusive");
    }

    @Test
    void unknown_theWorkThatItIsGiven() {
        String open = "define i32 @open(i32 %a) {\n" + init("@W", "@again") + "ret i32 0\n}\n"
                + "define internal void @again(ptr %w) {\ncall i1 @cancel_work_sync(ptr %w)\nret void\n}\n";
        assertThat(entered(open + "define void @close() {\nret void\n}\n").said())
                .anyMatch(line -> line.startsWith("double-lock: `cancel_work_sync` waits for some work in argument 0"));
    }

    @Test
    void unknown_theThreadOfAnyInterrupt() {
        String open = """
                define i32 @thread(i32 %irq, ptr %d) {
                  call void @mutex_lock(ptr @M)
                  call void @mutex_unlock(ptr @M)
                  ret i32 1
                }
                define i32 @open(i32 %a) {
                  %r = call i32 @request_threaded_irq(i32 4, ptr null, ptr @thread, i64 0, ptr null, ptr null)
                  ret i32 %r
                }
                """;
        assertThat(entered(open + "define void @close() {\n" + holding("call ptr @free_irq(i32 4, ptr null)"))
                        .outcome())
                .isEqualTo("Inconclusive");
    }

    @Test
    void unknown_anEntryPointLikeTheFunctionOfAWorkThatNobodySawSetUp() {
        String open = "define void @open(ptr %w) {\ncall void @run(ptr %w)\nret void\n}\n";
        assertThat(entered(open + "define void @close() {\n" + holding("call i1 @cancel_work_sync(ptr @V)"))
                        .outcome())
                .isEqualTo("Inconclusive");
    }
}
