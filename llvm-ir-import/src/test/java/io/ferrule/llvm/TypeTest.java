package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types. */
final class TypeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
i1 => i1
i8388608 => i8388608
half => half
bfloat => bfloat
float => float
double => double
x86_fp80 => x86_fp80
fp128 => fp128
ppc_fp128 => ppc_fp128
x86_amx => x86_amx
ptr => ptr
ptr addrspace(7) => ptr7
token => token
metadata => metadata
[3 x i8] => [3 x i8]
[0 x [2 x ptr]] => [0 x [2 x ptr]]
<4 x i32> => <4 x i32>
<vscale x 4 x ptr addrspace(1)> => <vscale x 4 x ptr1>
{ i32, i64 } => struct[i32, i64]
{} => struct[]
<{ i8, i32 }> => packed[i8, i32]
<{}> => packed[]
%named => NamedType(named)
{ %named, [2 x <2 x half>] } => struct[NamedType(named), [2 x <2 x half>]]
target("spirv.Image", void, 1, 0) => TargetType(spirv.Image, [void], [1, 0])
target("x", i32, { i8 }, 4294967295) => TargetType(x, [i32, struct[i8]], [4294967295])
target("plain") => TargetType(plain, [], [])
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(Ir.type(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void",
                "i0",
                "i8388609",
                "[18446744073709551615 x i8]",
                "i99999999999999999999",
                "ptr addrspace(99999999999)",
                "[-1 x i8]",
                "<0 x i32>",
                "%unknown",
                "{ i32",
                "[3 x i8",
                "<4 x i32",
                "<vscale x>",
                "i32*",
                "frob",
                "target(x)",
                "\"i32\"",
            })
    void negative_refuses(String text) {
        Ir.refused("declare void @f(" + text + ")\n");
    }
}
