package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instructions where unwinding arrives. */
final class ExceptionPadTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
%r = landingpad { ptr, i32 } cleanup => LandingPad(%10, struct[ptr, i32], true, [])
%r = landingpad { ptr, i32 } catch ptr null catch ptr @g => LandingPad(%10, struct[ptr, i32], false, [Clause(catch, ptr null), Clause(catch, ptr @g)])
%r = landingpad { ptr, i32 } cleanup filter [0 x ptr] zeroinitializer => LandingPad(%10, struct[ptr, i32], true, [Clause(filter, [0 x ptr] zeroinitializer)])
%r = landingpad { ptr, i32 } filter [1 x ptr] [ptr @g], !dbg !4 => LandingPad(%10 !dbg !4, struct[ptr, i32], false, [Clause(filter, [1 x ptr] ArrayConstant([ptr @g]))])
%r = cleanuppad within none [] => Funclet(%10, cleanuppad, none, [])
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(Ir.instruction(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%r = landingpad { ptr, i32 } catch",
                "%r = landingpad",
                "%r = catchpad within none",
                "%r = catchpad [ ptr null ]",
                "%r = cleanuppad within %nowhere []",
                "cleanupret from %nowhere unwind to caller",
                "%r = catchswitch within none [] unwind to caller",
            })
    void negative_refuses(String text) {
        Ir.refused(Ir.around(text + "\n  ret void"));
    }
}
