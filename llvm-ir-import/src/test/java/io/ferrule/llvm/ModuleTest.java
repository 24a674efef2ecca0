package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.DebugLocations;
import io.ferrule.program.Program;
import io.ferrule.program.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a module beside functions, variables and metadata, and how locals and blocks are numbered. */
final class ModuleTest {

    @Test
    void positive_readsTheHeadOfAModule() {
        Program program = Ir.accepted("""
                ; ModuleID = 'x'
                source_filename = "x.rs"
                target datalayout = "e-m:e-i64:64"
                target triple = "x86_64-unknown-linux-gnu"
                module asm ".globl a"
                module asm "\\22quoted\\22"
                %0 = type { i32 }
                %"core::fmt" = type <{ ptr, %0 }>
                %later = type opaque
                $c = comdat any
                $"d e" = comdat nodeduplicate
                """);

        assertThat(program.dataLayout()).isEqualTo("e-m:e-i64:64");
        assertThat(program.targetTriple()).isEqualTo("x86_64-unknown-linux-gnu");
        assertThat(program.moduleAsm()).containsExactly(".globl a", "\"quoted\"");
        assertThat(program.types())
                .isEqualTo(Map.of(
                        "0",
                        new Type.StructType(false, List.of(new Type.IntegerType(32))),
                        "core::fmt",
                        new Type.StructType(true, List.of(Type.POINTER, new Type.NamedType("0"))),
                        "later",
                        new Type.KeywordType("opaque")));
    }

    /** They say again what the module says; the model leaves them out, but every bracket is checked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^0 = module: (path: \"x.o\", hash: (1, 2, 3, 4, 5))",
                "^1 = gv: (guid: 7, summaries: (function: (module: ^0, flags: (linkage: external, visibility: default, "
                        + "notEligibleToImport: 0, live: 1, dsoLocal: 0, canAutoHide: 0, importType: definition), insts: 2, "
                        + "funcFlags: (readNone: 0, noInline: 1), calls: ((callee: ^2, hotness: hot, tail: 1)), "
                        + "params: ((param: 0, offset: [0, 7], calls: ((callee: ^3, param: 0, offset: [-2, 8])))), "
                        + "refs: (readonly ^5, writeonly ^6, ^4))))",
                "^2 = gv: (name: \"v\", summaries: (variable: (module: ^0, flags: (linkage: internal), "
                        + "varFlags: (readonly: 1, writeonly: 0, constant: 0), vTableFuncs: ((virtFunc: ^3, offset: 16)))))",
                "^3 = gv: (guid: 3, summaries: (alias: (module: ^0, flags: (linkage: weak), aliasee: ^2)))",
                "^4 = typeid: (name: \"_ZTS1A\", summary: (typeTestRes: (kind: allOnes, sizeM1BitWidth: 7), "
                        + "wpdResolutions: ((offset: 0, wpdRes: (kind: branchFunnel)))))",
                "^5 = typeidCompatibleVTable: (name: \"_ZTS1A\", summary: ((offset: 16, ^1)))",
                "^6 = flags: 97",
                "^7 = blockcount: 1888",
                "^8 = gv: (guid: 1, summaries: (function: (module: ^0, flags: (linkage: external), insts: 1, "
                        + "callsites: ((callee: null, clones: (0), stackIds: (1, 2))), "
                        + "allocs: ((versions: (none), memProf: ((type: notcold, stackIds: (3))))))))",
                "^9 = gv: (guid: 1, new: <[a | b]> {c})",
                "uselistorder ptr @f, { 1, 0 }",
                "uselistorder_bb @f, %a, { 1, 0, 2 }",
            })
    void positive_readsSummariesAndUseListOrders(String line) {
        String text = "define void @f() {\n  br label %a\na:\n  ret void\n}\n" + line + "\n";

        assertThat(Ir.read(text).problems()).isEmpty();
    }

    @Test
    void positive_readsUseListOrderInsideAFunction() {
        String body = "  %a = add i32 %i, %i\n  ret void\n  uselistorder i32 %i, { 1, 0 }";

        assertThat(Ir.instructions(body)).hasSize(2);
    }

    @Test
    void positive_numbersWhatHasNoName() {
        String text = """
                define i32 @f(i32, i32 %named, i32) {
                  %4 = add i32 %0, %1
                  call i32 @f(i32 %4, i32 %named, i32 %1)
                  br i1 true, label %6, label %7

                  ret i32 %5

                7:
                  %"8 x" = add i32 %5, 1
                  %12 = add i32 %"8 x", 1
                  invoke i32 @f(i32 %12, i32 0, i32 0) to label %15 unwind label %14

                  %p = landingpad { ptr, i32 } cleanup
                  unreachable
                  ret i32 %13
                }
                """.replace(
                "define i32 @f(i32, i32 %named, i32)", "define i32 @f(i32, i32 %named, i32) personality ptr @f");
        Program program = Ir.accepted(text.replace("  %4 =", "  %3 =")
                .replace("%4,", "%3,")
                .replace("%5", "%4")
                .replace("label %6", "label %5")
                .replace("label %7", "label %6")
                .replace("7:", "6:"));

        assertThat(Shown.of(program.function("f").orElseThrow().body()))
                .endsWith("FunctionNames([0, named, 1, 3, 4, 8 x, 12, 13, p], [2, 5, 6, 14, 15]))");
    }

    @Test
    void positive_followsDebugLocations() {
        Program program = Ir.accepted(Ir.around("  ret void, !dbg !4"));

        assertThat(new DebugLocations(program.metadata()).location(4)).isPresent();
    }
}
