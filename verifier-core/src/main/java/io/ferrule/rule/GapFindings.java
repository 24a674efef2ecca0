package io.ferrule.rule;

import io.ferrule.analysis.linked.Gap;
import io.ferrule.graph.CallSite;
import io.ferrule.program.Names;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Words why the object proves nothing. */
public final class GapFindings {
    private static final int SHOWN = 20;

    private GapFindings() {}

    /**
     * One finding for each gap, up to {@value #SHOWN}, and one that counts the others.
     *
     * @param rule its name
     * @param label what is not known, beside the place in the source
     */
    public static List<Finding> of(RuleContext context, String rule, String label, List<Gap> gaps) {
        Stream<Finding> first = gaps.stream().limit(SHOWN).map(gap -> finding(context, rule, label, gap));
        int more = gaps.size() - SHOWN;
        return more <= 0
                ? first.toList()
                : Stream.concat(first, Stream.of(finding(context, rule, label, Gap.of("", more + " more gaps"))))
                        .toList();
    }

    /** The judgement that nothing of the object is left out, or what is; takes what {@link #of} takes. */
    public static Judgement complete(RuleContext context, String rule, String label, List<Gap> gaps) {
        String obligation = "all code of the object is accounted for";
        return gaps.isEmpty()
                ? new Judgement.Proved(rule, obligation, List.of())
                : new Judgement.Unproved(rule, obligation, of(context, rule, label, gaps));
    }

    private static Finding finding(RuleContext context, String rule, String label, Gap gap) {
        String message =
                gap.function().isEmpty() ? gap.message() : "`" + Names.display(gap.function()) + "` " + gap.message();
        Optional<SourceSpan> span = gap.site()
                .map(CallSite::instruction)
                .flatMap(context.program()::locationOf)
                .map(Witness::span)
                .or(() -> context.program()
                        .function(gap.function())
                        .flatMap(function -> Witness.span(context.program(), function)));
        return new Finding(
                rule, message, span, label, List.of(), List.of(), gap.help(), Fingerprint.of(List.of(rule, message)));
    }
}
