package io.ferrule.state;

import io.ferrule.policy.LockReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is known of a value on a path. */
public sealed interface AbstractValue {

    /** Nothing. */
    enum Unknown implements AbstractValue {
        UNKNOWN
    }

    /** A number, its bits unsigned; 0 also for the null pointer. */
    record Numeral(long value) implements AbstractValue {

        /** Whether it is neither 0 nor 1, which are null, false and true as well. */
        boolean isCount() {
            return value != 0 && value != 1;
        }
    }

    /**
     * A number that is not known, but by its name is the same wherever it lies.
     *
     * @param name {@link Base.Somewhere} for a number that has none, of which just its bits are known
     * @param bits how many bits it has at most
     */
    record Scalar(Base name, int bits) implements AbstractValue {

        /** The most bits that are worth to be known of a number without a name: those of a truth value. */
        private static final int FEW = 1;

        /** A number of which just that is known; nothing, where that is too little. */
        static AbstractValue unnamed(int bits) {
            return bits <= FEW ? new Scalar(Base.Somewhere.SOMEWHERE, bits) : Unknown.UNKNOWN;
        }

        boolean isNamed() {
            return name != Base.Somewhere.SOMEWHERE;
        }

        /** Whether it is certainly another number. */
        boolean excludes(long number) {
            return bits < Long.SIZE && number >>> bits != 0;
        }
    }

    /** A pointer. */
    record Address(Base base, long offset) implements AbstractValue {

        /** That many bytes further. */
        Address plus(long bytes) {
            return new Address(base, offset + bytes);
        }

        /** The same address under another name. */
        Address moved(Renaming names) {
            return names.of(base).plus(offset);
        }

        /** The pointer to the start of it. */
        static Address of(Base base) {
            return new Address(base, 0);
        }

        /** The place that lies where one of these arguments points to; empty where that is not known. */
        static Optional<Address> of(List<AbstractValue> arguments, LockReference.Pointed place) {
            return at(arguments, place.index()) instanceof Address address
                    ? Optional.of(address.plus(place.offset()))
                    : Optional.empty();
        }
    }

    /**
     * Interrupt flags.
     *
     * @param id the call that saved them
     * @param irq what they restore
     */
    record SavedFlags(Base id, Irq irq) implements AbstractValue {}

    /** Several values in one, by index. */
    record Aggregate(List<AbstractValue> parts) implements AbstractValue {
        public Aggregate {
            parts = List.copyOf(parts);
        }
    }

    /** The argument of that index; nothing is known of one that is not there. */
    static AbstractValue at(List<AbstractValue> arguments, int index) {
        return index >= 0 && index < arguments.size() ? arguments.get(index) : Unknown.UNKNOWN;
    }

    /** The same, but for numbers that may count something. */
    default AbstractValue withoutCounts() {
        if (this instanceof Aggregate aggregate) {
            return new Aggregate(
                    aggregate.parts().stream().map(AbstractValue::withoutCounts).toList());
        }
        return this instanceof Numeral number && number.isCount() ? Unknown.UNKNOWN : this;
    }

    /** What is known of a value that may be either one: of several values in one, those that are the same. */
    default AbstractValue common(AbstractValue other) {
        if (equals(other)) {
            return this;
        }
        if (this instanceof Scalar || other instanceof Scalar) {
            return Scalar.unnamed(Math.max(bits(), other.bits()));
        }
        if (!(this instanceof Aggregate one
                && other instanceof Aggregate two
                && one.parts().size() == two.parts().size())) {
            return Unknown.UNKNOWN;
        }
        List<AbstractValue> parts = IntStream.range(0, one.parts().size())
                .mapToObj(i -> one.parts().get(i).common(two.parts().get(i)))
                .toList();
        return parts.stream().allMatch(Unknown.UNKNOWN::equals) ? Unknown.UNKNOWN : new Aggregate(parts);
    }

    /** How many bits it has at most, as a number. */
    default int bits() {
        return this instanceof Numeral number ? Long.SIZE - Long.numberOfLeadingZeros(number.value()) : Long.SIZE;
    }

    /** The same with other names for what it is counted from. */
    default AbstractValue renamed(Renaming names) {
        if (this instanceof Address address) {
            return address.moved(names);
        }
        if (this instanceof Scalar scalar) {
            return names.number(scalar.name())
                    .<AbstractValue>map(name -> new Scalar(name, scalar.bits()))
                    .orElseGet(() -> Scalar.unnamed(scalar.bits()));
        }
        if (this instanceof SavedFlags flags) {
            return new SavedFlags(names.of(flags.id()).base(), flags.irq());
        }
        if (this instanceof Aggregate aggregate) {
            return new Aggregate(
                    aggregate.parts().stream().map(part -> part.renamed(names)).toList());
        }
        return this;
    }
}
