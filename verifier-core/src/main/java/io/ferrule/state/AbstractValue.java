package io.ferrule.state;

import java.util.List;

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

    /** A number that is not known, but by its name is the same wherever it lies. */
    record Scalar(Base name) implements AbstractValue {}

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

    /** The same, but for numbers that may count something. */
    default AbstractValue withoutCounts() {
        if (this instanceof Aggregate aggregate) {
            return new Aggregate(
                    aggregate.parts().stream().map(AbstractValue::withoutCounts).toList());
        }
        return this instanceof Numeral number && number.isCount() ? Unknown.UNKNOWN : this;
    }

    /** The same with other names for what it is counted from. */
    default AbstractValue renamed(Renaming names) {
        if (this instanceof Address address) {
            return address.moved(names);
        }
        if (this instanceof Scalar scalar) {
            Base name = names.of(scalar.name()).base();
            return name == Base.Somewhere.SOMEWHERE ? Unknown.UNKNOWN : new Scalar(name);
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
