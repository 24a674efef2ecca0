package io.ferrule.rules;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;

class IrqInversionTest {

    private static final String LOCKS = """
            @A = internal global [4 x i32] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare void @_raw_spin_unlock(ptr)
            declare void @__local_bh_disable_ip(i64, i32)
            declare void @__local_bh_enable_ip(i64, i32)
            define void @handler() {
              call void @_raw_spin_lock(ptr @A)
              call void @_raw_spin_unlock(ptr @A)
              ret void
            }
            """;

    private static String outcome(String context, String task) {
        return Extension.of(LOCKS + task, entry("handler", context) + entry("task", "process"))
                .outcome();
    }

    @Test
    void positive_interruptsOn() {
        assertThat(outcome("hardirq", """
                define void @task() {
                  call void @_raw_spin_lock(ptr @A)
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """)).isEqualTo("Rejected");
    }

    private static final String BH_OFF = """
            define void @task() {
              call void @__local_bh_disable_ip(i64 0, i32 512)
              call void @_raw_spin_lock(ptr @A)
              call void @_raw_spin_unlock(ptr @A)
              call void @__local_bh_enable_ip(i64 0, i32 512)
              ret void
            }
            """;

    @Test
    void negative_bottomHalvesOff() {
        assertThat(outcome("softirq", BH_OFF)).isEqualTo("Accepted");
    }

    @Test
    void positive_bottomHalvesOffAgainstAHardInterrupt() {
        assertThat(outcome("hardirq", BH_OFF)).isEqualTo("Rejected");
    }

    /** The lock is taken safely, but softirqs come before it is given back. */
    @Test
    void positive_bottomHalvesOnAgainUnderTheLock() {
        assertThat(outcome("softirq", """
                define void @task() {
                  call void @__local_bh_disable_ip(i64 0, i32 512)
                  call void @_raw_spin_lock(ptr @A)
                  call void @__local_bh_enable_ip(i64 0, i32 512)
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """)).isEqualTo("Rejected");
    }
}
