package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instructions that compute. */
final class ComputationTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
%r = add i32 %i, 1 => Binary(%10, add, {}, i32, %1, 1)
%r = add nuw nsw i32 %i, -1 => Binary(%10, add, {nuw nsw}, i32, %1, -1)
%r = sub nsw i64 0, %j => Binary(%10, sub, {nsw}, i64, 0, %2)
%r = mul <4 x i32> %v, splat (i32 3) => Binary(%10, mul, {}, <4 x i32>, %5, Splat(i32 3))
%r = mul <4 x i32> %v, <i32 1, i32 2, i32 3, i32 4> => Binary(%10, mul, {}, <4 x i32>, %5, VectorConstant([i32 1, i32 2, i32 3, i32 4]))
%r = udiv exact i32 %i, 8 => Binary(%10, udiv, {exact}, i32, %1, 8)
%r = sdiv i32 %i, 8 => Binary(%10, sdiv, {}, i32, %1, 8)
%r = urem i32 %i, 8 => Binary(%10, urem, {}, i32, %1, 8)
%r = srem i32 %i, 8 => Binary(%10, srem, {}, i32, %1, 8)
%r = shl nuw i32 %i, 8 => Binary(%10, shl, {nuw}, i32, %1, 8)
%r = lshr exact i32 %i, 8 => Binary(%10, lshr, {exact}, i32, %1, 8)
%r = ashr i32 %i, 8 => Binary(%10, ashr, {}, i32, %1, 8)
%r = and i32 %i, u0xFF => Binary(%10, and, {}, i32, %1, 255)
%r = or disjoint i32 %i, 8 => Binary(%10, or, {disjoint}, i32, %1, 8)
%r = xor i1 %c, true => Binary(%10, xor, {}, i1, %7, 1)
%r = xor i128 %w, 170141183460469231731687303715884105727 => Binary(%10, xor, {}, i128, %8, 170141183460469231731687303715884105727)
%r = add i128 %w, -170141183460469231731687303715884105728 => Binary(%10, add, {}, i128, %8, -170141183460469231731687303715884105728)
%r = fadd float %x, 1.0 => Binary(%10, fadd, {}, float, %3, 1.0)
%r = fadd fast float %x, 0x7FF0000000000000 => Binary(%10, fadd, {fast}, float, %3, 0x7FF0000000000000)
%r = fsub nnan ninf nsz double %y, -2.5e-3 => Binary(%10, fsub, {nnan ninf nsz}, double, %4, -2.5e-3)
%r = fmul arcp contract double %y, 1.0e+10 => Binary(%10, fmul, {arcp contract}, double, %4, 1.0e+10)
%r = fdiv afn reassoc double %y, 1. => Binary(%10, fdiv, {afn reassoc}, double, %4, 1.)
%r = frem double %y, 2.0 => Binary(%10, frem, {}, double, %4, 2.0)
%r = fneg nsz float %x => Unary(%10, fneg, {nsz}, float %3)
%r = freeze i32 undef => Unary(%10, freeze, {}, i32 undef)
%r = freeze ptr poison => Unary(%10, freeze, {}, ptr poison)
%r = icmp eq i32 %i, 0 => Compare(%10, icmp, {}, eq, i32, %1, 0)
%r = icmp samesign ult i32 %i, 10 => Compare(%10, icmp, {samesign}, ult, i32, %1, 10)
%r = icmp ne ptr %p, null => Compare(%10, icmp, {}, ne, ptr, %0, null)
%r = icmp sge <4 x i32> %v, zeroinitializer => Compare(%10, icmp, {}, sge, <4 x i32>, %5, zeroinitializer)
%r = fcmp oeq float %x, 0.0 => Compare(%10, fcmp, {}, oeq, float, %3, 0.0)
%r = fcmp fast une double %y, 0.0 => Compare(%10, fcmp, {fast}, une, double, %4, 0.0)
%r = fcmp true double %y, 0.0 => Compare(%10, fcmp, {}, true, double, %4, 0.0)
%r = fcmp nnan false double %y, 0.0 => Compare(%10, fcmp, {nnan}, false, double, %4, 0.0)
%r = trunc nuw nsw i64 %j to i32 => Cast(%10, trunc, {nuw nsw}, i64 %2, i32)
%r = zext nneg i32 %i to i64 => Cast(%10, zext, {nneg}, i32 %1, i64)
%r = sext i32 %i to i64 => Cast(%10, sext, {}, i32 %1, i64)
%r = fptrunc fast double %y to float => Cast(%10, fptrunc, {fast}, double %4, float)
%r = fpext float %x to double => Cast(%10, fpext, {}, float %3, double)
%r = fptoui float %x to i32 => Cast(%10, fptoui, {}, float %3, i32)
%r = fptosi float %x to i32 => Cast(%10, fptosi, {}, float %3, i32)
%r = uitofp nneg i32 %i to float => Cast(%10, uitofp, {nneg}, i32 %1, float)
%r = sitofp i32 %i to float => Cast(%10, sitofp, {}, i32 %1, float)
%r = ptrtoint ptr %p to i64 => Cast(%10, ptrtoint, {}, ptr %0, i64)
%r = ptrtoaddr ptr %p to i64 => Cast(%10, ptrtoaddr, {}, ptr %0, i64)
%r = inttoptr i64 %j to ptr => Cast(%10, inttoptr, {}, i64 %2, ptr)
%r = bitcast double %y to i64 => Cast(%10, bitcast, {}, double %4, i64)
%r = addrspacecast ptr %p to ptr addrspace(3) => Cast(%10, addrspacecast, {}, ptr %0, ptr3)
%r = getelementptr i8, ptr %p, i64 4 => ElementPointer(%10, {}, i8, ptr %0, [i64 4])
%r = getelementptr inbounds nuw i8, ptr %p, i64 %j => ElementPointer(%10, {inbounds nuw}, i8, ptr %0, [i64 %2])
%r = getelementptr nusw { i32, [2 x i8] }, ptr %p, i64 0, i32 1, i64 1 => ElementPointer(%10, {nusw}, struct[i32, [2 x i8]], ptr %0, [i64 0, i32 1, i64 1])
%r = getelementptr %pair, ptr @g, <4 x i64> <i64 0, i64 1, i64 2, i64 3> => ElementPointer(%10, {}, NamedType(pair), ptr @g, [<4 x i64> VectorConstant([i64 0, i64 1, i64 2, i64 3])])
%r = getelementptr i32, ptr %p => ElementPointer(%10, {}, i32, ptr %0, [])
%r = select i1 %c, i32 %i, i32 2 => Select(%10, {}, i1 %7, i32 %1, i32 2)
%r = select fast i1 %c, float %x, float undef, !unpredictable !0 => Select(%10 !unpredictable !0, {fast}, i1 %7, float %3, float undef)
%r = extractvalue { i32, [2 x i8] } %s, 1, 0 => ExtractValue(%10, struct[i32, [2 x i8]] %6, [1, 0])
%r = insertvalue { i32, [2 x i8] } %s, i8 7, 1, 0 => InsertValue(%10, struct[i32, [2 x i8]] %6, i8 7, [1, 0])
%r = insertvalue { i32, [2 x i8] } poison, i32 %i, 0, !dbg !4 => InsertValue(%10 !dbg !4, struct[i32, [2 x i8]] poison, i32 %1, [0])
%r = extractelement <4 x i32> %v, i32 0 => VectorOperation(%10, extractelement, [<4 x i32> %5, i32 0])
%r = extractelement <vscale x 2 x i64> %z, i64 %j => VectorOperation(%10, extractelement, [<vscale x 2 x i64> %9, i64 %2])
%r = insertelement <4 x i32> poison, i32 %i, i64 0 => VectorOperation(%10, insertelement, [<4 x i32> poison, i32 %1, i64 0])
%r = shufflevector <4 x i32> %v, <4 x i32> poison, <2 x i32> <i32 0, i32 poison> => VectorOperation(%10, shufflevector, [<4 x i32> %5, <4 x i32> poison, <2 x i32> VectorConstant([i32 0, i32 poison])])
%r = shufflevector <vscale x 2 x i64> %z, <vscale x 2 x i64> poison, <vscale x 2 x i32> zeroinitializer => VectorOperation(%10, shufflevector, [<vscale x 2 x i64> %9, <vscale x 2 x i64> poison, <vscale x 2 x i32> zeroinitializer])
%r = va_arg ptr %p, i32 => VariadicArgument(%10, ptr %0, i32)
%r = add i32 %i, 1, !dbg !4, !future.kind !{i32 1} => Binary(%10 !dbg !4 !future.kind Inline(Tuple(false, [i32 1])), add, {}, i32, %1, 1)
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(Ir.instruction(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%r = add i8 1, 256",
                "%r = add i8 1, -129",
                "%r = add i8 1, u0x100",
                "%r = add i32 true, 1",
                "%r = add i1 2, 1",
                "%r = fadd float 1, 2.0",
                "%r = add i32 1.0, 2",
                "%r = add i32 null, 2",
                "%r = icmp i32 %i, 1",
                "%r = icmp samesign i32 %i, 1",
                "%r = icmp lower i32 %i, 1",
                "%r = icmp oeq i32 %i, 1",
                "%r = fcmp eq float %x, 1.0",
                "%r = select i1 %c, i32 %i, i64 2",
                "%r = extractvalue { i32, [2 x i8] } %s",
                "%r = extractelement <4 x i32> %v, i32 0, i32 1",
                "%r = insertelement <4 x i32> %v, i32 0",
                "%r = shufflevector <4 x i32> %v, <4 x i32> %v",
                "%r = getelementptr i8, i64 %j, i64 1",
                "%r = add i32 %i, 1, i32 2",
                "%r = add i32 %i, 1, !dbg !4, 5",
                "%r = add i32 %i",
                "%r = select i1 %c, i32 %i",
                "%r = add i32 %nowhere, 1",
                "%r = add i32 %i, @g",
                "%r = frobnicate i32 %i, 1",
                "%i = add i32 1, 1",
                "%3 = add i32 1, 1\n%2 = add i32 1, 1",
                "%\"7\" = add i32 1, 1",
                "%r = mul <4 x i32> %v, <i32 1, i32 2>",
                "%r = mul <4 x i32> %v, <i32 1, i32 2, i32 3, i64 4>",
                "%r = mul <4 x i32> %v, splat (i64 3)",
                "%r = add align 4 i32 %i, 1",
                "%r = add \"k\"=\"v\" i32 %i, 1",
                "%r = add volatile i32 %i, 1",
                "%r = add #0 i32 %i, 1",
                "%r = add i32 %i, 1 !dbg !4",
                "%r = add i32 %i, 1 nuw",
                "%r = fneg align(4) float %x",
                "%r = select volatile i1 %c, i32 1, i32 2",
                "%r = trunc align 4 i64 %j to i32",
            })
    void negative_refuses(String text) {
        Ir.refused(Ir.around(text + "\n  ret void"));
    }
}
