package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Constants, as initializers. */
final class ConstantTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
i32 7 => 7
i32 -7 => -7
i8 255 => 255
i8 -128 => -128
i64 18446744073709551615 => 18446744073709551615
i128 -170141183460469231731687303715884105728 => -170141183460469231731687303715884105728
i32 u0xfF => 255
i32 s0x7F => -1
i32 s0x0 => 0
i256 s0xF0 => -16
i1 true => 1
i1 false => 0
i1 -1 => -1
float 1.0 => 1.0
double -1.5e+3 => -1.5e+3
double 0x3FF0000000000000 => 0x3FF0000000000000
half 0xH3C00 => 0xH3C00
bfloat 0xR3F80 => 0xR3F80
x86_fp80 0xK3FFF8000000000000000 => 0xK3FFF8000000000000000
fp128 0xL00000000000000003FFF000000000000 => 0xL00000000000000003FFF000000000000
ppc_fp128 0xM3FF00000000000000000000000000000 => 0xM3FF00000000000000000000000000000
ptr null => null
ptr undef => undef
i32 poison => poison
{ i32, ptr } zeroinitializer => zeroinitializer
[3 x i8] c"a\\00\\5C" => c[97, 0, 92]
[4 x i8] c"\\\\\\zz" => c[92, 92, 122, 122]
[2 x i32] [i32 1, i32 2] => ArrayConstant([i32 1, i32 2])
[0 x i32] [] => ArrayConstant([])
[0 x i32] zeroinitializer => zeroinitializer
{ i32, ptr } { i32 1, ptr @g } => StructConstant(false, [i32 1, ptr @g])
<{ ptr, [16 x i8] }> <{ ptr @callee, [16 x i8] c"\\00\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00" }> => StructConstant(true, [ptr @callee, [16 x i8] c[0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0]])
{} {} => StructConstant(false, [])
<2 x i32> <i32 1, i32 2> => VectorConstant([i32 1, i32 2])
<2 x ptr> <ptr null, ptr @g> => VectorConstant([ptr null, ptr @g])
<4 x float> splat (float 1.0) => Splat(float 1.0)
%pair { i32 1, i64 2 } => StructConstant(false, [i32 1, i64 2])
ptr @g => @g
ptr dso_local_equivalent @callee => FunctionAlternative(dso_local_equivalent, callee)
ptr no_cfi @callee => FunctionAlternative(no_cfi, callee)
ptr ptrauth (ptr @callee, i32 0) => SignedPointer([ptr @callee, i32 0])
ptr ptrauth (ptr @callee, i32 2, i64 1234, ptr @t) => SignedPointer([ptr @callee, i32 2, i64 1234, ptr @t])
ptr getelementptr (i8, ptr @g, i64 4) => Expression(getelementptr, [], i8, [ptr @g, i64 4])
ptr getelementptr inbounds nuw ([4 x i32], ptr @g, i64 0, i64 1) => Expression(getelementptr, [inbounds, nuw], [4 x i32], [ptr @g, i64 0, i64 1])
ptr getelementptr inrange(-8, 8) (i8, ptr @g, i64 4) => Expression(getelementptr, [inrange(-8, 8)], i8, [ptr @g, i64 4])
i32 ptrtoint (ptr @g to i32) => Expression(ptrtoint, [], i32, [ptr @g])
i64 ptrtoaddr (ptr @g to i64) => Expression(ptrtoaddr, [], i64, [ptr @g])
i32 trunc (i64 sub (i64 ptrtoint (ptr @callee to i64), i64 ptrtoint (ptr @t to i64)) to i32) => Expression(trunc, [], i32, [i64 Expression(sub, [], void, [i64 Expression(ptrtoint, [], i64, [ptr @callee]), i64 Expression(ptrtoint, [], i64, [ptr @t])])])
ptr inttoptr (i64 4096 to ptr) => Expression(inttoptr, [], ptr, [i64 4096])
ptr addrspace(1) addrspacecast (ptr @g to ptr addrspace(1)) => Expression(addrspacecast, [], ptr1, [ptr @g])
i64 add nuw nsw (i64 ptrtoint (ptr @g to i64), i64 1) => Expression(add, [nuw, nsw], void, [i64 Expression(ptrtoint, [], i64, [ptr @g]), i64 1])
i64 xor (i64 ptrtoint (ptr @g to i64), i64 1) => Expression(xor, [], void, [i64 Expression(ptrtoint, [], i64, [ptr @g]), i64 1])
i64 bitcast (double 1.0 to i64) => Expression(bitcast, [], i64, [double 1.0])
<2 x i32> bitcast (i64 1 to <2 x i32>) => Expression(bitcast, [], <2 x i32>, [i64 1])
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(Ir.constant(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i8 256",
                "i8 -129",
                "i8 u0x100",
                "i32 true",
                "i32 1.0",
                "float 1",
                "i32 null",
                "ptr 5",
                "ptr zero",
                "i32 none",
                "[3 x i8] c\"ab\"",
                "[2 x i32] [i32 1]",
                "[2 x i32] [i32 1, i64 2]",
                "{ i32, i32 } { i32 1 }",
                "{ i32 } <{ i32 1 }>",
                "<{ i32 }> { i32 1 }",
                "<2 x i32> <i32 1>",
                "<2 x i32> splat (i64 1)",
                "i32 @g",
                "i32 %local",
                "ptr %local",
                "ptr asm \"\", \"\"",
                "ptr @nowhere",
                "ptr getelementptr (i8, ptr @g, i64 4",
                "ptr getelementptr i8, ptr @g, i64 4",
                "i64 trunc (i64 1 to i32)",
                "ptr blockaddress(@nowhere, %0)",
                "i32 0xZZ",
                "i32 12abc",
                "i32 --1",
                "void undef",
            })
    void negative_refuses(String text) {
        Ir.refused(Ir.around("  ret void") + "@t = global " + text + "\n");
    }
}
