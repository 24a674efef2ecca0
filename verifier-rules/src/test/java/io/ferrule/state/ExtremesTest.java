package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What LLVM makes of {@code if status < 0 { Err(status) } else { Ok(()) }}: the lesser of the status and zero. */
class ExtremesTest {

    private static String outcome(String operation, String condition) {
        return Extension.entered("process", """
                        @A = internal global [8 x i8] zeroinitializer
                        declare i32 @mutex_lock_interruptible(ptr)
                        declare i32 @llvm.smin.i32(i32, i32)
                        declare i32 @llvm.smax.i32(i32, i32)
                        declare i32 @llvm.umin.i32(i32, i32)
                        define void @root() {
                          %%status = call i32 @mutex_lock_interruptible(ptr @A)
                          %%result = call i32 @llvm.%s.i32(i32 %%status, i32 0)
                          %%ok = icmp %s i32 %%result, 0
                          br i1 %%ok, label %%held, label %%error
                        held:
                          call void @mutex_unlock(ptr @A)
                          ret void
                        error:
                          ret void
                        }
                        """.formatted(operation, condition)).outcome();
    }

    @ParameterizedTest
    @CsvSource({"smin, eq, Accepted", "smin, sge, Accepted", "smin, ne, Rejected", "smin, slt, Rejected"})
    void status_or_zero(String operation, String condition, String expected) {
        assertThat(outcome(operation, condition)).isEqualTo(expected);
    }

    /** It is zero whether the lock was taken or not. */
    @ParameterizedTest
    @CsvSource({"smax, eq, Rejected", "umin, eq, Rejected"})
    void extremes_that_tell_nothing(String operation, String condition, String expected) {
        assertThat(outcome(operation, condition)).isEqualTo(expected);
    }
}
