package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.graph.Loop;
import io.ferrule.loop.bound.Limits;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A loop with all ways into it and round it, under claims that are to be proved elsewhere. What a termination argument
 * is checked against.
 */
public final class Situation {

    private final FunctionModel model;
    private final Optional<Loop> loop;
    private final Claims claims;
    private final Oracle oracle;
    private final List<Entry> entries;
    private final List<Transition> transitions;
    private final List<Integer> state;
    private final boolean overArguments;

    private Situation(
            FunctionModel model,
            Optional<Loop> loop,
            Claims claims,
            Oracle oracle,
            List<Entry> entries,
            List<Transition> transitions,
            boolean overArguments) {
        this.model = model;
        this.loop = loop;
        this.claims = claims;
        this.oracle = oracle;
        this.entries = List.copyOf(entries);
        this.transitions = List.copyOf(transitions);
        this.state = loop.map(Loop::header).map(model::stateAt).orElseGet(model::numericParameters);
        this.overArguments = overArguments;
    }

    /**
     * The situation of a loop, without the ways round it.
     *
     * @throws OutOfBudget if there are too many ways
     */
    public static Situation of(FunctionModel model, Loop loop, Claims claims, Oracle oracle, Limits limits) {
        return of(model, loop, claims, Approach.of(model, loop, claims), oracle, limits);
    }

    /** The same, where it is known how the loop is come to under these claims. */
    public static Situation of(
            FunctionModel model, Loop loop, Claims claims, Approach approach, Oracle oracle, Limits limits) {
        List<Entry> entries = new LoopWalks(model, approach.others(), oracle, limits.paths()).entries(loop, approach);
        return new Situation(model, Optional.of(loop), claims, oracle, entries, List.of(), true);
    }

    /**
     * The same with the ways round the loop; they cost most.
     *
     * @throws OutOfBudget if there are too many ways
     */
    public Situation withRounds(Limits limits) {
        LoopWalks walks = new LoopWalks(model, claims, oracle, limits.paths());
        return new Situation(model, loop, claims, oracle, entries, walks.transitions(loop()), overArguments);
    }

    /** The same, whose questions go to another oracle. */
    public Situation asking(Oracle other) {
        return other == oracle ? this : new Situation(model, loop, claims, other, entries, transitions, overArguments);
    }

    /** The same ways into the loop, to which it is come alike under other claims. */
    public Situation under(Claims other, Oracle asked) {
        return new Situation(model, loop, other, asked, entriesFor(asked), List.of(), overArguments);
    }

    /** The same with ways of its own, which ask that oracle: what they learn from questions stays with them. */
    public Situation copy(Oracle other) {
        return new Situation(model, loop, claims, other, entriesFor(other), copies(transitions, other), overArguments);
    }

    private List<Entry> entriesFor(Oracle other) {
        return entries.stream().map(entry -> entry.asking(other)).toList();
    }

    /** The same with ways round the loop of its own, as another one has them. */
    public Situation withRoundsOf(Situation other) {
        return new Situation(model, loop, claims, oracle, entries, copies(other.transitions, oracle), overArguments);
    }

    private static List<Transition> copies(List<Transition> transitions, Oracle oracle) {
        return transitions.stream().map(way -> way.asking(oracle)).toList();
    }

    /** The same, where control comes in on that way. Formulas are over whatever the way knows then, not over arguments alone. */
    public Situation enteredBy(Entry entry) {
        return new Situation(model, loop, claims, oracle, List.of(entry), transitions, false);
    }

    /**
     * The situation of a recursion: the state is the parameters, and a round is a call.
     *
     * @param model of one of its functions; all have parameters of the same types
     */
    public static Situation ofCalls(FunctionModel model, Oracle oracle, List<Entry> entries, List<Transition> calls) {
        return new Situation(model, Optional.empty(), Claims.NONE, oracle, entries, calls, true);
    }

    /** The variables that a round changes. */
    public List<Integer> state() {
        return state;
    }

    /** The state, and what stands beside it in constraints and does not change; ascending. */
    public List<Integer> related() {
        BitSet all = new BitSet();
        for (Transition way : transitions) {
            way.constraints().forEach(constraint -> constraint.forEachVariable(all::set));
        }
        NavigableSet<Integer> usable =
                all.stream().filter(this::isUsable).boxed().collect(Collectors.toCollection(TreeSet::new));
        state.stream()
                .filter(variable -> !claims.strides().containsKey(variable))
                .forEach(usable::add);
        return List.copyOf(usable);
    }

    /** Whether a variable has one meaning before a round, after it, and on entry. */
    public boolean isUsable(int variable) {
        if (loop.isEmpty()) {
            return state.contains(variable);
        }
        if (model.isLocal(variable)) {
            return model.isParameter(variable)
                    || !loop.get().contains(model.blockOf(variable))
                    || state.contains(variable);
        }
        return (model.isInitial(variable) || model.isStrides(variable)) && state.contains(model.phiOf(variable));
    }

    /** Whether all variables of a form are usable. */
    public boolean isUsable(Linear form) {
        return form.allVariables(this::isUsable);
    }

    /** The function that the loop is in. */
    public FunctionModel model() {
        return model;
    }

    /**
     * The loop.
     *
     * @throws java.util.NoSuchElementException for a recursion
     */
    public Loop loop() {
        return loop.orElseThrow();
    }

    /** What is claimed of its loops. */
    public Claims claims() {
        return claims;
    }

    /** Who is asked what follows. */
    public Oracle oracle() {
        return oracle;
    }

    /** All ways into the loop. */
    public List<Entry> entries() {
        return entries;
    }

    /** All ways round the loop. */
    public List<Transition> transitions() {
        return transitions;
    }

    /** Whether a form is at least 0 whenever the way begins. */
    public boolean holdsBefore(Transition transition, Linear form) {
        try {
            Linear before = transition.before(form).tightened();
            return oracle.entails(transition.constraints(), before);
        } catch (Infeasible impossible) {
            return false;
        }
    }

    /** The greatest value of a form whenever the way begins. */
    public Optional<BigInteger> upperBoundBefore(Transition transition, Linear form) {
        return upperBound(transition, () -> transition.before(form));
    }

    /** The greatest value of a form whenever the way is done. */
    public Optional<BigInteger> upperBoundAfter(Transition transition, Linear form) {
        return upperBound(transition, () -> transition.after(form));
    }

    private Optional<BigInteger> upperBound(Transition transition, Supplier<Linear> form) {
        try {
            Linear here = form.get();
            return oracle.upperBoundIfIntegral(transition.constraints(), here);
        } catch (Infeasible impossible) {
            return Optional.empty();
        }
    }

    /** The greatest value of a form, at least 0, whenever any way round begins. */
    public Optional<BigInteger> greatestBefore(Linear form) {
        BigInteger greatest = BigInteger.ZERO;
        for (Transition way : transitions) {
            Optional<BigInteger> bound = upperBoundBefore(way, form);
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            greatest = greatest.max(bound.get());
        }
        return Optional.of(greatest);
    }

    /** Whether {@code a} times the form before plus {@code b} times the form after plus {@code c} is at least 0. */
    public boolean relates(Transition transition, Linear form, Weights weights) {
        if (!isUsable(form)) {
            return false;
        }
        try {
            Linear goal = transition
                    .before(form)
                    .times(weights.before())
                    .plus(transition.after(form), weights.after())
                    .plus(weights.constant());
            return oracle.entails(transition.constraints(), goal.tightened());
        } catch (Infeasible impossible) {
            return false;
        }
    }

    /**
     * The greatest value of a form on entry to the loop, and forms of which it is at most the greatest; empty where it has no known
     * greatest value.
     */
    public Optional<EntryValue> valueOnEntry(Linear form) {
        BigInteger greatest = BigInteger.ZERO;
        List<Linear> values = new ArrayList<>();
        for (Entry entry : entries) {
            Linear value = entry.at(form);
            Optional<BigInteger> bound = oracle.upperBoundIfIntegral(entry.constraints(), value);
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            greatest = greatest.max(bound.get());
            values.add(overArguments(entry, value));
        }
        return Optional.of(new EntryValue(greatest, values));
    }

    /**
     * The same for a form that is at least 0 on entry, on the ways on which a phi of the header starts with that value;
     * empty also where it may be less than 0.
     *
     * @param modulus what may be added to the form or taken from it, as any such value will do; 0 if nothing may
     * @param divisor of the form and of the modulus, whatever the form's variables are; the value is that of the quotient
     */
    public Optional<EntryValue> positiveOnEntry(
            Linear form, BigInteger modulus, BigInteger divisor, Phi phi, Value start) {
        BigInteger greatest = BigInteger.ZERO;
        List<Linear> values = new ArrayList<>();
        for (Entry entry : entries) {
            if (Walk.incoming(phi, entry.from()).filter(start::equals).isEmpty()) {
                continue;
            }
            Linear value = positive(entry, entry.at(form), modulus, divisor);
            Optional<BigInteger> bound = value.isIntegral() && isPositive(entry, value, divisor)
                    ? oracle.upperBound(entry.constraints(), value)
                    : Optional.empty();
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            greatest = greatest.max(bound.get().divide(divisor));
            values.add(overArguments(entry, value.times(Rational.ONE.dividedBy(Rational.of(divisor)))));
        }
        return Optional.of(new EntryValue(greatest, values));
    }

    /** A form that differs from that one by a multiple of the modulus, and is as near to 0 from above as can be told. */
    private Linear positive(Entry entry, Linear value, BigInteger modulus, BigInteger divisor) {
        if (modulus.signum() == 0 || value.isConstant() || !value.isIntegral()) {
            return value;
        }
        for (BigInteger by : List.of(modulus.negate(), BigInteger.ZERO)) {
            Linear moved = value.plus(Rational.of(by));
            if (isPositive(entry, moved, divisor)) {
                return moved;
            }
        }
        return value.plus(Rational.of(modulus));
    }

    /** Whether a multiple of a number is at least 0: it is if it lies above the next one below 0. */
    private boolean isPositive(Entry entry, Linear multiple, BigInteger divisor) {
        Linear above = multiple.plus(Rational.of(divisor.subtract(BigInteger.ONE)));
        return oracle.entails(entry.constraints(), above.tightened());
    }

    /** A form that is at least that one on entry and mentions nothing but an argument, if there is a simple one. */
    private Linear overArguments(Entry entry, Linear value) {
        boolean enough = !overArguments || value.allVariables(model::isNumber);
        if (enough || !value.constant().isInteger()) {
            return value;
        }
        Set<Integer> parameters = new TreeSet<>();
        entry.constraints()
                .forEach(constraint ->
                        constraint.variables().stream().filter(model::isNumber).forEach(parameters::add));
        return parameters.stream()
                .map(Linear::variable)
                .filter(parameter -> oracle.entails(
                        entry.constraints(), parameter.minus(value).tightened()))
                .findFirst()
                .orElse(value);
    }

    /** The factors of a relation between the values of one form before and after a round. */
    public record Weights(Rational before, Rational after, Rational constant) {}

    /** The value of a form on entry: at most {@code greatest}, and at most the greatest of {@code values}. */
    public record EntryValue(BigInteger greatest, List<Linear> values) {
        public EntryValue {
            values = List.copyOf(values);
        }
    }
}
