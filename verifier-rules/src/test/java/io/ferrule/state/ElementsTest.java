package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Eight locks of 16 bytes in an array, and one behind it: an element is apart from what lies where it cannot. */
class ElementsTest {

    private static final String DECLARED = """
            @T = internal global [144 x i8] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare void @_raw_spin_unlock(ptr)
            """;

    /** Takes one of the locks by an index, and under it the one at an offset. */
    private static String outcome(String code, String index, int offset) {
        return Extension.entered(
                        "process",
                        DECLARED
                                + """
                        define void @root(i64 %%x, i32 %%n, i1 %%c) {
                        start:
                        %s
                          %%one = getelementptr inbounds [16 x i8], ptr @T, i64 %s
                          %%two = getelementptr inbounds i8, ptr @T, i64 %d
                          call void @_raw_spin_lock(ptr %%one)
                          call void @_raw_spin_lock(ptr %%two)
                          call void @_raw_spin_unlock(ptr %%two)
                          call void @_raw_spin_unlock(ptr %%one)
                          ret void
                        %s
                        }
                        """.formatted(
                                        code, index, offset, code.contains("%panic") ? "panic:\n  unreachable" : ""))
                .outcome();
    }

    @ParameterizedTest
    @CsvSource({"128, Accepted", "112, Inconclusive", "0, Inconclusive", "136, Accepted", "-8, Accepted"})
    void masked_index(int offset, String expected) {
        assertThat(outcome("%i = and i64 %x, 7", "%i", offset)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"128, Accepted", "112, Inconclusive"})
    void remainder(int offset, String expected) {
        assertThat(outcome("%i = urem i64 %x, 8", "%i", offset)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"128, Accepted", "112, Inconclusive"})
    void narrow_number_made_wide(int offset, String expected) {
        assertThat(outcome("%r = and i32 %n, 7\n%i = zext i32 %r to i64", "%i", offset))
                .isEqualTo(expected);
    }

    /** A number of 32 bits whose highest one is a sign lies before the array. */
    @ParameterizedTest
    @CsvSource({"128", "-16"})
    void number_that_may_be_below_zero(int offset) {
        assertThat(outcome("%i = sext i32 %n to i64", "%i", offset)).isEqualTo("Inconclusive");
    }

    @ParameterizedTest
    @CsvSource({
        "ult, 8, 128, Accepted",
        "ult, 9, 128, Inconclusive",
        "ule, 7, 128, Accepted",
        "slt, 8, 128, Inconclusive"
    })
    void index_that_was_checked(String predicate, int limit, int offset, String expected) {
        String check = """
                %%ok = icmp %s i64 %%x, %d
                br i1 %%ok, label %%good, label %%panic
                good:
                """.formatted(predicate, limit);

        assertThat(outcome(check, "%x", offset)).isEqualTo(expected);
    }
}
