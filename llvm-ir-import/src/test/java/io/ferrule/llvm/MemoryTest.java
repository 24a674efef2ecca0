package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instructions that touch memory. */
final class MemoryTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
%r = alloca i32 => Alloca(%10, {}, i32, -)
%r = alloca i32, align 4 => Alloca(%10, {align(4)}, i32, -)
%r = alloca i32, i64 %j, align 16 => Alloca(%10, {align(16)}, i32, i64 %2)
%r = alloca inalloca i32 => Alloca(%10, {inalloca}, i32, -)
%r = alloca swifterror ptr => Alloca(%10, {swifterror}, ptr, -)
%r = alloca i8, i32 4, align 8, addrspace(0) => Alloca(%10, {align(8)}, i8, i32 4)
%r = alloca [0 x i8], align 1 => Alloca(%10, {align(1)}, [0 x i8], -)
%r = alloca i8, i32 4, !dbg !4 => Alloca(%10 !dbg !4, {}, i8, i32 4)
%r = load i32, ptr %p => Load(%10, {}, i32, ptr %0)
%r = load volatile i32, ptr %p, align 4 => Load(%10, {volatile align(4)}, i32, ptr %0)
%r = load atomic i32, ptr %p acquire, align 4 => Load(%10, {atomic acquire align(4)}, i32, ptr %0)
%r = load atomic volatile i32, ptr %p syncscope("singlethread") seq_cst, align 4 => Load(%10, {atomic volatile syncscope("singlethread") seq_cst align(4)}, i32, ptr %0)
%r = load ptr, ptr %p, align 8, !nonnull !0, !noundef !0, !invariant.load !0 => Load(%10 !nonnull !0 !noundef !0 !invariant.load !0, {align(8)}, ptr, ptr %0)
%r = load %pair, ptr @g => Load(%10, {}, NamedType(pair), ptr @g)
%r = load <vscale x 2 x i64>, ptr %p => Load(%10, {}, <vscale x 2 x i64>, ptr %0)
%r = load i32, ptr getelementptr (i8, ptr @g, i64 4), align 4 => Load(%10, {align(4)}, i32, ptr Expression(getelementptr, [], i8, [ptr @g, i64 4]))
store i32 %i, ptr %p => Store({}, i32 %1, ptr %0)
store volatile i32 7, ptr %p, align 4, !nontemporal !0 => Store(!nontemporal !0, {volatile align(4)}, i32 7, ptr %0)
store atomic i32 %i, ptr %p release, align 4 => Store({atomic release align(4)}, i32 %1, ptr %0)
store atomic volatile ptr null, ptr %p syncscope("agent") monotonic, align 8 => Store({atomic volatile syncscope("agent") monotonic align(8)}, ptr null, ptr %0)
store { i32, [2 x i8] } { i32 1, [2 x i8] c"\\00\\FF" }, ptr %p => Store({}, struct[i32, [2 x i8]] StructConstant(false, [i32 1, [2 x i8] c[0, 255]]), ptr %0)
store <4 x i32> splat (i32 7), ptr %p => Store({}, <4 x i32> Splat(i32 7), ptr %0)
store ptr @callee, ptr @g => Store({}, ptr @callee, ptr @g)
fence seq_cst => Fence({seq_cst})
fence syncscope("singlethread") acq_rel => Fence({syncscope("singlethread") acq_rel})
%r = cmpxchg ptr %p, i32 0, i32 %i acq_rel monotonic => CompareExchange(%10, {acq_rel monotonic}, ptr %0, i32 0, i32 %1)
%r = cmpxchg weak volatile ptr %p, i32 0, i32 1 syncscope("x") seq_cst acquire, align 4 => CompareExchange(%10, {weak volatile syncscope("x") seq_cst acquire align(4)}, ptr %0, i32 0, i32 1)
%r = cmpxchg ptr %p, ptr null, ptr @g monotonic monotonic => CompareExchange(%10, {monotonic monotonic}, ptr %0, ptr null, ptr @g)
%r = atomicrmw add ptr %p, i32 1 seq_cst => AtomicUpdate(%10, {seq_cst}, add, ptr %0, i32 1)
%r = atomicrmw volatile xchg ptr %p, i32 1 syncscope("x") acquire, align 8 => AtomicUpdate(%10, {volatile syncscope("x") acquire align(8)}, xchg, ptr %0, i32 1)
%r = atomicrmw sub ptr %p, i64 1 monotonic => AtomicUpdate(%10, {monotonic}, sub, ptr %0, i64 1)
%r = atomicrmw and ptr %p, i64 1 monotonic => AtomicUpdate(%10, {monotonic}, and, ptr %0, i64 1)
%r = atomicrmw nand ptr %p, i64 1 monotonic => AtomicUpdate(%10, {monotonic}, nand, ptr %0, i64 1)
%r = atomicrmw or ptr %p, i64 1 monotonic => AtomicUpdate(%10, {monotonic}, or, ptr %0, i64 1)
%r = atomicrmw xor ptr %p, i64 1 monotonic => AtomicUpdate(%10, {monotonic}, xor, ptr %0, i64 1)
%r = atomicrmw max ptr %p, i64 1 monotonic => AtomicUpdate(%10, {monotonic}, max, ptr %0, i64 1)
%r = atomicrmw umin ptr %p, i64 1 monotonic => AtomicUpdate(%10, {monotonic}, umin, ptr %0, i64 1)
%r = atomicrmw fadd ptr %p, float 1.0 monotonic => AtomicUpdate(%10, {monotonic}, fadd, ptr %0, float 1.0)
%r = atomicrmw fsub ptr %p, float 1.0 monotonic => AtomicUpdate(%10, {monotonic}, fsub, ptr %0, float 1.0)
%r = atomicrmw fmax ptr %p, float 1.0 monotonic => AtomicUpdate(%10, {monotonic}, fmax, ptr %0, float 1.0)
%r = atomicrmw fminimum ptr %p, float 1.0 monotonic => AtomicUpdate(%10, {monotonic}, fminimum, ptr %0, float 1.0)
%r = atomicrmw uinc_wrap ptr %p, i32 1 monotonic => AtomicUpdate(%10, {monotonic}, uinc_wrap, ptr %0, i32 1)
%r = atomicrmw usub_sat ptr %p, i32 1 monotonic => AtomicUpdate(%10, {monotonic}, usub_sat, ptr %0, i32 1)
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(Ir.instruction(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%r = load i32, i64 %j",
                "store i32 1, i64 %j",
                "%r = store i32 1, ptr %p",
                "%r = fence seq_cst",
                "store i8 256, ptr %p",
                "%r = alloca i32, i32 1, i32 2",
                "%r = load i32",
                "%r = load i32, ptr %p, i32 1",
                "%r = cmpxchg ptr %p, i32 0 acq_rel monotonic",
                "%r = cmpxchg i64 %j, i32 0, i32 1 acq_rel monotonic",
                "%r = atomicrmw add i64 %j, i32 1 seq_cst",
                "store ptr asm \"\", \"\", ptr %p",
                "store i32 1, ptr %p, [ 1, %r ]",
                "%r = load i8, ptr %p align 1",
                "%r = load i8, ptr %p align(1)",
                "%r = load i8, ptr %p, align(1)",
                "%r = load i8, ptr %p, align=1",
                "%r = load i8, ptr %p, align 1, align 1",
                "%r = load align 1 i8, ptr %p",
                "%r = load \"k\" i8, ptr %p",
                "%r = load i8, ptr %p !noundef !0",
                "%r = load i8, ptr %p, !noundef !0, align 1",
                "%r = load i8, ptr %p, nonnull",
                "%r = load i8, ptr %p acquire, align 1",
                "%r = load i8, ptr %p, acquire",
                "%r = load i8, ptr %p syncscope(\"x\"), align 1",
                "%r = load atomic i8, ptr %p, align 1",
                "%r = load atomic i8, ptr %p acquire acquire, align 1",
                "%r = load atomic i8, ptr %p acquire syncscope(\"x\"), align 1",
                "%r = load atomic i8, ptr %p acquire align 1",
                "%r = load atomic i8, ptr %p acquire",
                "store atomic i8 1, ptr %p release",
                "store i8 1, ptr %p align 1",
                "store i8 1, ptr %p release",
                "store atomic i8 1, ptr %p, align 1",
                "store align 1 i8 1, ptr %p",
                "%r = alloca i32 align 4",
                "%r = alloca i32, align 4, i32 1",
                "%r = alloca i32, addrspace(0), align 4",
                "%r = alloca i32, align 4, align 4",
                "%r = alloca align 4 i32",
                "fence",
                "fence seq_cst seq_cst",
                "fence seq_cst, align 4",
                "fence align 4",
                "%r = cmpxchg ptr %p, i32 0, i32 1 seq_cst",
                "%r = cmpxchg ptr %p, i32 0, i32 1",
                "%r = cmpxchg ptr %p, i32 0, i32 1 seq_cst seq_cst align 4",
                "%r = atomicrmw add ptr %p, i32 1",
                "%r = atomicrmw add ptr %p, i32 1 seq_cst align 4",
                "%r = atomicrmw add ptr %p, i32 1, seq_cst",
            })
    void negative_refuses(String text) {
        Ir.refused(Ir.around(text + "\n  ret void"));
    }
}
