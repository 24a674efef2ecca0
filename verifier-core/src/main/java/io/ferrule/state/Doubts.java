package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Computation;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Asked.Question;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Base.Origin;
import io.ferrule.state.Base.Slot;
import io.ferrule.state.Base.Somewhere;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether a branch that looks open may be decided by an earlier one, in a way that nobody followed: it looks at what was
 * one thing on one path and another on the other one, before the two became one; or at memory, or at the result of a
 * function, that was looked at before; or at a pointer into an object with a lock that is held. A path over such a branch
 * may not be possible.
 */
final class Doubts {

    private static final int MOST_INSTRUCTIONS = 64;

    private final FunctionPlan plan;
    private final Values values;

    Doubts(FunctionPlan plan, Values values) {
        this.plan = plan;
        this.values = values;
    }

    /**
     * Whether there is a doubt about the branch on that value at the end of a block, as the state and the facts have it;
     * notes what it looks at.
     */
    Doubt about(Value condition, int block, LockState state, Facts facts) {
        boolean blurred = !plan.rounds().isWayOut(block);
        boolean lost = blurred && isLost(condition, facts);
        boolean doubt = about(condition, blurred, facts) || looksAtHolder(condition, state, facts);
        return lost ? Doubt.EVERYWHERE : doubt ? Doubt.HERE : Doubt.NONE;
    }

    /** What a branch on that value at the end of a block asks, if it may be decided by what was asked before. */
    Optional<Question> asks(Type type, Value condition, int block, Facts facts) {
        return plan.rounds().isWayOut(block) || values.of(type, condition, facts) instanceof Numeral
                ? Optional.empty()
                : Optional.of(question(type, condition, facts));
    }

    /** What a branch on that value asks. */
    private Question question(Type type, Value condition, Facts facts) {
        if (values.name(new TypedValue(type, condition), facts) instanceof Scalar name
                && !isUnnamed(condition, facts)) {
            return Question.of(name.name());
        }
        Set<Base> numbers = new HashSet<>();
        for (Local local : behind(condition, each -> isKnown(each, facts) || isPhi(each) || isNamed(each, facts))) {
            if (isNamed(local, facts)) {
                ((Scalar) facts.unresolved(local.index())).name().parts().forEach(numbers::add);
            } else if (!isKnown(local, facts)
                    && (isPhi(local) || plan.sources(local.index()).isEmpty())) {
                numbers.add(values.origin(local));
                slot(local, facts).ifPresent(numbers::add);
            }
        }
        return Question.vague(numbers);
    }

    /** Whether a name is that of a number that may be any, whatever others are: one that was given or read. */
    boolean isFree(Base name) {
        return !(name instanceof Origin origin)
                || (origin.function().equals(plan.symbol())
                        && origin.inner().isEmpty()
                        && plan.instruction(origin.instruction())
                                .filter(Load.class::isInstance)
                                .isPresent());
    }

    /** The slot that a value was read from, perhaps of a kind that is not followed. */
    private Optional<Base> slot(Local local, Facts facts) {
        return plan.definition(local.index()).orElse(null) instanceof Load load
                        && values.address(load.address().value(), facts) instanceof Address address
                        && address.base() instanceof Slot
                ? Optional.of(address.base())
                : Optional.empty();
    }

    private static boolean isNamed(Local local, Facts facts) {
        return facts.unresolved(local.index()) instanceof Scalar scalar && scalar.isNamed();
    }

    /** Whether a value is computed in a way that gives it no name. */
    private boolean isUnnamed(Value value, Facts facts) {
        return value instanceof Local local
                && !isNamed(local, facts)
                && !plan.sources(local.index()).isEmpty();
    }

    /** What a branch that looks open may be. */
    enum Doubt {
        /** Open. */
        NONE,
        /** Decided on this path. */
        HERE,
        /** Decided on every path: it looks at a number that was counted before it was lost. */
        EVERYWHERE;

        /** The same, or decided on this path. */
        Doubt or(boolean here) {
            return this == NONE && here ? HERE : this;
        }
    }

    /**
     * Whether it looks at a pointer into an object with a lock that is held: that may be its guard, and then is not null.
     * Neither may have a name.
     */
    private boolean looksAtHolder(Value condition, LockState state, Facts facts) {
        Set<Base> holders = state.held().stream()
                .map(held -> held.lock().address().base())
                .filter(Base::isOpaque)
                .collect(Collectors.toSet());
        return !holders.isEmpty()
                && behind(condition, local -> false).stream()
                        .anyMatch(local -> facts.value(local.index())
                                .filter(value -> value instanceof Address address && holders.contains(address.base()))
                                .isPresent());
    }

    private boolean about(Value condition, boolean blurred, Facts facts) {
        boolean doubt = false;
        for (Local local : behind(condition, local -> isKnown(local, facts) || isPhi(local))) {
            if (!isKnown(local, facts)) {
                doubt |= blurred && facts.marks().isBlurred(local.index());
                Instruction definition = plan.definition(local.index()).orElse(null);
                doubt |= definition instanceof Load load && isInOtherHands(load, facts);
                doubt |= asked(local, facts).map(facts.marks()::test).orElse(false);
            }
        }
        return doubt;
    }

    /** Whether a value is computed from what was different on paths that became one. */
    boolean differs(Value value, Facts facts) {
        return isComputedFrom(value, facts, facts.marks().differing());
    }

    /** Whether a value is computed from a number that was lost. */
    boolean isLost(Value value, Facts facts) {
        return isComputedFrom(value, facts, facts.marks().lost());
    }

    private boolean isComputedFrom(Value value, Facts facts, Blurs blurs) {
        return blurs.hasLocals()
                && behind(value, local -> isKnown(local, facts) || isPhi(local)).stream()
                        .anyMatch(local -> !isKnown(local, facts) && blurs.has(local.index()));
    }

    /** Tells a callee of which of its parameters its caller knows something that may have decided a branch on them. */
    static void blurGiven(Continuation continuation, Marks callee) {
        Frame frame = continuation.frame();
        if (frame.manner().isQuiet() || continuation.callback().isPresent()) {
            return;
        }
        Facts facts = continuation.path().facts();
        List<Argument> arguments = continuation.site().instruction().call().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Value value = arguments.get(i).value();
            if (frame.doubts().aboutGiven(arguments.get(i), facts)) {
                callee.differing().add(i);
            }
            if (frame.doubts().isLost(value, facts)) {
                callee.lost().add(i);
            }
        }
    }

    /** Notes which arguments of a call that came back have decided about a branch within. */
    static void noteGiven(Continuation continuation, Facts after) {
        Frame frame = continuation.frame();
        Facts before = continuation.path().facts();
        for (Argument argument : continuation.site().instruction().call().arguments()) {
            TypedValue value = new TypedValue(argument.type(), argument.value());
            boolean asked = after.marks().tellOf(frame.values().name(value, before))
                    && !before.marks().tellOf(frame.values().name(value, before));
            if (argument.value() instanceof Local && asked && !frame.manner().isQuiet()) {
                frame.doubts().asked(argument.value(), before).forEach(after.marks()::test);
            }
        }
    }

    /**
     * Whether a branch on that value, where a callee makes it, would be in doubt: its own frame knows nothing of where the value
     * came from.
     */
    private boolean aboutGiven(Argument argument, Facts facts) {
        Value value = argument.value();
        return differs(value, facts)
                || isAskedOtherwise(argument, facts)
                || asked(value, facts).stream().anyMatch(facts.marks()::isTested)
                || behind(value, local -> isKnown(local, facts) || isPhi(local)).stream()
                        .anyMatch(local -> !isKnown(local, facts)
                                && plan.definition(local.index()).orElse(null) instanceof Load load
                                && isInOtherHands(load, facts));
    }

    /** Of a number that is passed by its own name the callee knows what was asked. */
    private boolean isAskedOtherwise(Argument argument, Facts facts) {
        if (!(argument.type() instanceof IntegerType)
                || !(argument.value() instanceof Local local)
                || isKnown(local, facts)) {
            return false;
        }
        boolean isTold = facts.unresolved(local.index()) instanceof Scalar scalar
                && scalar.isNamed()
                && !(scalar.name() instanceof Base.Computed);
        return !isTold && facts.marks().isAskedOtherwise(question(argument.type(), local, facts), this::isFree);
    }

    /** The places in memory that a value was read from, and the functions whose result it was. */
    private Set<Address> asked(Value value, Facts facts) {
        return behind(value, local -> isKnown(local, facts) || isPhi(local)).stream()
                .filter(local -> !isKnown(local, facts))
                .flatMap(local -> asked(local, facts).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Optional<Address> asked(Local local, Facts facts) {
        if (plan.definition(local.index()).orElse(null) instanceof Load load) {
            return Optional.of(values.address(load.address().value(), facts))
                    .filter(address -> address instanceof Address place
                            && !(place.base() instanceof Slot)
                            && place.base() != Somewhere.SOMEWHERE)
                    .map(Address.class::cast);
        }
        return plan.siteOf(local.index())
                .map(CallSite::target)
                .filter(CallTarget.Defined.class::isInstance)
                .map(target -> Address.of(new Global(((CallTarget.Defined) target).symbol())));
    }

    /** What a value is computed from, the nearest first; what stops that is the last on its way. */
    private Set<Local> behind(Value value, Predicate<Local> stops) {
        Set<Local> found = new LinkedHashSet<>();
        Deque<Value> open = new ArrayDeque<>();
        open.add(value);
        while (!open.isEmpty() && found.size() < MOST_INSTRUCTIONS) {
            if (open.remove() instanceof Local local && found.add(local) && !stops.test(local)) {
                open.addAll(plan.sources(local.index()));
            }
        }
        return found;
    }

    private boolean isPhi(Local local) {
        return plan.definition(local.index())
                .filter(Computation.Phi.class::isInstance)
                .isPresent();
    }

    private static boolean isKnown(Local local, Facts facts) {
        return facts.value(local.index()).filter(Numeral.class::isInstance).isPresent();
    }

    /** Whether it reads a slot that others may have changed. */
    private boolean isInOtherHands(Load load, Facts facts) {
        return values.address(load.address().value(), facts) instanceof Address address
                && address.base() instanceof Slot slot
                && facts.leaked().contains(slot);
    }
}
