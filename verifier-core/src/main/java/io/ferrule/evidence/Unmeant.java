package io.ferrule.evidence;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.join.Join;
import io.ferrule.join.Reliance;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.Span;
import io.ferrule.program.Names;
import io.ferrule.program.SourceLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of functions that take or give back something, in code of a body that has no step there: then the dump is not of
 * this compile, whatever else of it fits. Where a body calls something from outside of its own lines, as what a macro makes
 * does, places tell nothing; calls that LLVM made one of several have none.
 */
final class Unmeant {

    private final CallGraph calls;
    private final Join join;
    private final Map<TextRange, Known> known = new HashMap<>();

    /** The steps of a body, if its places tell anything. */
    private record Known(BodySteps steps, boolean telling) {}

    Unmeant(CallGraph calls, Join join) {
        this.calls = calls;
        this.join = join;
    }

    /** What there is to say of such a call. */
    Optional<Disagreement> at(CallSite site) {
        List<SourceLocation> chain = calls.program().inlineChainOf(site.instruction());
        for (SourceLocation place : chain) {
            if (join.relianceOn(place.function()) instanceof Reliance.Allowed allowed) {
                return place.line() > 0 && place.column() > 0 && isNowhere(allowed, place)
                        ? Optional.of(unmeant(site, place))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean isNowhere(Reliance.Allowed body, SourceLocation place) {
        Known of = known.computeIfAbsent(body.body().range(), range -> known(body.code()));
        return of.telling() && of.steps().at(place).isEmpty();
    }

    private static Known known(Code code) {
        return new Known(new BodySteps(code), MeantGuards.standsInItsLines(code));
    }

    private static Disagreement unmeant(CallSite site, SourceLocation place) {
        String target = site.targets().isEmpty()
                ? "a function"
                : "`" + Names.display(site.targets().get(0)) + "`";
        String message = target + " is called in `" + Names.display(place.function())
                + "` where its MIR has no step: which locks are held is not known";
        return new Disagreement(site.caller(), message, Span.of(place), site.instruction(), false);
    }
}
