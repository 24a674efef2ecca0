package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.Merges.Merge;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Computation.Incoming;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Constant.WideIntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Type;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the values of one function on one way through it, as constraints over the integers. Values are
 * worked out when they are asked for. On the way a local has one value: what is walked is acyclic, and a loop that was
 * run through on the way shows the values of its last round.
 */
public final class Walk {

    /** How deep an expression is followed; what lies deeper is any value of its type. */
    private static final int DEPTH_LIMIT = 100;

    /** How many constraints a walk may have. */
    private static final int CONSTRAINT_LIMIT = 400;

    private final FunctionModel model;
    private final Claims claims;
    private final Oracle oracle;
    private final Choices choices;
    private final boolean forksEverywhere;
    private final List<Linear> constraints;
    private final List<Linear> known;
    private final Layers<Integer, Linear> values;
    private final Layers<Integer, Value> chosen;
    private final BitSet onPath;
    private final BitSet passed;
    private final BitSet defined;
    private final Semantics semantics;
    private final Conditions conditions = new Conditions(this);
    private int nameless;
    private int depth;
    private boolean finished;
    private boolean tellsWaysApart;

    /**
     * A walk that knows nothing yet.
     *
     * @param forksEverywhere whether a value that was computed before the walk began may fork it too
     */
    public Walk(FunctionModel model, Claims claims, Oracle oracle, Choices choices, boolean forksEverywhere) {
        this.model = model;
        this.claims = claims;
        this.oracle = oracle;
        this.choices = choices;
        this.forksEverywhere = forksEverywhere;
        this.nameless = model.firstNameless();
        this.constraints = new ArrayList<>();
        this.known = Collections.unmodifiableList(constraints);
        this.values = new Layers<>();
        this.chosen = new Layers<>();
        this.onPath = new BitSet();
        this.passed = new BitSet();
        this.defined = new BitSet();
        this.semantics = new Semantics(this);
    }

    /** A walk that has come as far as another one, between two steps of it, and goes on by itself. */
    public Walk(Walk other) {
        this(other, other.oracle);
    }

    /** The same, whose questions go to another oracle. */
    public Walk(Walk other, Oracle oracle) {
        this.model = other.model;
        this.claims = other.claims;
        this.oracle = oracle;
        this.choices = other.choices;
        this.forksEverywhere = other.forksEverywhere;
        this.nameless = other.nameless;
        this.finished = other.finished;
        this.tellsWaysApart = other.tellsWaysApart;
        this.constraints = new ArrayList<>(other.constraints);
        this.known = Collections.unmodifiableList(constraints);
        this.values = new Layers<>(other.values);
        this.chosen = new Layers<>(other.chosen);
        this.onPath = (BitSet) other.onPath.clone();
        this.passed = (BitSet) other.passed.clone();
        this.defined = (BitSet) other.defined.clone();
        this.semantics = new Semantics(this, other.semantics);
    }

    FunctionModel model() {
        return model;
    }

    /** The constraints that hold on this way: one list, which grows. */
    List<Linear> constraints() {
        return known;
    }

    /** From now on it is a fork, too, by which way control came to a block that it has passed. */
    void tellWaysApart() {
        tellsWaysApart = true;
    }

    /** From now on nothing forks. */
    public void finish() {
        finished = true;
    }

    /** Control has come to that block. */
    void arrive(int block) {
        onPath.set(block);
        cameThrough(block);
    }

    /** Whether control has come to that block since the walk began. */
    boolean isOnPath(int block) {
        return onPath.get(block);
    }

    /** Control had been at that block before the walk began, in the same round of every loop around it. */
    void cameThrough(int block) {
        passed.set(block);
        model.uses().provedBy(block).forEach(this::define);
    }

    /** A local is no poison, and where it is a phi, neither is what it stands for on this way. */
    private void define(int local) {
        if (defined.get(local)) {
            return;
        }
        defined.set(local);
        if (values.containsKey(local)) {
            model.definition(local).ifPresent(definition -> semantics.nowDefined(local, definition));
        }
        chosen(local).ifPresent(value -> model.uses().closure(List.of(value)).forEach(this::define));
    }

    /** Whether a local is known not to be poison. */
    boolean isDefined(int local) {
        return defined.get(local);
    }

    /** Whether what that block computes may fork the walk. */
    boolean mayFork(int block) {
        return !finished && (forksEverywhere || onPath.get(block));
    }

    /** One of so many ways. */
    int choose(int ways) {
        return finished ? 0 : choices.choose(ways);
    }

    boolean entails(Linear goal) {
        if (goal.isConstant()) {
            return goal.constant().signum() >= 0;
        }
        Linear whole = goal.tightened();
        return finished ? oracle.entails(known, whole) : choices.entails(known, whole);
    }

    /** Adds a constraint. */
    void require(Linear form) {
        if (form.isConstant()) {
            if (form.constant().signum() < 0) {
                throw new Infeasible();
            }
            return;
        }
        if (constraints.size() >= CONSTRAINT_LIMIT) {
            throw new OutOfBudget("a path has more than " + CONSTRAINT_LIMIT + " constraints");
        }
        oracle.add(1);
        constraints.add(form.tightened());
    }

    private void requireWithin(Linear form, Interval interval) {
        require(form.plus(Rational.of(interval.minimum()).negate()));
        require(form.negate().plus(Rational.of(interval.maximum())));
    }

    void requireEqual(Linear left, Linear right) {
        require(left.minus(right));
        require(right.minus(left));
    }

    /** Ends the walk here if its constraints contradict each other. */
    void prune() {
        boolean impossible = finished ? oracle.entails(known, Oracle.FALSE) : choices.entails(known, Oracle.FALSE);
        if (impossible) {
            throw new Infeasible();
        }
    }

    /** A value that nothing is known of but its interval. */
    Linear unknown(Interval interval) {
        return within(nameless++, interval);
    }

    private Linear within(int variable, Interval interval) {
        Linear form = Linear.variable(variable);
        requireWithin(form, interval);
        return form;
    }

    /** The number that a value of a type of that width is. */
    Linear value(Value value, int width) {
        if (value instanceof Value.Local local) {
            return local(local.index(), width);
        }
        if (value instanceof IntegerConstant number) {
            return Linear.of(model.read(BigInteger.valueOf(number.value()), width));
        }
        if (value instanceof WideIntegerConstant number) {
            return Linear.of(model.read(number.value(), width));
        }
        if (value == Simple.NULL || value == Simple.ZEROINITIALIZER) {
            return Linear.ZERO;
        }
        return unknown(model.interval(width));
    }

    /** The number that a local of that width is. */
    public Linear local(int local, int width) {
        Linear known = values.get(local);
        if (known != null) {
            return known;
        }
        Value standsFor = chosen.get(local);
        if (standsFor != null) {
            Linear form = value(standsFor, width);
            values.put(local, form);
            return form;
        }
        if (depth >= DEPTH_LIMIT) {
            return atom(local, width, Optional.empty());
        }
        depth++;
        Linear form = compute(local, width);
        depth--;
        Linear meanwhile = values.get(local);
        if (meanwhile != null) {
            return meanwhile;
        }
        values.put(local, form);
        return form;
    }

    private Linear compute(int local, int width) {
        oracle.add(1);
        Optional<Instruction> definition = model.definition(local);
        if (definition.isEmpty()) {
            return parameter(local, width);
        }
        if (definition.get() instanceof Phi phi) {
            return phi(phi, width);
        }
        return semantics.value(local, definition.get(), width);
    }

    /** The local itself as a variable, within its type and that interval, which is given as unsigned. */
    Linear atom(int local, int width, Optional<Interval> range) {
        Linear known = values.get(local);
        if (known != null) {
            return known;
        }
        values.put(local, Linear.variable(local));
        return within(local, range.flatMap(r -> readable(r, width)).orElse(model.interval(width)));
    }

    /** An interval of unsigned numbers as this model reads numbers; empty where that is no interval. */
    private Optional<Interval> readable(Interval range, int width) {
        Interval all = Interval.ofWidth(width, false);
        Optional<Interval> inside = range.intersection(all);
        boolean sameSign = !model.signed() || range.maximum().bitLength() < width;
        return inside.filter(interval -> sameSign);
    }

    private Linear parameter(int local, int width) {
        AttributeSet attributes = model.function().parameters().get(local).attributes();
        Optional<Interval> written = Ranges.of(attributes, width);
        Optional<Interval> known = model.parameterRange(local);
        Optional<Interval> both = known.isPresent() && written.isPresent()
                ? known.get().intersection(written.get())
                : known.isPresent() ? known : written;
        return atom(local, width, both);
    }

    private Linear phi(Phi phi, int width) {
        int local = phi.header().result();
        int block = model.blockOf(local);
        if (model.forest().headedBy(block).isPresent()) {
            return headerPhi(phi, width);
        }
        List<Value> incoming =
                phi.incoming().stream().map(Incoming::value).distinct().toList();
        if (incoming.size() == 1) {
            return value(incoming.get(0), width);
        }
        if (tellsWaysApart && !finished && passed.get(block)) {
            return cameFrom(phi, width);
        }
        Linear atom = atom(local, width, Optional.empty());
        boolean constants = incoming.stream()
                .allMatch(value -> value instanceof IntegerConstant || value instanceof WideIntegerConstant);
        if (constants) {
            List<Rational> numbers = incoming.stream()
                    .map(value -> value(value, width).constant())
                    .sorted()
                    .toList();
            require(atom.plus(numbers.get(0).negate()));
            require(Linear.of(numbers.get(numbers.size() - 1)).minus(atom));
        }
        return atom;
    }

    /**
     * The value of a phi by the way on which control came to its block last, with the condition of that way.
     *
     * <p>What was computed before the block was entered has not been computed again since: that would be on a way to here
     * that avoids the block, which lies on all ways to here. So it would lie on all ways to where that is computed, and the
     * edge by which it was entered would lead back to it; but it is no header of a loop.
     */
    private Linear cameFrom(Phi phi, int width) {
        int block = model.blockOf(phi.header().result());
        List<Integer> before =
                phi.incoming().stream().map(Incoming::block).distinct().toList();
        int from = before.get(choose(before.size()));
        enter(block, Merge.edge(from, block));
        Guards.take(this, model.block(from).terminator(), block, false);
        prune();
        return value(chosen(phi.header().result()).orElseThrow(), width);
    }

    /** The value of a loop's phi in the last round of that loop: whatever the claims allow. */
    private Linear headerPhi(Phi phi, int width) {
        int local = phi.header().result();
        Linear form = begin(phi, width);
        for (Linear invariant : claims.invariantsAt(model.blockOf(local))) {
            if (invariant.mentions(local) || invariant.mentions(model.strides(local))) {
                require(here(invariant));
            }
        }
        return form;
    }

    /** Gives a header's phi the value of some round: its own variable, or the initial one and a number of strides. */
    Linear begin(Phi phi, int width) {
        int local = phi.header().result();
        Long stride = claims.strides().get(local);
        if (stride == null) {
            return atom(local, width, Optional.empty());
        }
        values.put(local, Linear.variable(local));
        Linear form = initial(local).plus(Linear.variable(model.strides(local)), Rational.of(stride));
        values.put(local, form);
        requireWithin(form, model.interval(width));
        return form;
    }

    /** The value that a header's phi had when its loop was entered last. */
    Linear initial(int local) {
        int variable = model.initial(local);
        Linear known = values.get(variable);
        if (known != null) {
            return known;
        }
        Phi phi = (Phi) model.definition(local).orElseThrow();
        int width = model.width(phi.type());
        Value first = chosen.get(variable);
        if (first != null) {
            Linear form = value(first, width);
            values.put(variable, form);
            return form;
        }
        Loop loop = model.forest().headedBy(model.blockOf(local)).orElseThrow();
        List<Value> incoming = phi.incoming().stream()
                .filter(way -> !loop.contains(way.block()))
                .map(Incoming::value)
                .distinct()
                .toList();
        values.put(variable, Linear.variable(variable));
        Linear form = incoming.size() == 1 ? value(incoming.get(0), width) : within(variable, model.interval(width));
        values.put(variable, form);
        return form;
    }

    /** What the phis of a block are when control comes to it that way; worked out when asked for. */
    void enter(int block, Merge way) {
        for (Phi phi : model.phis(block)) {
            way.value(phi).ifPresent(value -> {
                chosen.put(phi.header().result(), value);
                values.remove(phi.header().result());
            });
        }
    }

    /** Control goes on that way, and round a loop that begins at its end. */
    void follow(Merge way) {
        if (model.forest().headedBy(way.end()).isPresent()) {
            enterLoop(way.end(), way);
        } else {
            enter(way.end(), way);
        }
        arrive(way.end());
    }

    /**
     * Control comes into a loop, goes round any number of times, and is at the header for the last time. Where something
     * is claimed of later rounds, the first one is a way of its own, if it is known where control comes from.
     */
    private void enterLoop(int header, Merge way) {
        for (Phi phi : model.phis(header)) {
            way.value(phi)
                    .ifPresent(value -> chosen.put(model.initial(phi.header().result()), value));
        }
        List<Linear> repeated = claims.repeatedAt(header);
        if (repeated.isEmpty() || finished || way.last().size() != 1) {
            return;
        }
        boolean first = choices.choose(2) == 0;
        if (first) {
            enter(header, way);
        } else {
            repeated.forEach(form -> require(here(form)));
        }
        claims.invariantsAt(header).forEach(form -> require(here(form)));
        prune();
    }

    /** The value of a phi when control comes from that block. */
    public static Optional<Value> incoming(Phi phi, int from) {
        return phi.incoming().stream()
                .filter(way -> way.block() == from)
                .map(Incoming::value)
                .findFirst();
    }

    /** What a phi of a block stands for on this way, where control came to it by a known edge. */
    Optional<Value> chosen(int local) {
        return Optional.ofNullable(chosen.get(local));
    }

    /** A form over the function's variables as it is here. */
    Linear here(Linear form) {
        return form.substitute(this::here);
    }

    /** A variable of the function as it is here. */
    Linear here(int variable) {
        Linear known = values.get(variable);
        if (known != null) {
            return known;
        }
        if (model.isInitial(variable)) {
            return initial(model.phiOf(variable));
        }
        if (!model.isLocal(variable)) {
            return Linear.variable(variable);
        }
        Optional<Type> type = model.typeOf(Value.Local.of(variable));
        int width = type.map(model::width).orElse(0);
        return width == 0 ? Linear.variable(variable) : local(variable, width);
    }

    /** A condition is true, or false. */
    void assume(Value condition, boolean truth) {
        conditions.assume(condition, truth, 0);
    }

    Conditions conditions() {
        return conditions;
    }
}
