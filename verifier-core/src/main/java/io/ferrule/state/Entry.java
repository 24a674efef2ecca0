package io.ferrule.state;

import io.ferrule.policy.Context;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Parameter;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value.Local;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a callee starts with, in its own names.
 *
 * @param given what is known of its arguments
 * @param facts what is known of what it can see
 */
record Entry(LockState state, List<AbstractValue> given, Facts facts) {

    /** A function that is called within as many calls of its own is told no numbers, which may count these calls. */
    private static final int MOST_WITHIN = 16;

    Entry {
        given = List.copyOf(given);
    }

    /** What a call begins with. */
    static Entry of(Continuation continuation, String target, List<AbstractValue> arguments) {
        Path path = continuation.path();
        Renaming into = continuation.binding().into();
        LockState state = stateIn(continuation, into);
        Map<AbstractValue.Address, Facts.Cell> cells = path.facts().cellsOf(continuation.visible(), target);
        Set<Base> mentioned = new HashSet<>(continuation.visible());
        arguments.forEach(value -> Bases.in(value).forEach(mentioned::add));
        cells.values().forEach(cell -> Bases.in(cell.value()).forEach(mentioned::add));
        Marks marks = path.facts().marks().visible(mentioned::contains);
        Set<Base> guards = new HashSet<>(path.facts().guards());
        guards.retainAll(continuation.visible());
        Facts facts = Facts.ofCells(
                cells,
                path.facts().leaked(),
                guards,
                marks,
                path.facts().handles().copy());
        facts.rename(into);
        Activation caller = continuation.frame().activation();
        boolean deep = caller.isWithin(target, MOST_WITHIN);
        List<AbstractValue> given = arguments.stream()
                .map(value -> value.renamed(into))
                .map(value -> deep ? value.withoutCounts() : value)
                .toList();
        if (deep) {
            facts.forgetCounts();
        }
        if (caller.isWithin(target, 1)) {
            blurUnknown(given, facts);
            continuation.visible().stream()
                    .map(Extent::all)
                    .forEach(facts.marks().lost()::add);
        }
        learnLimits(arguments, given, facts);
        Doubts.blurGiven(continuation, facts.marks());
        return new Entry(state, given, facts);
    }

    /** How large a number may be that was computed is told by how: a callee knows it by another name. */
    private static void learnLimits(List<AbstractValue> arguments, List<AbstractValue> given, Facts facts) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof Scalar scalar && scalar.name() instanceof Computed computed) {
                facts.marks().learnCompared("ule", new IntegerType(Long.SIZE), given.get(i), computed.last());
            }
        }
    }

    /** A number that is not known, of a function that is called within itself, may go together with those of the calls around. */
    private static void blurUnknown(List<AbstractValue> given, Facts facts) {
        for (int i = 0; i < given.size(); i++) {
            if (!(given.get(i) instanceof Numeral) && !(given.get(i) instanceof AbstractValue.Address)) {
                facts.marks().lost().add(i);
            }
        }
    }

    /** The state in which a callee starts; of no account for one of which a contract speaks. */
    private static LockState stateIn(Continuation continuation, Renaming into) {
        if (continuation.contract().isPresent()) {
            return LockState.atStart(Context.PROCESS, true);
        }
        LockState state = continuation.path().state().renamed(into);
        return continuation.sure() ? state : state.unsure();
    }

    /** A number has a name, and a pointer parameter may be one of which LLVM says that it is not null. */
    static void learnParameters(FunctionPlan plan, Values values, Facts facts) {
        List<Parameter> parameters = plan.function().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).type() instanceof IntegerType type) {
                facts.refine(i, values.stored(new TypedValue(type, new Local(i)), facts));
            }
            AttributeSet attributes = parameters.get(i).attributes();
            if (attributes.has("nonnull") || attributes.has("dereferenceable")) {
                AbstractValue given = AbstractValue.Address.of(new Base.Given(plan.symbol(), i));
                facts.marks().learnApart(facts.value(i).orElse(given), 0);
            }
        }
    }
}
