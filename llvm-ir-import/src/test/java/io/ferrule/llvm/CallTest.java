package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls in all their forms. */
final class CallTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
call void @callee() => Call(CallOperation({}, void, @callee, [], []))
tail call void @callee() => Call(CallOperation({tail}, void, @callee, [], []))
musttail call void @callee() => Call(CallOperation({musttail}, void, @callee, [], []))
notail call fastcc void @callee() #0 => Call(CallOperation({notail fastcc nounwind k(v)}, void, @callee, [], []))
call cc 10 void @callee() => Call(CallOperation({cc(10)}, void, @callee, [], []))
call cc10 void @callee() => Call(CallOperation({cc(10)}, void, @callee, [], []))
%r = call i32 @one(i32 %i) => Call(%10, CallOperation({}, i32, @one, [Argument(i32, {}, %1)], []))
call i32 @one(i32 7) => Call(%10, CallOperation({}, i32, @one, [Argument(i32, {}, 7)], []))
%r = call fastcc noundef range(i32 0, 10) i32 @one(i32 noundef signext %i) nounwind "k"="v", !dbg !4 => Call(%10 !dbg !4, CallOperation({fastcc noundef range(i32 0, 10) nounwind k(v)}, i32, @one, [Argument(i32, {noundef signext}, %1)], []))
%r = call i32 (ptr, ...) @variadic(ptr %p) => Call(%10, CallOperation({}, FunctionType(i32, [ptr], true), @variadic, [Argument(ptr, {}, %0)], []))
%r = call i32 (ptr, ...) @variadic(ptr noalias captures(none) dereferenceable(8) %p, i32 1, double 2.0) => Call(%10, CallOperation({}, FunctionType(i32, [ptr], true), @variadic, [Argument(ptr, {noalias captures(none) dereferenceable(8)}, %0), Argument(i32, {}, 1), Argument(double, {}, 2.0)], []))
%r = call i32 @variadic(ptr align 8 %p, i32 1) => Call(%10, CallOperation({}, i32, @variadic, [Argument(ptr, {align(8)}, %0), Argument(i32, {}, 1)], []))
call void %p() => Call(CallOperation({}, void, %0, [], []))
call void %p(ptr byval(%pair) align 8 %p, ptr sret([2 x i8]) @g) => Call(CallOperation({}, void, %0, [Argument(ptr, {byval(%pair) align(8)}, %0), Argument(ptr, {sret([2 x i8])}, @g)], []))
%r = call fast float %p(float %x) => Call(%10, CallOperation({fast}, float, %0, [Argument(float, {}, %3)], []))
call addrspace(0) void %p() => Call(CallOperation({addrspace(0)}, void, %0, [], []))
call void null() => Call(CallOperation({}, void, null, [], []))
call void undef() => Call(CallOperation({}, void, undef, [], []))
call void inttoptr (i64 4096 to ptr)() => Call(CallOperation({}, void, Expression(inttoptr, [], ptr, [i64 4096]), [], []))
call void dso_local_equivalent @callee() => Call(CallOperation({}, void, FunctionAlternative(dso_local_equivalent, callee), [], []))
call void no_cfi @callee() => Call(CallOperation({}, void, FunctionAlternative(no_cfi, callee), [], []))
call void ptrauth (ptr @callee, i32 0)() => Call(CallOperation({}, void, SignedPointer([ptr @callee, i32 0]), [], []))
call void @g() => Call(CallOperation({}, void, @g, [], []))
call void asm sideeffect "nop", ""() => Call(CallOperation({}, void, InlineAsm([sideeffect], nop), [], []))
%r = call i32 asm sideeffect alignstack inteldialect unwind "mov $0, $1", "=r,r,~{flags}"(i32 %i) => Call(%10, CallOperation({}, i32, InlineAsm([sideeffect, alignstack, inteldialect, unwind], mov $0, $1, =r,r,~{flags}), [Argument(i32, {}, %1)], []))
call void asm "a\\22b\\41", "r"(ptr elementtype(i32) %p) => Call(CallOperation({}, void, InlineAsm([], a"bA, r), [Argument(ptr, {elementtype(i32)}, %0)], []))
call void %p() [ "deopt"() ] => Call(CallOperation({}, void, %0, [], [Bundle(deopt, [])]))
call void %p() [ "kcfi"(i32 1234), "deopt"(i32 1, ptr %p, metadata !0) ] => Call(CallOperation({}, void, %0, [], [Bundle(kcfi, [i32 1234]), Bundle(deopt, [i32 1, ptr %0, metadata !0])]))
%r = call { i32, i64 } %p(i64 %j), !callees !{ptr @callee} => Call(%10 !callees Inline(Tuple(false, [ptr @callee])), CallOperation({}, struct[i32, i64], %0, [Argument(i64, {}, %2)], []))
%r = call ptr addrspace(1) %p() => Call(%10, CallOperation({}, ptr1, %0, [], []))
%r = call <4 x i32> %p(<4 x i32> <i32 1, i32 2, i32 3, i32 4>) => Call(%10, CallOperation({}, <4 x i32>, %0, [Argument(<4 x i32>, {}, VectorConstant([i32 1, i32 2, i32 3, i32 4]))], []))
%r = call %pair %p(%pair { i32 1, i64 2 }, token none) => Call(%10, CallOperation({}, NamedType(pair), %0, [Argument(NamedType(pair), {}, StructConstant(false, [i32 1, i64 2])), Argument(token, {}, none)], []))
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(Ir.instruction(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call void (i32) @one(i64 1)",
                "call void () @one(i64 1)",
                "call i32 (ptr, ...) @variadic()",
                "%r = call void @callee()",
                "call void 5()",
                "call void getelementptr (i8, ptr @callee, i64 0)()",
                "call void bitcast (ptr @callee to ptr)()",
                "call void inttoptr (i64 ptrtoint (ptr @callee to i64) to ptr)()",
                "call void @nowhere()",
                "call void @callee(",
                "call void @callee(i32)",
                "call void @callee(i8 256)",
                "call void \"quoted\"()",
                "call void @callee() [ deopt() ]",
                "call void @callee() #99",
                "call fastcc #0 void @callee()",
                "call i32 @one(i32 #0 1)",
                "call void @callee() nounwind nounwind(\"x\")",
                "call void @callee(void)",
            })
    void negative_refuses(String text) {
        Ir.refused(Ir.around(text + "\n  ret void"));
    }
}
