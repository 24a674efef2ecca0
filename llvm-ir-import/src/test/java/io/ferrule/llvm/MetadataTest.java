package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata nodes. */
final class MetadataTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
!{} => Tuple(false, [])
distinct !{!9, null} => Tuple(true, [!9, null])
!{!0, !"text \\22 \\C3\\A9", i32 7, ptr @callee, null, !{!1}, !DIExpression()} => Tuple(false, [!0, 'text " é', i32 7, ptr @callee, null, Inline(Tuple(false, [!1])), Inline(Specialised(false, DIExpression, []))])
!{{ i32, i8 } { i32 1, i8 2 }, [1 x i8] c"a", double 1.0, <2 x i1> <i1 true, i1 false>} => Tuple(false, [struct[i32, i8] StructConstant(false, [i32 1, i8 2]), [1 x i8] c[97], double 1.0, <2 x i1> VectorConstant([i1 1, i1 0])])
!{%pair { i32 1, i64 2 }, ptr getelementptr (i8, ptr @g, i64 1), i1 true} => Tuple(false, [NamedType(pair) StructConstant(false, [i32 1, i64 2]), ptr Expression(getelementptr, [], i8, [ptr @g, i64 1]), i1 1])
!DILocation(line: 7, column: 3, scope: !1, inlinedAt: !4, isImplicitCode: true) => Specialised(false, DILocation, [Field(line, 7), Field(column, 3), Field(scope, !1), Field(inlinedAt, !4), Field(isImplicitCode, true)])
distinct !DILocation(line: 0, scope: !1) => Specialised(true, DILocation, [Field(line, 0), Field(scope, !1)])
!GenericDINode(tag: DW_TAG_entry_point, header: "h", operands: {!0, null, !1}) => Specialised(false, GenericDINode, [Field(tag, DW_TAG_entry_point), Field(header, 'h'), Field(operands, Inline(Tuple(false, [!0, null, !1])))])
!GenericDINode(tag: 3) => Specialised(false, GenericDINode, [Field(tag, 3)])
!DISubrange(count: 5, lowerBound: -2) => Specialised(false, DISubrange, [Field(count, 5), Field(lowerBound, -2)])
!DISubrange(count: !0, lowerBound: !DIExpression(DW_OP_push_object_address, DW_OP_plus_uconst, 8)) => Specialised(false, DISubrange, [Field(count, !0), Field(lowerBound, Inline(Specialised(false, DIExpression, [Field(DW_OP_push_object_address), Field(DW_OP_plus_uconst), Field(8)])))])
!DIGenericSubrange(lowerBound: !DIExpression(), upperBound: !DIExpression()) => Specialised(false, DIGenericSubrange, [Field(lowerBound, Inline(Specialised(false, DIExpression, []))), Field(upperBound, Inline(Specialised(false, DIExpression, [])))])
!DIEnumerator(name: "A", value: 340282366920938463463374607431768211455, isUnsigned: true) => Specialised(false, DIEnumerator, [Field(name, 'A'), Field(value, 340282366920938463463374607431768211455), Field(isUnsigned, true)])
!DIBasicType(name: "u8", size: 8, encoding: DW_ATE_unsigned) => Specialised(false, DIBasicType, [Field(name, 'u8'), Field(size, 8), Field(encoding, DW_ATE_unsigned)])
!DIBasicType(tag: DW_TAG_unspecified_type, name: "decltype(nullptr)") => Specialised(false, DIBasicType, [Field(tag, DW_TAG_unspecified_type), Field(name, 'decltype(nullptr)')])
!DIStringType(name: "s", size: 32) => Specialised(false, DIStringType, [Field(name, 's'), Field(size, 32)])
!DIDerivedType(tag: DW_TAG_member, name: "m", scope: !0, file: !3, baseType: !0, size: 64, align: 64, offset: 128, flags: DIFlagPublic | DIFlagArtificial) => Specialised(false, DIDerivedType, [Field(tag, DW_TAG_member), Field(name, 'm'), Field(scope, !0), Field(file, !3), Field(baseType, !0), Field(size, 64), Field(align, 64), Field(offset, 128), Field(flags, DIFlagPublic|DIFlagArtificial)])
!DIDerivedType(tag: DW_TAG_member, baseType: null, extraData: i64 -1, ptrAuthKey: 2, ptrAuthIsAddressDiscriminated: true) => Specialised(false, DIDerivedType, [Field(tag, DW_TAG_member), Field(baseType, null), Field(extraData, i64 -1), Field(ptrAuthKey, 2), Field(ptrAuthIsAddressDiscriminated, true)])
!DICompositeType(tag: DW_TAG_variant_part, scope: null, file: !3, elements: !0, templateParams: !0, identifier: "id", discriminator: !0) => Specialised(false, DICompositeType, [Field(tag, DW_TAG_variant_part), Field(scope, null), Field(file, !3), Field(elements, !0), Field(templateParams, !0), Field(identifier, 'id'), Field(discriminator, !0)])
!DISubroutineType(cc: DW_CC_normal, types: !0) => Specialised(false, DISubroutineType, [Field(cc, DW_CC_normal), Field(types, !0)])
!DISubroutineType(types: null) => Specialised(false, DISubroutineType, [Field(types, null)])
!DIFile(filename: "a", directory: "b", checksumkind: CSK_MD5, checksum: "000102030405060708090a0b0c0d0e0f", source: "x") => Specialised(false, DIFile, [Field(filename, 'a'), Field(directory, 'b'), Field(checksumkind, CSK_MD5), Field(checksum, '000102030405060708090a0b0c0d0e0f'), Field(source, 'x')])
distinct !DICompileUnit(language: DW_LANG_Rust, file: !3, producer: "p", isOptimized: true, flags: "", runtimeVersion: 0, emissionKind: FullDebug, enums: !0, splitDebugInlining: false, nameTableKind: None) => Specialised(true, DICompileUnit, [Field(language, DW_LANG_Rust), Field(file, !3), Field(producer, 'p'), Field(isOptimized, true), Field(flags, ''), Field(runtimeVersion, 0), Field(emissionKind, FullDebug), Field(enums, !0), Field(splitDebugInlining, false), Field(nameTableKind, None)])
distinct !DISubprogram(name: "n", linkageName: "l", scope: !0, file: !3, line: 1, type: !0, scopeLine: 2, flags: DIFlagPrototyped, spFlags: DISPFlagLocalToUnit | DISPFlagDefinition | DISPFlagOptimized, unit: !2, templateParams: !0, retainedNodes: !0) => Specialised(true, DISubprogram, [Field(name, 'n'), Field(linkageName, 'l'), Field(scope, !0), Field(file, !3), Field(line, 1), Field(type, !0), Field(scopeLine, 2), Field(flags, DIFlagPrototyped), Field(spFlags, DISPFlagLocalToUnit|DISPFlagDefinition|DISPFlagOptimized), Field(unit, !2), Field(templateParams, !0), Field(retainedNodes, !0)])
!DISubprogram(name: "declared", spFlags: 0) => Specialised(false, DISubprogram, [Field(name, 'declared'), Field(spFlags, 0)])
distinct !DILexicalBlock(scope: !1, file: !3, line: 1, column: 2) => Specialised(true, DILexicalBlock, [Field(scope, !1), Field(file, !3), Field(line, 1), Field(column, 2)])
!DILexicalBlockFile(scope: !1, file: !3, discriminator: 1) => Specialised(false, DILexicalBlockFile, [Field(scope, !1), Field(file, !3), Field(discriminator, 1)])
!DINamespace(name: "core", scope: null, exportSymbols: true) => Specialised(false, DINamespace, [Field(name, 'core'), Field(scope, null), Field(exportSymbols, true)])
!DIModule(scope: !0, name: "m", configMacros: "c", isDecl: true) => Specialised(false, DIModule, [Field(scope, !0), Field(name, 'm'), Field(configMacros, 'c'), Field(isDecl, true)])
!DITemplateTypeParameter(name: "T", type: !0, defaulted: true) => Specialised(false, DITemplateTypeParameter, [Field(name, 'T'), Field(type, !0), Field(defaulted, true)])
!DITemplateValueParameter(tag: DW_TAG_template_value_parameter, name: "N", type: !0, value: i64 7) => Specialised(false, DITemplateValueParameter, [Field(tag, DW_TAG_template_value_parameter), Field(name, 'N'), Field(type, !0), Field(value, i64 7)])
!DITemplateValueParameter(name: "P", value: ptr @g) => Specialised(false, DITemplateValueParameter, [Field(name, 'P'), Field(value, ptr @g)])
!DITemplateValueParameter(name: "P", value: !"name") => Specialised(false, DITemplateValueParameter, [Field(name, 'P'), Field(value, 'name')])
!DIGlobalVariable(name: "v", linkageName: "_v", scope: !0, file: !3, line: 1, type: !0, isLocal: true, isDefinition: false, align: 64) => Specialised(false, DIGlobalVariable, [Field(name, 'v'), Field(linkageName, '_v'), Field(scope, !0), Field(file, !3), Field(line, 1), Field(type, !0), Field(isLocal, true), Field(isDefinition, false), Field(align, 64)])
!DIGlobalVariableExpression(var: !0, expr: !DIExpression(DW_OP_constu, 4, DW_OP_stack_value)) => Specialised(false, DIGlobalVariableExpression, [Field(var, !0), Field(expr, Inline(Specialised(false, DIExpression, [Field(DW_OP_constu), Field(4), Field(DW_OP_stack_value)])))])
!DILocalVariable(name: "x", arg: 1, scope: !1, file: !3, line: 6, type: !0, flags: DIFlagArtificial, align: 32) => Specialised(false, DILocalVariable, [Field(name, 'x'), Field(arg, 1), Field(scope, !1), Field(file, !3), Field(line, 6), Field(type, !0), Field(flags, DIFlagArtificial), Field(align, 32)])
!DILabel(scope: !1, name: "l", file: !3, line: 1) => Specialised(false, DILabel, [Field(scope, !1), Field(name, 'l'), Field(file, !3), Field(line, 1)])
!DIExpression() => Specialised(false, DIExpression, [])
!DIExpression(DW_OP_LLVM_arg, 0, DW_OP_LLVM_convert, 8, DW_ATE_signed, DW_OP_LLVM_fragment, 0, 32) => Specialised(false, DIExpression, [Field(DW_OP_LLVM_arg), Field(0), Field(DW_OP_LLVM_convert), Field(8), Field(DW_ATE_signed), Field(DW_OP_LLVM_fragment), Field(0), Field(32)])
!DIExpression(DW_OP_consts, 18446744073709551615, DW_OP_deref) => Specialised(false, DIExpression, [Field(DW_OP_consts), Field(18446744073709551615), Field(DW_OP_deref)])
!DIObjCProperty(name: "p", setter: "s", getter: "g", attributes: 7) => Specialised(false, DIObjCProperty, [Field(name, 'p'), Field(setter, 's'), Field(getter, 'g'), Field(attributes, 7)])
!DIImportedEntity(tag: DW_TAG_imported_module, scope: !0, entity: !0, file: !3, line: 1, elements: !0) => Specialised(false, DIImportedEntity, [Field(tag, DW_TAG_imported_module), Field(scope, !0), Field(entity, !0), Field(file, !3), Field(line, 1), Field(elements, !0)])
!DIMacro(type: DW_MACINFO_define, line: 1, name: "A", value: "B") => Specialised(false, DIMacro, [Field(type, DW_MACINFO_define), Field(line, 1), Field(name, 'A'), Field(value, 'B')])
!DIMacroFile(line: 1, file: !3, nodes: !0) => Specialised(false, DIMacroFile, [Field(line, 1), Field(file, !3), Field(nodes, !0)])
!DICommonBlock(scope: !0, declaration: null, name: "c") => Specialised(false, DICommonBlock, [Field(scope, !0), Field(declaration, null), Field(name, 'c')])
distinct !DIAssignID() => Specialised(true, DIAssignID, [])
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(Ir.node(text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!{",
                "!{!99}",
                "!{i8 256}",
                "!{%local}",
                "!{@g}",
                "metadata !{}",
                "!{} !{}",
                "!DILocation(line: 7",
                "!DILocation(line 7)",
                "!DILocation(line: )",
                "{}",
                "!\"text\"",
                "!9",
                "5",
                "!{!4294967296}",
                "!DIExpression(DW_OP_plus, )",
            })
    void negative_refuses(String text) {
        Ir.refused(Ir.around("  ret void") + "!9 = " + text + "\n");
    }
}
