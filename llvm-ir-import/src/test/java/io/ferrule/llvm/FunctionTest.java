package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Function;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions: what stands around their bodies, and attributes of every form. */
final class FunctionTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
declare void @f() => Function(f, void, [], false, {}, {}, -, [], -1, Declared())
declare !dbg !0 i32 @f(i32, ptr noundef %named, ...) #0 => Function(f, i32, [Parameter(i32, {}), Parameter(ptr, {noundef})], true, {}, {k(v)}, -, [], 0, Declared())
declare noalias noundef align 8 dereferenceable_or_null(4) ptr @f(i64 noundef range(i64 0, 9), metadata) => Function(f, ptr, [Parameter(i64, {noundef range(i64 0, 9)}), Parameter(metadata, {})], false, {noalias noundef align(8) dereferenceable_or_null(4)}, {}, -, [], -1, Declared())
declare extern_weak hidden dllimport fastcc zeroext i1 @f(...) unnamed_addr => Function(f, i1, [], true, {extern_weak hidden dllimport fastcc zeroext}, {unnamed_addr}, -, [], -1, Declared())
declare cc 10 void @f() => Function(f, void, [], false, {cc(10)}, {}, -, [], -1, Declared())
declare cc1023 void @f() addrspace(0) => Function(f, void, [], false, {cc(1023)}, {addrspace(0)}, -, [], -1, Declared())
declare [2 x i64] @f(<4 x i32>, { i32, ptr }, <{ i8 }>, token) => Function(f, [2 x i64], [Parameter(<4 x i32>, {}), Parameter(struct[i32, ptr], {}), Parameter(packed[i8], {}), Parameter(token, {})], false, {}, {}, -, [], -1, Declared())
declare void @f(ptr byval(i32) align 4, ptr sret({ i32 }), ptr byref(i8), ptr inalloca(i8), ptr elementtype(i8), ptr preallocated(i8)) => Function(f, void, [Parameter(ptr, {byval(i32) align(4)}), Parameter(ptr, {sret({ i32 })}), Parameter(ptr, {byref(i8)}), Parameter(ptr, {inalloca(i8)}), Parameter(ptr, {elementtype(i8)}), Parameter(ptr, {preallocated(i8)})], false, {}, {}, -, [], -1, Declared())
declare void @f(ptr captures(none), ptr captures(address, read_provenance), ptr captures(ret: address, provenance), ptr captures(address_is_null)) => Function(f, void, [Parameter(ptr, {captures(none)}), Parameter(ptr, {captures(address, read_provenance)}), Parameter(ptr, {captures(ret: address, provenance)}), Parameter(ptr, {captures(address_is_null)})], false, {}, {}, -, [], -1, Declared())
declare void @f(ptr initializes((0, 8), (16, 24)) dead_on_unwind writable, float nofpclass(nan inf), ptr dead_on_return) => Function(f, void, [Parameter(ptr, {initializes((0, 8), (16, 24)) dead_on_unwind writable}), Parameter(float, {nofpclass(nan inf)}), Parameter(ptr, {dead_on_return})], false, {}, {}, -, [], -1, Declared())
declare void @f() memory(argmem: readwrite, inaccessiblemem: write, errnomem: none) => Function(f, void, [], false, {}, {memory(argmem: readwrite, inaccessiblemem: write, errnomem: none)}, -, [], -1, Declared())
declare void @f() allocsize(0, 1) allockind("alloc,zeroed") vscale_range(1, 16) uwtable(sync) alignstack(16) => Function(f, void, [], false, {}, {allocsize(0, 1) allockind("alloc,zeroed") vscale_range(1, 16) uwtable(sync) alignstack(16)}, -, [], -1, Declared())
declare void @f() uwtable nounwind willreturn memory(none) "a" "b"="c\\22d" "e"="" => Function(f, void, [], false, {}, {uwtable nounwind willreturn memory(none) a b(c"d) e}, -, [], -1, Declared())
define void @f() { ret void } => Function(f, void, [], false, {}, {}, -, [], -1, Defined([BasicBlock([Return(-)], [])], FunctionNames([], [0])))
define private i32 @f(i32 %0, i32 %1) { ret i32 %1 } => Function(f, i32, [Parameter(i32, {}), Parameter(i32, {})], false, {private}, {}, -, [], -1, Defined([BasicBlock([Return(i32 %1)], [])], FunctionNames([0, 1], [2])))
define internal spir_func void @f(i32, i32 %x, i32) #0 section ".init" partition "p" comdat($c) align 16 gc "statepoint" prefix i32 7 prologue i8 1 personality ptr @resolver !dbg !0 !kcfi_type !{i32 5} { ret void } => Function(f, void, [Parameter(i32, {}), Parameter(i32, {}), Parameter(i32, {})], false, {internal spir_func}, {k(v) section(.init) partition(p) comdat($c) align(16) gc(statepoint) prologue}, .init, [i32 7, i8 1, ptr @resolver], 0, !kcfi_type Inline(Tuple(false, [i32 5])), Defined([BasicBlock([Return(-)], [])], FunctionNames([0, x, 1], [2])))
define weak_odr hidden void @f() local_unnamed_addr comdat($c) { ret void } => Function(f, void, [], false, {weak_odr hidden}, {local_unnamed_addr comdat($c)}, -, [], -1, Defined([BasicBlock([Return(-)], [])], FunctionNames([], [0])))
define void @"f\\20g"() align(32) { ret void } => Function(f g, void, [], false, {}, {align(32)}, -, [], -1, Defined([BasicBlock([Return(-)], [])], FunctionNames([], [0])))
define void @0() { ret void } => Function(0, void, [], false, {}, {}, -, [], -1, Defined([BasicBlock([Return(-)], [])], FunctionNames([], [0])))
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(function(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "define void @f()",
                "declare void @f() { ret void }",
                "define void @f() { }",
                "define void @f() { ret i32 0 }",
                "define i32 @f() { ret void }",
                "define i32 @f() { ret i64 0 }",
                "declare void @f(label)",
                "define void @f() { ret void",
                "define void @f() { ret void } }",
                "define void @f() { ret void } ret void",
                "define void @f() { ret void }\ndefine void @f() { ret void }",
                "define void @f() { ret void }\ndefine void @\"f\"() { ret void }",
                "define void @f() { ret void }\ndeclare void @f()",
                "define void @f() { ret void }\n@f = global i32 0",
                "define void @f() { ret void }\n@f = alias i8, ptr @callee",
                "define void @f(i32 %x, i32 %x) { ret void }",
                "declare void @f(i32 %x, i32 %x)",
                "define void @f(i32 %1, i32 %0) { ret void }",
                "define void @f(..., i32) { ret void }",
                "define void @f(i32, ) { ret void }",
                "define void f() { ret void }",
                "define @f() { ret void }",
                "define void @\"0\"() { ret void }",
                "define void @\"\"() { ret void }",
                "define void @f(i32 %\"0\") { ret void }",
                "define void @f() #99 { ret void }",
                "define void @f() align 4 align 8 { ret void }",
                "define void @f() memory(none) memory(write) { ret void }",
                "define void @f() \"k\"=\"w\" #0 { ret void }",
                "declare void @f(ptr dereferenceable(4) dereferenceable(8))",
                "declare void @f() memory(none",
                "declare void @f() memory)none(",
                "attributes #1 = { #0 }",
                "attributes #0 = { nounwind }",
                "attributes #1 = { nounwind",
                "attributes #1 = nounwind",
                "attributes # 1 = { nounwind }",
                "define void @f() personality ptr @nowhere { ret void }",
                "define void @f() personality { ret void }",
                "define void @f() !dbg !99 { ret void }",
                "define void @f() { define void @h() { ret void } ret void }",
                "define void @f() { @h = global i32 0 ret void }",
                "define void @f() { frobnicate i32 1, 2\n ret void }",
                "define void @f() { uselistorder ptr null, { 1, 0 } }",
            })
    void negative_refuses(String text) {
        Ir.refused(GlobalTest.AROUND + text + "\n");
    }

    /** Attributes that LLVM 22 has not, as the next version may. */
    @Test
    void positive_keepsUnknownAttributes() {
        String text = "declare new_linkage i8 @f(i8 future, i8 another(x, (y, [z], <w>), \"(\") %a) third(4) #0 fourth";

        assertThat(Shown.of(List.copyOf(Ir.read("attributes #0 = { fifth \"k\" sixth=7 }\n" + text)
                        .functions()
                        .values())))
                .isEqualTo(
                        "[Function(f, i8, [Parameter(i8, {future}), Parameter(i8, {another(x, (y, [z], <w>), \"(\")})],"
                                + " false, {new_linkage}, {third(4) fifth k sixth(7) fourth}, -, [], -1, Declared())]");
        Ir.read(text)
                .problems()
                .forEach(problem -> assertThat(problem.message()).contains("#0"));
    }

    /** The function that the line declares or defines: the last. */
    static Function function(String line) {
        return Ir.accepted(GlobalTest.AROUND + line + "\n").functions().values().stream()
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
