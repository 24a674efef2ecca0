package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.graph.Loop;
import io.ferrule.loop.argument.Geometric;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Interval;
import io.ferrule.loop.walk.Intrinsics;
import io.ferrule.loop.walk.Semantics;
import io.ferrule.loop.walk.Situation;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction;
import io.ferrule.program.Terminator;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Proposes forms that shrink or grow by a factor each round. Only loops are looked at whose way out depends on a number
 * that they divide, shift or multiply; the factors that they do it with are those that are tried.
 */
public final class Scaling {

    private static final int FORMS = 24;
    private static final int CLOSURE = 200;
    private static final BigInteger TWO = BigInteger.TWO;

    private final FunctionModel model;
    private final Loop loop;
    private final Set<Integer> phis = new TreeSet<>();
    private final Set<BigInteger> divisors = new TreeSet<>(Comparator.reverseOrder());
    private final Set<BigInteger> factors = new TreeSet<>(Comparator.reverseOrder());

    private Scaling(FunctionModel model, Loop loop) {
        this.model = model;
        this.loop = loop;
        List<Value> decisions = new ArrayList<>();
        for (int block : loop.blocks()) {
            Terminator terminator = model.block(block).terminator();
            boolean leaves = model.graph().successors(block).stream().anyMatch(to -> !loop.contains(to));
            if (leaves) {
                decisions.addAll(terminator.operands());
            }
        }
        for (int local : inside(decisions)) {
            scale(local);
            if (isHeaderPhi(local)) {
                phis.add(local);
            }
        }
        List<Value> next = new ArrayList<>();
        for (int phi : phis) {
            Phi definition = (Phi) model.definition(phi).orElseThrow();
            definition.incoming().stream()
                    .filter(way -> loop.contains(way.block()))
                    .forEach(way -> next.add(way.value()));
        }
        inside(next).forEach(this::scale);
    }

    /** The phis of the header that the conditions by which the loop is left are computed from. */
    static Set<Integer> decisive(FunctionModel model, Loop loop) {
        return new Scaling(model, loop).phis;
    }

    /** Whether the loop divides, shifts or multiplies what decides when it is left. */
    public static boolean occurs(FunctionModel model, Loop loop) {
        Scaling scaling = new Scaling(model, loop);
        return !scaling.divisors.isEmpty() || !scaling.factors.isEmpty();
    }

    /** What may shrink or grow: single numbers, and the conditions of the loop. */
    public static List<Termination> candidates(Situation situation) {
        Scaling scaling = new Scaling(situation.model(), situation.loop());
        if (scaling.divisors.isEmpty() && scaling.factors.isEmpty()) {
            return List.of();
        }
        Set<Linear> forms = new LinkedHashSet<>();
        scaling.phis.forEach(phi -> forms.add(Linear.variable(phi)));
        situation
                .transitions()
                .forEach(way -> way.constraints().stream()
                        .filter(form -> form.variables().stream().anyMatch(scaling.phis::contains)
                                && form.allVariables(situation::isUsable))
                        .forEach(form -> forms.add(form.plus(1))));
        List<Termination> found = new ArrayList<>();
        forms.stream().limit(FORMS).forEach(form -> {
            scaling.best(situation, form, scaling.divisors, true).ifPresent(found::add);
            scaling.best(situation, form, scaling.factors, false).ifPresent(found::add);
        });
        return found;
    }

    /** The greatest factor by which a form changes, if it does so by 2 at least. */
    private Optional<Termination> best(Situation situation, Linear form, Set<BigInteger> by, boolean shrinks) {
        if (by.isEmpty()
                || new Geometric(form, ratio(TWO, shrinks)).check(situation).isEmpty()) {
            return Optional.empty();
        }
        return by.stream()
                .map(number -> (Termination) new Geometric(form, ratio(number, shrinks)))
                .filter(argument -> argument.check(situation).isPresent())
                .findFirst();
    }

    private static Rational ratio(BigInteger by, boolean shrinks) {
        return shrinks ? Rational.ONE.dividedBy(Rational.of(by)) : Rational.of(by);
    }

    private void scale(int local) {
        Instruction definition = model.definition(local).orElse(null);
        if (definition instanceof CallInstruction call
                && Intrinsics.operation(call)
                        .filter("umul.with.overflow"::equals)
                        .isPresent()) {
            Value factor = call.call().arguments().get(1).value();
            factors.addAll(List.of(TWO, atLeastTwo(Semantics.number(factor))));
        }
        if (definition instanceof Binary binary) {
            Optional<BigInteger> number = Semantics.number(binary.right());
            switch (binary.opcode()) {
                case LSHR, ASHR -> divisors.addAll(List.of(TWO, power(number)));
                case UDIV, SDIV -> divisors.addAll(List.of(TWO, atLeastTwo(number)));
                case SHL -> factors.addAll(List.of(TWO, power(number)));
                case MUL -> factors.addAll(List.of(TWO, atLeastTwo(number)));
                case ADD -> {
                    if (binary.left().equals(binary.right())) {
                        factors.add(TWO);
                    }
                }
                default -> {}
            }
        }
    }

    private static BigInteger power(Optional<BigInteger> by) {
        return by.filter(n -> n.signum() > 0 && n.bitLength() < 8)
                .map(n -> Interval.power(n.intValue()))
                .orElse(TWO);
    }

    private static BigInteger atLeastTwo(Optional<BigInteger> number) {
        return number.filter(n -> n.compareTo(TWO) > 0).orElse(TWO);
    }

    private boolean isHeaderPhi(int local) {
        return model.blockOf(local) == loop.header()
                && model.definition(local).filter(Phi.class::isInstance).isPresent();
    }

    /** The locals of the loop that values are computed from, up to the header's phis. */
    private Set<Integer> inside(Collection<Value> values) {
        Set<Integer> seen = new HashSet<>();
        List<Value> open = new ArrayList<>(values);
        while (!open.isEmpty() && seen.size() < CLOSURE) {
            Value next = open.remove(open.size() - 1);
            boolean counts = next instanceof Value.Local local
                    && !model.isParameter(local.index())
                    && loop.contains(model.blockOf(local.index()))
                    && seen.add(local.index());
            if (counts && !isHeaderPhi(((Value.Local) next).index())) {
                model.definition(((Value.Local) next).index())
                        .filter(i -> !isOpaque(i))
                        .ifPresent(i -> open.addAll(i.operands()));
            }
        }
        return new TreeSet<>(seen);
    }

    private static boolean isOpaque(Instruction instruction) {
        return instruction instanceof MemoryInstruction
                || (instruction instanceof CallInstruction call
                        && Intrinsics.name(call).isEmpty());
    }
}
