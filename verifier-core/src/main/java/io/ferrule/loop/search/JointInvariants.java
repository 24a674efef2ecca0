package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import io.ferrule.loop.certificate.CertificateCheck;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.certificate.Situations;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Situation;
import io.ferrule.program.Computation.Phi;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Invariants of loops in loops that rest on each other: an inner loop starts below an end because the outer one does, and
 * the outer one goes on below it because the inner one did. Each loop alone would prove neither. All candidates of all
 * loops are assumed together, and what is not kept is dropped, until all that is left holds (Houdini over the whole
 * nest). What is left is a proposal like any other.
 */
public final class JointInvariants {

    private static final int PASSES = 8;

    private final FunctionModel model;
    private final List<Loop> loops;
    private final Situations situations;
    private final Function<Loop, SimplexOracle> oracles;

    /** For the loops with these headers. */
    JointInvariants(
            FunctionModel model, Set<Integer> headers, Situations situations, Function<Loop, SimplexOracle> oracles) {
        this.model = model;
        this.loops = model.forest().loops().stream()
                .filter(loop -> headers.contains(loop.header()))
                .toList();
        this.situations = situations;
        this.oracles = oracles;
    }

    /**
     * The claims, and beside them what holds together of what the loops' conditions suggest.
     *
     * @param apart whether the first round of an inner loop is told apart from later ones
     * @throws OutOfBudget if it takes too long
     */
    Claims extend(Claims claims, boolean apart) {
        Claims all = claims;
        for (Loop loop : loops) {
            Set<Linear> own = new LinkedHashSet<>(claims.invariantsAt(loop.header()));
            own.addAll(directions(loop));
            own.addAll(GuardCandidates.of(situation(loop, claims)));
            all = all.withInvariants(loop.header(), List.copyOf(own));
            if (apart && loop.parent().isPresent()) {
                List<Linear> moved =
                        directions(loop).stream().map(form -> form.plus(-1)).toList();
                all = all.withRepeated(loop.header(), moved);
            }
        }
        for (int pass = 0; pass < PASSES; pass++) {
            Claims left = all;
            for (Loop loop : loops) {
                int header = loop.header();
                Situation situation = situation(loop, left);
                left = left.withInvariants(header, CertificateCheck.kept(situation, left.invariantsAt(header)));
                left = left.withRepeated(header, CertificateCheck.keptByRounds(situation, left.repeatedAt(header)));
            }
            if (left.equals(all)) {
                return all;
            }
            all = left;
        }
        return claims;
    }

    /** A number only rises, or only falls. */
    private List<Linear> directions(Loop loop) {
        List<Linear> found = new ArrayList<>();
        for (Phi phi : model.numericPhis(loop.header())) {
            int local = phi.header().result();
            Linear risen = Linear.variable(local).minus(Linear.variable(model.initial(local)));
            found.add(risen);
            found.add(risen.negate());
        }
        return found;
    }

    private Situation situation(Loop loop, Claims claims) {
        return situations.rounds(model, loop, claims).asking(oracles.apply(loop));
    }
}
