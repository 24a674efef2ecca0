package io.ferrule.verdict.json;

import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.Measure;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.List;

/** Makes judgements, and the findings in them, of what {@link JudgementWriter} writes. */
final class JudgementReader {

    private JudgementReader() {}

    static Judgement judgement(JsonFields fields) throws MalformedJsonException {
        String rule = fields.text("rule");
        String obligation = fields.text("obligation");
        return switch (fields.text("result")) {
            case "proved" ->
                new Judgement.Proved(
                        rule, obligation, fields.texts("facts"), fields.optional("measure", JudgementReader::measure));
            case "refuted" -> new Judgement.Refuted(rule, obligation, findings(fields, "findings"));
            case "unproved" -> new Judgement.Unproved(rule, obligation, findings(fields, "reasons"));
            default -> throw fields.problem("result", "proved, refuted or unproved is wanted");
        };
    }

    private static Measure measure(JsonFields fields) throws MalformedJsonException {
        return new Measure(fields.text("unit"), fields.amount("at-most"), fields.list("parts", JudgementReader::part));
    }

    private static Measure.Part part(JsonFields fields) throws MalformedJsonException {
        fields.text("function"); // follows from the symbol
        return new Measure.Part(fields.text("symbol"), fields.amount("amount"), fields.text("note"));
    }

    private static List<Finding> findings(JsonFields fields, String name) throws MalformedJsonException {
        List<Finding> findings = fields.list(name, JudgementReader::finding);
        if (findings.isEmpty()) {
            throw fields.problem(name, "at least one is wanted");
        }
        return findings;
    }

    private static Finding finding(JsonFields fields) throws MalformedJsonException {
        return new Finding(
                fields.text("rule"),
                fields.text("message"),
                fields.optional("span", JudgementReader::span),
                fields.text("label"),
                fields.list("witness", JudgementReader::step),
                fields.texts("notes"),
                fields.optionalText("help"),
                fields.text("fingerprint"));
    }

    private static WitnessStep step(JsonFields fields) throws MalformedJsonException {
        fields.text("function"); // follows from the symbol
        return new WitnessStep(
                fields.text("symbol"), fields.optional("span", JudgementReader::span), fields.text("text"));
    }

    static SourceSpan span(JsonFields fields) throws MalformedJsonException {
        return new SourceSpan(fields.text("file"), fields.count("line"), fields.count("column"));
    }
}
