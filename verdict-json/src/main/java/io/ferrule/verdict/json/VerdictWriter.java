package io.ferrule.verdict.json;

import com.google.gson.stream.JsonWriter;
import io.ferrule.program.Names;
import io.ferrule.verdict.Assumption;
import io.ferrule.verdict.EntrySummary;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.MirCoverage;
import io.ferrule.verdict.Report;
import io.ferrule.verdict.Subject;
import io.ferrule.verdict.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Writes the keys of a verdict, always all of them and in one order. */
final class VerdictWriter {

    private VerdictWriter() {}

    static String write(Verdict verdict) {
        StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            verdict(out, verdict);
        } catch (IOException e) {
            throw new UncheckedIOException("a string refused to be written to", e);
        }
        return Ascii.of(text.toString());
    }

    static String outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Accepted) {
            return "accepted";
        }
        return verdict instanceof Verdict.Rejected ? "rejected" : "inconclusive";
    }

    static void texts(JsonWriter out, String name, List<String> texts) throws IOException {
        out.name(name).beginArray();
        for (String text : texts) {
            out.value(text);
        }
        out.endArray();
    }

    private static void verdict(JsonWriter out, Verdict verdict) throws IOException {
        Report report = verdict.report();
        out.beginObject();
        out.name("schema").value(VerdictJson.SCHEMA);
        out.name("outcome").value(outcome(verdict));
        out.name("tool").value(report.tool());
        texts(out, "toolchain", report.toolchain());
        subjects(out, report.subjects());
        texts(out, "rules", report.rules());
        texts(out, "leftOut", report.leftOut());
        entries(out, report.entries());
        out.name("judgements").beginArray();
        for (Judgement judgement : report.judgements()) {
            JudgementWriter.write(out, judgement);
        }
        out.endArray();
        assumptions(out, report.assumptions());
        if (report.mir().isPresent()) {
            mir(out, report.mir().get());
        }
        out.endObject();
    }

    private static void subjects(JsonWriter out, List<Subject> subjects) throws IOException {
        out.name("subjects").beginArray();
        for (Subject subject : subjects) {
            out.beginObject();
            out.name("role").value(subject.role());
            out.name("name").value(subject.name());
            out.name("sha256").value(subject.sha256());
            out.endObject();
        }
        out.endArray();
    }

    private static void entries(JsonWriter out, List<EntrySummary> entries) throws IOException {
        out.name("entries").beginArray();
        for (EntrySummary entry : entries) {
            out.beginObject();
            out.name("function").value(Names.display(entry.symbol()));
            out.name("symbol").value(entry.symbol());
            out.name("context").value(entry.context());
            out.name("origin").value(entry.origin());
            out.name("functions").value(entry.functions());
            out.endObject();
        }
        out.endArray();
    }

    private static void assumptions(JsonWriter out, List<Assumption> assumptions) throws IOException {
        out.name("assumptions").beginArray();
        for (Assumption assumption : assumptions) {
            out.beginObject();
            out.name("kind").value(assumption.kind());
            out.name("subject").value(assumption.subject());
            out.name("text").value(assumption.text());
            out.endObject();
        }
        out.endArray();
    }

    private static void mir(JsonWriter out, MirCoverage mir) throws IOException {
        out.name("mir").beginObject();
        if (mir.crate().isPresent()) {
            out.name("crate").value(mir.crate().get());
        }
        counts(out, "defined", mir.defined());
        counts(out, "inlined", mir.inlined());
        out.name("unread").beginArray();
        for (MirCoverage.Unread unread : mir.unread()) {
            out.beginObject();
            out.name("path").value(unread.path());
            JudgementWriter.span(out, Optional.of(unread.span()));
            out.name("problem").value(unread.problem());
            out.endObject();
        }
        out.endArray();
        out.endObject();
    }

    private static void counts(JsonWriter out, String name, MirCoverage.Counts counts) throws IOException {
        out.name(name).beginObject();
        out.name("unique").value(counts.unique());
        out.name("ambiguous").value(counts.ambiguous());
        out.name("missing").value(counts.missing());
        out.name("conflicting").value(counts.conflicting());
        out.name("foreign").value(counts.foreign());
        out.endObject();
    }
}
