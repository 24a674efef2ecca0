package io.ferrule.verdict.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.verdict.Verdict;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictJsonTest {

    @ParameterizedTest
    @MethodSource("io.ferrule.verdict.json.Samples#all")
    void whatIsWrittenIsReadBack(Verdict verdict) {
        String text = VerdictJson.write(verdict);

        assertThat(VerdictJson.read(text)).isEqualTo(new VerdictReadResult.Read(verdict));
        assertThat(VerdictJson.write(verdict)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("io.ferrule.verdict.json.Samples#all")
    void textIsOneLineOfPrintableAscii(Verdict verdict) {
        assertThat(VerdictJson.write(verdict)).matches("[ -~]+");
    }

    @Test
    void keysStandInOneOrder() {
        assertThat(VerdictJson.write(Samples.accepted()))
                .isEqualTo(
                        "{'schema':'ferrule-verdict/1','outcome':'accepted','tool':'ferrule 0.1.0',".replace('\'', '"')
                                + ("'toolchain':['rustc version 1.94.0'],'subjects':[{'role':'llvm-ir','name':'a.ll','sha256':'"
                                                + "ab".repeat(32)
                                                + "'}],'rules':['blocking-in-atomic','unsupported'],'leftOut':[],"
                                                + "'entries':[{'function':'on_irq','symbol':'on_irq','context':'hardirq','origin':'the policy',"
                                                + "'functions':7}],'judgements':[{'rule':'blocking-in-atomic',"
                                                + "'obligation':'`poll` never sleeps (softirq)','result':'proved',"
                                                + "'facts':['9 calls, none sleeps']}],'assumptions':[{'kind':'contract',"
                                                + "'subject':'mutex_lock','text':'may sleep'}],"
                                                + "'mir':{'crate':'nic','defined':{'unique':9,'ambiguous':1,'missing':2,"
                                                + "'conflicting':0,'foreign':7},'inlined':{'unique':3,'ambiguous':0,"
                                                + "'missing':0,'conflicting':0,'foreign':5},'unread':[{'path':'f',"
                                                + "'span':{'file':'a.mir','line':3,'column':1},"
                                                + "'problem':'not understood'}]}}")
                                        .replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "null",
                "[]",
                "{",
                "{}",
                "{'schema':'ferrule-verdict/1'}",
                "\"unterminated",
                "{\"a\":",
                "{\"a\":1}{",
                "{\"a\":tru}",
                "\ufeff{}",
                "1e999999999",
                "{\"schema\":null}",
                "//",
                "{\"\\ud800\":1}"
            })
    void otherTextIsAProblem(String text) {
        assertThat(VerdictJson.read(text)).isInstanceOf(VerdictReadResult.Malformed.class);
    }

    @Test
    void deepNestingIsAProblem() {
        assertThat(VerdictJson.read("[".repeat(1_000_000))).isInstanceOf(VerdictReadResult.Malformed.class);
        assertThat(VerdictJson.read("{\"a\":".repeat(1_000_000))).isInstanceOf(VerdictReadResult.Malformed.class);
    }

    @Test
    void everyTruncationIsAProblem() {
        String text = VerdictJson.write(Samples.rejected());
        for (int length = 0; length < text.length(); length++) {
            assertThat(VerdictJson.read(text.substring(0, length))).isInstanceOf(VerdictReadResult.Malformed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"outcome\":\"rejected\" | \"outcome\":\"accepted\" | $.outcome: the judgements lead to rejected",
                "ferrule-verdict/1 | ferrule-verdict/2 | $.schema: only ferrule-verdict/1 is understood",
                "\"tool\": | \"tolo\": | $.tool: this key is missing",
                "{\"schema\" | {\"x\":1,\"schema\" | $.x: no such key is known",
                "{\"schema\" | {\"tool\":\"\",\"schema\" | $.tool: this key is there twice",
                "\"line\":105 | \"line\":1e2 | $.judgements[1].findings[0].span.line: a whole number",
                "\"line\":105 | \"line\":-1 | $.judgements[1].findings[0].span.line: a whole number",
                "\"line\":105 | \"line\":2147483648 | $.judgements[1].findings[0].span.line: a whole number",
                "\"line\":105 | \"line\":\"105\" | $.judgements[1].findings[0].span.line: a whole number",
                "\"label\":\"calls `mutex_lock`\" | \"label\":7 | $.judgements[1].findings[0].label: a string is wanted",
                "\"result\":\"refuted\" | \"result\":\"waived\" | $.judgements[1].result: proved, refuted or unproved",
                "\"findings\":[{ | \"findings\":[],\"reasons\":[{ | $.judgements[1].findings: at least one",
                "\"notes\":[\"a note\"] | \"notes\":{} | $.judgements[1].findings[0].notes: an array is wanted",
                "\"notes\":[\"a note\"] | \"notes\":[true] | $.judgements[1].findings[0].notes[0]: a string is wanted",
                "abab | ABab | $.subjects[0].sha256: 64 hexadecimal digits",
                "\"foreign\":7 | \"foreign\":-7 | $.mir.defined.foreign: a whole number",
                "\"inlined\":{ | \"inlined\":7,\"x\":{ | $.mir.inlined: an object is wanted",
                "[{\"kind\" | [[],{\"kind\" | $.assumptions[0]: an object is wanted",
            })
    void whatBreaksTheSchemaIsNamed(String from, String to, String problem) {
        String text = VerdictJson.write(Samples.rejected());
        String broken = text.replaceFirst(Pattern.quote(from), to);
        assertThat(broken).isNotEqualTo(text);

        assertThat(VerdictJson.read(broken))
                .isInstanceOfSatisfying(
                        VerdictReadResult.Malformed.class,
                        malformed -> assertThat(malformed.problem()).startsWith(problem));
    }

    @Test
    void syntaxErrorsHaveLineAndColumn() {
        assertThat(VerdictJson.read("{\n  oops")).isEqualTo(new VerdictReadResult.Malformed("2:4: this is not JSON"));
    }

    @Test
    void orderAndLayoutAreFree() {
        String text = VerdictJson.write(Samples.accepted());
        String moved = text.replace("{\"schema\":\"ferrule-verdict/1\",", "{\n\t")
                .replaceFirst("}$", " , \"schema\" : \"ferrule-verdict/1\"\r\n}\n");

        assertThat(VerdictJson.read(moved)).isEqualTo(new VerdictReadResult.Read(Samples.accepted()));
    }

    @Test
    void aProvedNumberHasItsParts() {
        assertThat(VerdictJson.write(Samples.measured()))
                .contains("'measure':{'unit':'bytes','at-most':48,'parts':[{'function':'poll','symbol':'poll',"
                                .replace('\'', '"')
                        + "'amount':40,'note':''},{'function':'memcpy','symbol':'memcpy','amount':8,'note':'by contract'}]}"
                                .replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "\udc00\ud800"})
    void halfASurrogatePairIsReplaced(String half) {
        String text = VerdictJson.write(Samples.named("[" + half + "]"));

        assertThat(VerdictJson.read(text))
                .isEqualTo(new VerdictReadResult.Read(Samples.named("[" + "\ufffd".repeat(half.length()) + "]")));
    }
}
