package io.ferrule.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops that no declared entry point reaches share a limit, which takes nothing from the others. */
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

    private static final String PROGRAM = """
            define void @root(ptr %to) {
              store ptr @aside, ptr %to
              call void @near()
              ret void
            }
            define internal void @near() {
            """ + LOOP + "define internal void @aside() {\n" + LOOP;

    private static Optional<Boolean> isBounded(String function, Limits limits) {
        Extension extension = Extension.entered("process", PROGRAM);
        return ProgramBounds.of(extension.calls(), extension.bound(), extension.roots(), limits)
                .of(function)
                .map(bounds -> bounds.loops().get(0).isBounded());
    }

    @Test
    void positive_noStepsForLoopsAside() {
        Limits none = new Limits(160, 400_000, 1);
        assertThat(isBounded("aside", none)).contains(false);
        assertThat(isBounded("near", none)).contains(true);
    }

    @Test
    void negative_enoughForBoth() {
        assertThat(isBounded("aside", Limits.DEFAULT)).contains(true);
        assertThat(isBounded("near", Limits.DEFAULT)).contains(true);
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 100", "10, 100", "11, 90", "1000, 1", "100000, 1"})
    void sharedByThatMany(int loops, long each) {
        assertThat(new Limits(160, 100, 1000).aside(loops)).isEqualTo(new Limits(160, each, 1000));
    }
}
