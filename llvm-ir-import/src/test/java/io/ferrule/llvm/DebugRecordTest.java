package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.BasicBlock;
import io.ferrule.program.DebugRecord;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debug records: rows leave out the #, which would make them comments. */
final class DebugRecordTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
dbg_value(i32 %i, !5, !DIExpression(), !4) => DebugRecord(1, dbg_value, [i32 %1, !5, Inline(Specialised(false, DIExpression, [])), !4])
dbg_value(ptr undef, !5, !DIExpression(DW_OP_deref), !4) => DebugRecord(1, dbg_value, [ptr undef, !5, Inline(Specialised(false, DIExpression, [Field(DW_OP_deref)])), !4])
dbg_value(!DIArgList(i32 %i, i64 %j, ptr @g), !5, !DIExpression(DW_OP_LLVM_arg, 0), !4) => DebugRecord(1, dbg_value, [Inline(Specialised(false, DIArgList, [Field(i32 %1), Field(i64 %2), Field(ptr @g)])), !5, Inline(Specialised(false, DIExpression, [Field(DW_OP_LLVM_arg), Field(0)])), !4])
dbg_value(!DIArgList(), !5, !DIExpression(), !4) => DebugRecord(1, dbg_value, [Inline(Specialised(false, DIArgList, [])), !5, Inline(Specialised(false, DIExpression, [])), !4])
dbg_value(!0, !5, !DIExpression(), !4) => DebugRecord(1, dbg_value, [!0, !5, Inline(Specialised(false, DIExpression, [])), !4])
dbg_declare(ptr %p, !5, !DIExpression(), !DILocation(line: 1, scope: !1)) => DebugRecord(1, dbg_declare, [ptr %0, !5, Inline(Specialised(false, DIExpression, [])), Inline(Specialised(false, DILocation, [Field(line, 1), Field(scope, !1)]))])
dbg_assign(i32 1, !5, !DIExpression(), !7, ptr %p, !DIExpression(), !4) => DebugRecord(1, dbg_assign, [i32 1, !5, Inline(Specialised(false, DIExpression, [])), !7, ptr %0, Inline(Specialised(false, DIExpression, [])), !4])
dbg_label(!6, !4) => DebugRecord(1, dbg_label, [!6, !4])
""")
    void positive_reads(String text, String model) {
        assertThat(Shown.of(record("#" + text))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#dbg_value(i32 %nowhere, !5, !DIExpression(), !4)",
                "#dbg_value(!DIArgList(i32 %nowhere), !5, !DIExpression(), !4)",
                "#dbg_value()",
                "#dbg_value(i32 %i, !5, !DIExpression(), !4",
                "#dbg_value(i32 %i, !99, !DIExpression(), !4)",
                "# dbg_value(i32 %i, !5, !DIExpression(), !4)",
                "#value(i32 %i, !5, !DIExpression(), !4)",
            })
    void negative_refuses(String text) {
        Ir.refused(Ir.around(text + "\n  ret void"));
    }

    /** The only record of a block that holds it between two instructions. */
    static DebugRecord record(String line) {
        List<BasicBlock> blocks = Ir.function(Ir.around("  fence seq_cst\n  " + line + "\n  ret void"))
                .blocks();
        assertThat(blocks.get(0).debugRecords()).hasSize(1);
        return blocks.get(0).debugRecords().get(0);
    }
}
