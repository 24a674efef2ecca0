package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instructions that end a block, and phi. */
final class ControlTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
ret void => Return(-)
ret void, !dbg !4 => Return(!dbg !4, -)
br label %n => Jump(1)
br i1 %c, label %n, label %m => Branch(%7, 1, 2)
br i1 true, label %n, label %m, !unpredictable !0 => Branch(!unpredictable !0, 1, 1, 2)
switch i32 %i, label %n [ ] => Switch(i32 %1, 1, [])
switch i32 %i, label %n [ i32 0, label %n i32 -1, label %m ], !dbg !4 => Switch(!dbg !4, i32 %1, 1, [Case(0, 1), Case(-1, 2)])
switch i128 %w, label %n [ i128 340282366920938463463374607431768211455, label %m ] => Switch(i128 %8, 1, [Case(340282366920938463463374607431768211455, 2)])
indirectbr ptr %p, [ label %n, label %m ] => IndirectBranch(%0, [1, 2])
indirectbr ptr %p, [] => IndirectBranch(%0, [])
indirectbr ptr blockaddress(@f, %n), [ label %n ] => IndirectBranch(BlockAddress(f, n), [1])
unreachable => Unreachable()
unreachable, !dbg !4 => Unreachable(!dbg !4)
resume { ptr, i32 } poison => Unwind(resume, [poison], [])
cleanupret from none unwind to caller => Unwind(cleanupret, [none], [])
invoke void @callee() to label %n unwind label %u => Invoke(CallOperation({}, void, @callee, [], []), 1, 3)
%r = invoke i32 @one(i32 %i) #0 to label %n unwind label %u, !dbg !4 => Invoke(%10 !dbg !4, CallOperation({nounwind k(v)}, i32, @one, [Argument(i32, {}, %1)], []), 1, 3)
%r = invoke fastcc noundef i32 (ptr, ...) @variadic(ptr %p, i32 1) [ "deopt"(i32 1) ] to label %n unwind label %u => Invoke(%10, CallOperation({fastcc noundef}, FunctionType(i32, [ptr], true), @variadic, [Argument(ptr, {}, %0), Argument(i32, {}, 1)], [Bundle(deopt, [i32 1])]), 1, 3)
invoke void asm sideeffect unwind "nop", ""() to label %n unwind label %u => Invoke(CallOperation({}, void, InlineAsm([sideeffect, unwind], nop), [], []), 1, 3)
callbr void asm sideeffect "", "!i,!i"() to label %n [ label %m, label %n ] => CallBranch(CallOperation({}, void, InlineAsm([sideeffect], !i,!i), [], []), 1, [2, 1])
%r = callbr i32 asm "", "=r,!i"() to label %n [ label %m ], !dbg !4 => CallBranch(%10 !dbg !4, CallOperation({}, i32, InlineAsm([], =r,!i), [], []), 1, [2])
%r = catchswitch within none [ label %n, label %m ] unwind to caller => Unwind(%10, catchswitch, [none], [1, 2])
%r = catchswitch within none [ label %n ] unwind label %u => Unwind(%10, catchswitch, [none], [1, 3])
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(Ir.terminator(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ret i32\na:",
                "br i32 %i, label %a, label %a\na:",
                "br i1 2, label %a, label %a\na:",
                "br label %i\na:",
                "br label %nowhere\na:",
                "br i1 %c, label %a\na:",
                "switch ptr %p, label %a [ ]\na:",
                "indirectbr i64 %j, []",
                "switch i32 %i, label %a [ i64 0, label %a ]\na:",
                "switch i32 %i, label %a [ i32 0, label %a i32 0, label %a ]\na:",
                "switch i32 %i, label %a [ i32 %i, label %a ]\na:",
                "switch i8 1, label %a [ i8 256, label %a ]\na:",
                "invoke void @callee() to label %a\na:",
                "%r = br label %a\na:",
                "%r = invoke void @callee() to label %a unwind label %a\na:",
                "callbr void asm \"\", \"\"() to label %a\na:",
                "ret void\na:\nb:",
                "a:\na:",
                "%a = add i32 1, 1\na:",
                "%r = phi i32 [ 0, %nowhere ]",
                "%r = phi i32 [ 0, %i ]",
                "%r = phi i8 [ 300, %a ]",
                "%r = phi i32 1",
                "ret void\n1:\nret void\n1:",
                "ret void\n5:\nret void\n3:",
                "br label %\"1\"\n\"1\":",
                "add i32 1, 2\na:\nret void\n#dbg_label(!6, !4)\nb:",
                "a: ret void\n\"a\":",
                "\"\"",
                "\"\": ret void",
            })
    void negative_refuses(String text) {
        Ir.refused(Ir.around(text + "\n  ret void"));
    }
}
