package io.ferrule.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.program.ProgramBounds;
import io.ferrule.testing.Extension;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A loop has its limit, and all loops of a program one that they share. */
class LimitsTest {

    private static final String LOOP = """
            start:
              br label %again
            again:
              %i = phi i32 [ 0, %start ], [ %next, %again ]
              %next = add i32 %i, 3
              %more = icmp ult i32 %next, 1000
              br i1 %more, label %again, label %end
            end:
              ret void
            }
            """;

    private static final String PROGRAM = "define void @root() {\n" + LOOP;

    private static Optional<Boolean> isBounded(Limits limits) {
        Extension extension = Extension.entered("process", PROGRAM);
        return ProgramBounds.of(extension.calls(), extension.bound(), extension.roots(), limits)
                .of("root")
                .map(bounds -> bounds.loops().get(0).isBounded());
    }

    @ParameterizedTest
    @CsvSource({"400000, 400000, true", "1, 400000, false", "400000, 1, false"})
    void bothCount(long steps, long programSteps, boolean bounded) {
        assertThat(isBounded(new Limits(160, steps, programSteps))).contains(bounded);
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 100", "10, 100", "11, 90", "1000, 1", "100000, 1"})
    void sharedByThatMany(int loops, long each) {
        assertThat(new Limits(160, 100, 1000).amongLoops(loops)).isEqualTo(new Limits(160, each, 1000));
    }
}
