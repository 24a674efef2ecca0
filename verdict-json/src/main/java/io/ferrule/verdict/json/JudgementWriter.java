package io.ferrule.verdict.json;

import com.google.gson.stream.JsonWriter;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.Measure;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes judgements and the findings in them. */
final class JudgementWriter {

    private JudgementWriter() {}

    static void write(JsonWriter out, Judgement judgement) throws IOException {
        out.beginObject();
        out.name("rule").value(judgement.rule());
        out.name("obligation").value(judgement.obligation());
        if (judgement instanceof Judgement.Proved proved) {
            out.name("result").value("proved");
            VerdictWriter.texts(out, "facts", proved.facts());
            if (proved.measure().isPresent()) {
                measure(out, proved.measure().get());
            }
        } else if (judgement instanceof Judgement.Refuted refuted) {
            out.name("result").value("refuted");
            findings(out, "findings", refuted.findings());
        } else if (judgement instanceof Judgement.Unproved unproved) {
            out.name("result").value("unproved");
            findings(out, "reasons", unproved.reasons());
        }
        out.endObject();
    }

    private static void measure(JsonWriter out, Measure measure) throws IOException {
        out.name("measure").beginObject();
        out.name("unit").value(measure.unit());
        out.name("at-most").value(measure.atMost());
        out.name("parts").beginArray();
        for (Measure.Part part : measure.parts()) {
            out.beginObject();
            out.name("function").value(part.function());
            out.name("symbol").value(part.symbol());
            out.name("amount").value(part.amount());
            out.name("note").value(part.note());
            out.endObject();
        }
        out.endArray();
        out.endObject();
    }

    private static void findings(JsonWriter out, String name, List<Finding> findings) throws IOException {
        out.name(name).beginArray();
        for (Finding finding : findings) {
            finding(out, finding);
        }
        out.endArray();
    }

    private static void finding(JsonWriter out, Finding finding) throws IOException {
        out.beginObject();
        out.name("rule").value(finding.rule());
        out.name("message").value(finding.message());
        span(out, finding.span());
        out.name("label").value(finding.label());
        out.name("witness").beginArray();
        for (WitnessStep step : finding.witness()) {
            out.beginObject();
            out.name("function").value(step.function());
            out.name("symbol").value(step.symbol());
            span(out, step.span());
            out.name("text").value(step.text());
            out.endObject();
        }
        out.endArray();
        VerdictWriter.texts(out, "notes", finding.notes());
        if (finding.help().isPresent()) {
            out.name("help").value(finding.help().get());
        }
        out.name("fingerprint").value(finding.fingerprint());
        out.endObject();
    }

    static void span(JsonWriter out, Optional<SourceSpan> place) throws IOException {
        if (place.isPresent()) {
            SourceSpan span = place.get();
            out.name("span").beginObject();
            out.name("file").value(span.file());
            out.name("line").value(span.line());
            out.name("column").value(span.column());
            out.endObject();
        }
    }
}
