package io.ferrule.state;

import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.Refusal;
import io.ferrule.program.Type;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.AbstractValue.Unknown;
import io.ferrule.state.Base.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Whether a function that tries a lock comes back with it, told by what its body leaves on a path.
 *
 * @param acquisition what its contract says
 * @param arguments what it was given, in its own names
 */
record Decision(LockAcquisition acquisition, List<AbstractValue> arguments) {

    /** The answers. */
    enum Answer {
        TAKEN,
        REFUSED,
        UNKNOWN
    }

    Decision {
        arguments = List.copyOf(arguments);
    }

    /**
     * The answer on a path that returns; where the lock is taken, that is noted of what tells it.
     *
     * @param name what a number is named by of which that alone is known
     */
    Answer on(Facts facts, Origin name) {
        return acquisition
                .refused()
                .map(refusal -> inMemory(refusal, facts, name))
                .orElseGet(() -> byResult(facts));
    }

    private Answer byResult(Facts facts) {
        AbstractValue result = first(facts.value(Frame.RESULT).orElse(Unknown.UNKNOWN));
        Optional<Boolean> zero = is(result, 0, facts);
        if (zero.isEmpty()) {
            return Answer.UNKNOWN;
        }
        if (!zero.get()) {
            facts.marks().learnApart(result, 0);
        }
        return zero.get() == acquisition.taken().isZero() ? Answer.TAKEN : Answer.REFUSED;
    }

    private Answer inMemory(Refusal refusal, Facts facts, Origin name) {
        return Address.of(arguments, refusal.at())
                .flatMap(place -> facts.cell(place)
                        .filter(cell -> cell.width() == refusal.bytes())
                        .map(cell -> inMemory(refusal, place, cell, facts, name)))
                .orElse(Answer.UNKNOWN);
    }

    private Answer inMemory(Refusal refusal, Address place, Facts.Cell cell, Facts facts, Origin name) {
        AbstractValue value = facts.marks().resolved(cell.value());
        Optional<Boolean> refused = is(value, refusal.number(), facts);
        if (refused.isEmpty() || refused.get()) {
            return refused.isEmpty() ? Answer.UNKNOWN : Answer.REFUSED;
        }
        AbstractValue told = value instanceof Address ? value : new Scalar(name, Math.max(1, value.bits()));
        facts.store(place, cell.width(), told);
        facts.marks().learnApart(told, refusal.number());
        return Answer.TAKEN;
    }

    private static AbstractValue first(AbstractValue value) {
        return value instanceof AbstractValue.Aggregate aggregate
                        && !aggregate.parts().isEmpty()
                ? aggregate.parts().get(0)
                : value;
    }

    /** Whether the value is that number; empty where nobody knows. */
    private Optional<Boolean> is(AbstractValue value, long number, Facts facts) {
        if (value instanceof Numeral known) {
            return Optional.of(known.value() == number);
        }
        boolean other = facts.marks().contradicts(value, number)
                || (value instanceof Address address && number == 0 && isThere(address));
        return other ? Optional.of(false) : Optional.empty();
    }

    /** A pointer into the lock, or the object that it lies in, is not null. */
    private boolean isThere(Address address) {
        boolean lock = acquisition.lock() instanceof LockReference.Argument argument
                && argument.index() < arguments.size()
                && arguments.get(argument.index()) instanceof Address given
                && given.base().equals(address.base())
                && given.base() != Base.Somewhere.SOMEWHERE;
        return lock
                || Numbers.compared("ne", Type.POINTER, address, new Numeral(0)).equals(new Numeral(1));
    }
}
