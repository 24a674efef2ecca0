package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.graph.Loop;
import io.ferrule.loop.argument.EqualityExit;
import io.ferrule.loop.argument.Modular;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Transition;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses invariants of a loop and keeps those that hold together (Flanagan and Leino, "Houdini, an annotation assistant
 * for ESC/Java", 2001). What is left is only a proposal: it becomes a claim, which is checked on its own.
 */
public final class InvariantSearch {

    private static final int CANDIDATES = 90;

    private InvariantSearch() {}

    /** The strides of a loop's phis, as far as every round moves a phi by a multiple of one number above 1. */
    static Claims withStrides(Claims claims, Situation situation) {
        Claims result = claims;
        FunctionModel model = situation.model();
        for (Phi phi : model.numericPhis(situation.loop().header())) {
            int local = phi.header().result();
            long stride = stride(situation, local);
            if (stride > 1 && stride < 1 << 20) {
                result = result.withStride(local, stride);
            }
        }
        return result;
    }

    private static long stride(Situation situation, int local) {
        BigInteger divisor = BigInteger.ZERO;
        for (Transition way : situation.transitions()) {
            Linear moved = way.next(local).minus(way.before(Linear.variable(local)));
            if (!moved.isIntegral()) {
                return 0;
            }
            divisor = divisor.gcd(moved.constant().floor());
            for (int variable : moved.variables()) {
                divisor = divisor.gcd(moved.factor(variable).floor());
            }
        }
        return divisor.bitLength() < Long.SIZE ? divisor.longValue() : 0;
    }

    /** The invariants that hold together, those that are claimed already included. */
    static List<Linear> invariants(Situation situation) {
        Set<Linear> all = new LinkedHashSet<>(
                situation.claims().invariantsAt(situation.loop().header()));
        all.addAll(candidates(situation));
        return kept(situation, all);
    }

    /** Those of some forms that are at least 0 together on entry and after each round. */
    public static List<Linear> kept(Situation situation, Collection<Linear> candidates) {
        List<Linear> left = new ArrayList<>();
        for (Linear candidate : candidates) {
            if (holdsOnEntry(situation, candidate)) {
                left.add(candidate);
            }
        }
        boolean changed = true;
        while (changed && !left.isEmpty()) {
            changed = false;
            for (Transition way : situation.transitions()) {
                changed |= keepInductive(situation, way, left);
            }
        }
        return strongest(left);
    }

    /** Of forms that differ by a constant only the one that says most. */
    private static List<Linear> strongest(List<Linear> forms) {
        Map<Linear, Linear> least = new LinkedHashMap<>();
        for (Linear form : forms) {
            Linear plain = form.plus(form.constant().negate());
            least.merge(plain, form, (a, b) -> a.constant().compareTo(b.constant()) <= 0 ? a : b);
        }
        return List.copyOf(least.values());
    }

    /** Whether something was dropped. */
    private static boolean keepInductive(Situation situation, Transition way, List<Linear> left) {
        try {
            List<Linear> assumed = new ArrayList<>(way.constraints());
            List<Linear> after = new ArrayList<>();
            for (Linear form : left) {
                Linear before = way.before(form).tightened();
                if (!before.isConstant()) {
                    assumed.add(before);
                }
                after.add(way.after(form).tightened());
            }
            List<Linear> dropped = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                if (!situation.oracle().entails(assumed, after.get(i))) {
                    dropped.add(left.get(i));
                }
            }
            left.removeAll(dropped);
            return !dropped.isEmpty();
        } catch (Infeasible impossible) {
            return false;
        }
    }

    private static boolean holdsOnEntry(Situation situation, Linear form) {
        try {
            return situation.entries().stream()
                    .allMatch(entry -> situation
                            .oracle()
                            .entails(entry.constraints(), entry.at(form).tightened()));
        } catch (Infeasible impossible) {
            return false;
        }
    }

    /** A form that the loop does not change, and the width of what it is compared with. */
    private record Term(Linear form, int width) {}

    private static Set<Linear> candidates(Situation situation) {
        FunctionModel model = situation.model();
        Set<Linear> candidates = new LinkedHashSet<>(RoundRanges.candidates(situation));
        List<Phi> phis = model.numericPhis(situation.loop().header());
        Set<Term> terms = terms(model, situation.loop());
        for (Phi phi : phis) {
            int local = phi.header().result();
            Linear self = Linear.variable(local);
            Linear initial = Linear.variable(model.initial(local));
            candidates.add(self.minus(initial));
            candidates.add(initial.minus(self));
            candidates.add(self.plus(-1));
            int width = model.width(phi.type());
            for (Term term : terms) {
                if (term.width == width) {
                    near(candidates, self.minus(term.form));
                }
            }
            for (Phi other : phis) {
                if (!other.equals(phi) && model.width(other.type()) == width) {
                    Linear between = self.minus(Linear.variable(other.header().result()));
                    candidates.add(between);
                    candidates.add(between.plus(-1));
                }
            }
        }
        inStep(situation, phis, candidates);
        candidates.removeIf(Linear::isConstant);
        Set<Linear> all =
                new LinkedHashSet<>(candidates.stream().limit(CANDIDATES).toList());
        all.addAll(GuardCandidates.of(situation));
        return all;
    }

    /** Phis that each move by a constant every round have moved as often as each other. */
    private static void inStep(Situation situation, List<Phi> phis, Set<Linear> candidates) {
        FunctionModel model = situation.model();
        Optional<Linear> first = Optional.empty();
        for (Phi phi : phis) {
            Modular modular = new Modular(model, model.width(phi.type()));
            Optional<BigInteger> stride = EqualityExit.stride(modular, situation.loop(), phi);
            if (stride.isPresent()) {
                int local = phi.header().result();
                Rational scale = Rational.ONE.dividedBy(Rational.of(stride.get()));
                Linear rounds = Linear.variable(local)
                        .minus(Linear.variable(model.initial(local)))
                        .times(scale);
                first.ifPresent(other -> {
                    candidates.add(rounds.minus(other).tightened());
                    candidates.add(other.minus(rounds).tightened());
                });
                first = first.or(() -> Optional.of(rounds));
            }
        }
    }

    private static void near(Set<Linear> candidates, Linear difference) {
        candidates.add(difference);
        candidates.add(difference.negate());
        candidates.add(difference.plus(-1));
        candidates.add(difference.negate().plus(-1));
    }

    /** What the loop compares with. */
    private static Set<Term> terms(FunctionModel model, Loop loop) {
        Set<Term> terms = new LinkedHashSet<>();
        for (int block : loop.blocks()) {
            for (Instruction instruction : model.block(block).instructions()) {
                if (instruction instanceof Compare compare && compare.opcode() == Opcode.ICMP) {
                    int width = model.width(compare.type());
                    for (Value operand : List.of(compare.left(), compare.right())) {
                        term(model, loop, operand, width).ifPresent(terms::add);
                    }
                }
            }
        }
        return terms;
    }

    private static Optional<Term> term(FunctionModel model, Loop loop, Value value, int width) {
        if (width < 2) {
            return Optional.empty();
        }
        if (value instanceof IntegerConstant constant) {
            return Optional.of(new Term(Linear.of(model.read(BigInteger.valueOf(constant.value()), width)), width));
        }
        boolean fixed = value instanceof Value.Local local
                && (model.isParameter(local.index()) || !loop.contains(model.blockOf(local.index())));
        return fixed ? Optional.of(new Term(Linear.variable(((Value.Local) value).index()), width)) : Optional.empty();
    }
}
