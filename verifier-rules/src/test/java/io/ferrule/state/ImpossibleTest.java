package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lock is kept where a condition comes out true: ways that no number goes are no ways, and near misses are. */
class ImpossibleTest {

    private static final String LOCK = """
            @A = internal global [8 x i8] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare void @_raw_spin_unlock(ptr)
            declare i8 @llvm.umin.i8(i8, i8)
            """;

    private static String outcome(String conditions) {
        return Extension.entered("process", LOCK + """
                        define void @root(i8 %%a, i8 %%b) {
                        start:
                        %s
                          br i1 %%c, label %%keep, label %%end
                        keep:
                          call void @_raw_spin_lock(ptr @A)
                          br label %%end
                        end:
                          ret void
                        }
                        """.formatted(conditions)).outcome();
    }

    @ParameterizedTest
    @CsvSource({
        "ult, 0, Accepted", "ult, 1, Rejected", "ugt, 255, Accepted", "ugt, 254, Rejected", "ugt, -1, Accepted",
        "ugt, -2, Rejected", "slt, 128, Accepted", "slt, -128, Accepted", "slt, -127, Rejected", "sgt, -128, Rejected",
        "sgt, 127, Accepted", "sgt, 126, Rejected", "sgt, 128, Rejected"
    })
    void comparison_with_the_least_or_the_greatest_number(String predicate, int number, String expected) {
        assertThat(outcome("%c = icmp " + predicate + " i8 %a, " + number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'and i8 %a, 15', 15, Accepted",
        "'and i8 %a, 15', 14, Rejected",
        "'lshr i8 %a, 4', 15, Accepted",
        "'lshr i8 %a, 4', 14, Rejected",
        "'urem i8 %a, 10', 9, Accepted",
        "'urem i8 %a, 10', 8, Rejected"
    })
    void number_that_is_no_larger_by_how_it_is_made(String made, int number, String expected) {
        assertThat(outcome("%x = " + made + "\n%c = icmp ugt i8 %x, " + number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2, Accepted", "3, Rejected"})
    void every_number_that_is_left_is_excluded(int bound, String expected) {
        assertThat(outcome("""
                  %%small = icmp ult i8 %%a, %d
                  br i1 %%small, label %%one, label %%end
                one:
                  %%zero = icmp eq i8 %%a, 0
                  br i1 %%zero, label %%end, label %%two
                two:
                  %%c = icmp ne i8 %%a, 1
                """.formatted(bound))).isEqualTo(expected);
    }

    /** The lock is taken where the lesser number is chosen, and given back where it is not 63: only 126 is ever chosen there. */
    @ParameterizedTest
    @CsvSource({"63, true", "126, false"})
    void number_that_a_select_chose_is_no_number_of_its_own(int number, boolean right) {
        String outcome =
                Extension.entered("process", LOCK + """
                        define void @root(i8 %%a, i8 %%b) {
                        start:
                          %%low = icmp ult i8 %%a, 130
                          %%s = select i1 %%low, i8 126, i8 %%b
                          %%same = icmp eq i8 %%a, %%s
                          br i1 %%same, label %%take, label %%end
                        take:
                          call void @_raw_spin_lock(ptr @A)
                          %%not = icmp ne i8 %%a, %d
                          br i1 %%not, label %%give, label %%end
                        give:
                          call void @_raw_spin_unlock(ptr @A)
                          br label %%end
                        end:
                          ret void
                        }
                        """.formatted(number)).outcome();

        assertThat(outcome).isNotEqualTo(right ? "Rejected" : "Accepted");
    }

    @ParameterizedTest
    @CsvSource({"1, 52, Accepted", "60, 52, Rejected", "7, 8, Accepted", "7, 7, Rejected"})
    void callee_knows_how_large_a_number_may_be_that_was_masked(int mask, int number, String expected) {
        assertThat(Extension.entered("process", LOCK + """
                        define void @root(i8 %%a) {
                          %%x = and i8 %%a, %d
                          call void @callee(i8 %%x)
                          ret void
                        }
                        define internal void @callee(i8 %%x) {
                          %%c = icmp eq i8 %%x, %d
                          br i1 %%c, label %%keep, label %%end
                        keep:
                          call void @_raw_spin_lock(ptr @A)
                          br label %%end
                        end:
                          ret void
                        }
                        """.formatted(mask, number))
                        .outcome())
                .isEqualTo(expected);
    }
}
