package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is found where paths are told apart that were made one before. */
class ApartTest {

    private static final String LOCKS = """
            @A = internal global [8 x i8] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare void @_raw_spin_unlock(ptr)
            declare void @print(i32)
            """;

    private static final String PRINT = """

            [[function]]
            match = "sym:print"
            context = "any"
            reason = "a test says so"
            """;

    private static String outcome(String body) {
        return Extension.of(LOCKS + body, Extension.entry("root", "process") + PRINT)
                .outcome();
    }

    /** Takes the lock where the sum of two bits is odd, and gives it back where a product says so. */
    private static String crossed(String given) {
        return """
                define void @root(i1 %%a, i1 %%b) {
                start:
                  br i1 %%a, label %%one, label %%two
                one:
                  br label %%both
                two:
                  br label %%both
                both:
                  %%x = phi i32 [ 3, %%one ], [ 5, %%two ]
                  %%y = phi i32 [ 7, %%one ], [ 9, %%two ]
                  br i1 %%b, label %%three, label %%four
                three:
                  br label %%last
                four:
                  br label %%last
                last:
                  %%z = phi i32 [ 2, %%three ], [ 4, %%four ]
                  %%m = mul i32 %%x, %%z
                  %%c = icmp ugt i32 %%m, 11
                  br i1 %%c, label %%take, label %%go
                take:
                  call void @_raw_spin_lock(ptr @A)
                  br label %%go
                go:
                  %%n = mul i32 %%y, %%z
                  %%d = icmp ugt i32 %%n, %s
                  br i1 %%d, label %%give, label %%end
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %%end
                end:
                  ret void
                }
                """.formatted(given);
    }

    /** x * z is 6, 12, 10 or 20, and y * z is 14, 28, 18 or 36. */
    @Test
    void positive_products_go_together() {
        assertThat(outcome(crossed("27"))).isEqualTo("Accepted");
    }

    @Test
    void negative_products_do_not_go_together() {
        assertThat(outcome(crossed("17"))).isEqualTo("Rejected");
        assertThat(outcome(crossed("28"))).isEqualTo("Rejected");
    }

    /** Bits that are asked one after the other, and the last one decides: there are too many ways for all of them to be followed. */
    private static String many(int bits, String given) {
        String parameters = IntStream.range(0, bits).mapToObj(i -> "i1 %b" + i).collect(Collectors.joining(", "));
        String asked = IntStream.range(0, bits).mapToObj(i -> """
                          br i1 %%b%1$d, label %%y%1$d, label %%n%1$d
                        y%1$d:
                          call void @print(i32 %1$d)
                          br label %%j%1$d
                        n%1$d:
                          br label %%j%1$d
                        j%1$d:
                          %%p%1$d = phi i32 [ 1, %%y%1$d ], [ 2, %%n%1$d ]
                          call void @print(i32 %%p%1$d)
                        """.formatted(i)).collect(Collectors.joining());
        return "define void @root(" + parameters + ") {\nstart:\n  call void @_raw_spin_lock(ptr @A)\n" + asked + given
                + "  ret void\n}\n";
    }

    @Test
    void positive_too_many_ways_are_one_again() {
        assertThat(outcome(many(24, "  call void @_raw_spin_unlock(ptr @A)\n"))).isEqualTo("Accepted");
    }

    @Test
    void negative_too_many_ways_of_which_none_gives_back() {
        assertThat(outcome(many(24, ""))).isEqualTo("Rejected");
    }
}
