package io.ferrule.verdict.json;

import io.ferrule.verdict.Assumption;
import io.ferrule.verdict.EntrySummary;
import io.ferrule.verdict.MirCoverage;
import io.ferrule.verdict.Report;
import io.ferrule.verdict.Subject;
import io.ferrule.verdict.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/** Makes a verdict of the object that {@link VerdictWriter} writes. */
final class VerdictReader {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private VerdictReader() {}

    static Verdict verdict(JsonFields root) throws MalformedJsonException {
        return JsonFields.decode(root, VerdictReader::decode);
    }

    private static Verdict decode(JsonFields fields) throws MalformedJsonException {
        if (!fields.text("schema").equals(VerdictJson.SCHEMA)) {
            throw fields.problem("schema", "only " + VerdictJson.SCHEMA + " is understood");
        }
        String outcome = fields.text("outcome");
        List<String> leftOut = fields.texts("leftOut");
        Verdict verdict = Verdict.of(new Report(
                fields.text("tool"),
                fields.texts("toolchain"),
                fields.list("subjects", VerdictReader::subject),
                fields.texts("rules"),
                fields.list("entries", VerdictReader::entry),
                fields.list("judgements", JudgementReader::judgement),
                fields.list("assumptions", VerdictReader::assumption),
                fields.optional("mir", VerdictReader::mir)));
        if (!outcome.equals(VerdictWriter.outcome(verdict))) {
            throw fields.problem("outcome", "the judgements lead to " + VerdictWriter.outcome(verdict));
        }
        if (!leftOut.equals(verdict.report().leftOut())) {
            throw fields.problem(
                    "leftOut", "the assumptions name " + verdict.report().leftOut());
        }
        return verdict;
    }

    private static Subject subject(JsonFields fields) throws MalformedJsonException {
        String sha256 = fields.text("sha256");
        if (!SHA256.matcher(sha256).matches()) {
            throw fields.problem("sha256", "64 hexadecimal digits in lower case are wanted");
        }
        return new Subject(fields.text("role"), fields.text("name"), sha256);
    }

    private static EntrySummary entry(JsonFields fields) throws MalformedJsonException {
        fields.text("function"); // follows from the symbol
        return new EntrySummary(
                fields.text("symbol"), fields.text("context"), fields.text("origin"), fields.count("functions"));
    }

    private static MirCoverage mir(JsonFields fields) throws MalformedJsonException {
        return new MirCoverage(
                fields.optionalText("crate"),
                fields.object("defined", VerdictReader::counts),
                fields.object("inlined", VerdictReader::counts),
                fields.list("unread", VerdictReader::unread));
    }

    private static MirCoverage.Counts counts(JsonFields fields) throws MalformedJsonException {
        return new MirCoverage.Counts(
                fields.count("unique"),
                fields.count("ambiguous"),
                fields.count("missing"),
                fields.count("conflicting"),
                fields.count("foreign"));
    }

    private static MirCoverage.Unread unread(JsonFields fields) throws MalformedJsonException {
        return new MirCoverage.Unread(
                fields.text("path"), fields.object("span", JudgementReader::span), fields.text("problem"));
    }

    private static Assumption assumption(JsonFields fields) throws MalformedJsonException {
        return new Assumption(fields.text("kind"), fields.text("subject"), fields.text("text"));
    }
}
