package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Global variables, aliases and ifuncs. */
final class GlobalTest {

    static final String AROUND = """
            declare void @callee()
            declare ptr @resolver()
            $c = comdat any
            !0 = !{}
            attributes #0 = { "k"="v" }
            """;

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
@t = global i32 7 => GlobalVariable(t, i32, false, 7, {}, {})
@t = constant i32 7, align 4 => GlobalVariable(t, i32, true, 7, {}, {align(4)})
@t = external global i32 => GlobalVariable(t, i32, false, -, {external}, {})
@t = extern_weak constant ptr, align 8 => GlobalVariable(t, ptr, true, -, {extern_weak}, {align(8)})
@t = private unnamed_addr constant [2 x i8] c"ab", align 1 => GlobalVariable(t, [2 x i8], true, c[97, 98], {private unnamed_addr}, {align(1)})
@t = internal global i32 0, section ".bss.x", partition "p", comdat($c), align 4, code_model "large" => GlobalVariable(t, i32, false, 0, {internal}, {section(.bss.x) partition(p) comdat($c) align(4) code_model(large)})
@t = internal global i32 0, comdat($c), align 4, !dbg !0, !dbg !0, !type !0 => GlobalVariable(t, i32, false, 0, {internal}, {comdat($c) align(4)}, !dbg !0 !dbg !0 !type !0)
@t = internal global i32 0, no_sanitize_address, no_sanitize_hwaddress, sanitize_memtag => GlobalVariable(t, i32, false, 0, {internal}, {no_sanitize_address no_sanitize_hwaddress sanitize_memtag})
@t = internal global i32 0, align 4 #0 => GlobalVariable(t, i32, false, 0, {internal}, {align(4) k(v)})
@t = internal global i32 0 "a"="b" => GlobalVariable(t, i32, false, 0, {internal}, {a(b)})
@t = common global i32 0 => GlobalVariable(t, i32, false, 0, {common}, {})
@t = appending global [1 x ptr] [ptr @callee], section "llvm.metadata" => GlobalVariable(t, [1 x ptr], false, ArrayConstant([ptr @callee]), {appending}, {section(llvm.metadata)})
@t = available_externally dso_local hidden constant i32 0 => GlobalVariable(t, i32, true, 0, {available_externally dso_local hidden}, {})
@t = linkonce_odr protected thread_local(initialexec) local_unnamed_addr addrspace(1) externally_initialized global i32 0 => GlobalVariable(t, i32, false, 0, {linkonce_odr protected thread_local(initialexec) local_unnamed_addr addrspace(1) externally_initialized}, {})
@t = weak dllexport thread_local global i32 0 => GlobalVariable(t, i32, false, 0, {weak dllexport thread_local}, {})
@t = dso_preemptable global ptr @t => GlobalVariable(t, ptr, false, @t, {dso_preemptable}, {})
@0 = global i32 7 => GlobalVariable(0, i32, false, 7, {}, {})
@007 = global i32 7 => GlobalVariable(7, i32, false, 7, {}, {})
@"quoted \\22name" = global i32 7 => GlobalVariable(quoted "name, i32, false, 7, {}, {})
@"a}b\\41c" = global i32 7 => GlobalVariable(a}bAc, i32, false, 7, {}, {})
@t$.-_9 = global i32 7 => GlobalVariable(t$.-_9, i32, false, 7, {}, {})
@t = alias void (), ptr @callee => Alias(t, false, FunctionType(void, [], false), ptr @callee, {})
@t = weak_odr hidden unnamed_addr alias i8, getelementptr (i8, ptr @callee, i64 4) => Alias(t, false, i8, ptr Expression(getelementptr, [], i8, [ptr @callee, i64 4]), {weak_odr hidden unnamed_addr})
@t = internal thread_local alias i8, ptr @callee, partition "p" => Alias(t, false, i8, ptr @callee, {internal thread_local})
@t = ifunc void (), ptr @resolver => Alias(t, true, FunctionType(void, [], false), ptr @resolver, {})
@t = internal dso_local ifunc void (i32, ...), ptr @resolver, partition "p" => Alias(t, true, FunctionType(void, [i32], true), ptr @resolver, {internal dso_local})
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(global(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@t = global i32",
                "@t = external global i32 5",
                "@t = global i32 5 5",
                "@t = global i32 5 word",
                "@t = global i32 1\n@t = global i32 2",
                "@t = global i32 1\n@\"t\" = global i32 2",
                "@t = global i32 1\n@t = alias i8, ptr @callee",
                "@callee = global i32 1",
                "@callee = alias i8, ptr @resolver",
                "@0 = global i32 1\n@00 = global i32 1",
                "@\"0\" = global i32 1",
                "@\"\" = global i32 1",
                "@\"a\\00b\" = global i32 1",
                "@99999999999 = global i32 1",
                "@t = global i32 @nowhere",
                "@t = global ptr @nowhere",
                "@t = global i32 0, comdat($nowhere)",
                "@t = global i32 0, !dbg !99",
                "@t = global i32 0 #99",
                "@t = global %nowhere zeroinitializer",
                "@t = global i32 0, align 4, align 8",
                "@t = alias i8",
                "@t = alias i8, ptr @nowhere",
                "@t global i32 0",
                "t = global i32 0",
                "@ = global i32 0",
                "$d = comdat any\n$d = comdat any",
                "$d = nothing any",
                "%a = type i32\n%a = type i32",
                "%a = type { i32",
            })
    void negative_refuses(String text) {
        Ir.refused(AROUND + text + "\n");
    }

    /** The first variable or alias. */
    static Object global(String line) {
        Program program = Ir.accepted(AROUND + line + "\n");
        return program.globals().isEmpty()
                ? program.aliases().values().iterator().next()
                : program.globals().values().iterator().next();
    }
}
