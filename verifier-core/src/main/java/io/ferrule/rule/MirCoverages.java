package io.ferrule.rule;

import io.ferrule.join.JoinRate;
import io.ferrule.join.JoinStatus.Reason;
import io.ferrule.mir.MirProgram;
import io.ferrule.program.Problem;
import io.ferrule.verdict.MirCoverage;
import io.ferrule.verdict.MirCoverage.Counts;
import io.ferrule.verdict.MirCoverage.Unread;
import io.ferrule.verdict.SourceSpan;
import java.util.List;
import java.util.Optional;

/** Says how far the MIR of an artifact is that of its program. */
public final class MirCoverages {

    private MirCoverages() {}

    /** The coverage in this context; empty where there is no MIR. */
    public static Optional<MirCoverage> of(RuleContext context) {
        return context.join()
                .map(join -> new MirCoverage(
                        join.crate(),
                        counts(join.rate()),
                        counts(join.inlinedRate()),
                        context.artifact().mir().map(MirCoverages::unread).orElse(List.of())));
    }

    private static Counts counts(JoinRate rate) {
        int foreign =
                rate.missing(Reason.FOREIGN_CRATE) + rate.missing(Reason.COMPILER_MADE) + rate.missing(Reason.NO_PATH);
        return new Counts(
                rate.unique(),
                rate.ambiguous(),
                rate.missing(Reason.NOT_IN_DUMP),
                rate.missing(Reason.CONFLICT),
                foreign);
    }

    private static List<Unread> unread(MirProgram mir) {
        return mir.problems().stream().map(MirCoverages::unread).toList();
    }

    private static Unread unread(Problem problem) {
        SourceSpan span = new SourceSpan(problem.file(), problem.line(), problem.column());
        return new Unread(problem.subject(), span, problem.message());
    }
}
