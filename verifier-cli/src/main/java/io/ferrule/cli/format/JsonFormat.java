package io.ferrule.cli.format;

import io.ferrule.verdict.Verdict;
import io.ferrule.verdict.json.VerdictJson;

/** One line of JSON for each verdict. */
public final class JsonFormat implements VerdictFormat {

    @Override
    public String verdict(Verdict verdict, SourceFiles sources) {
        return VerdictJson.write(verdict) + "\n";
    }
}
