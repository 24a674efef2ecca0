package io.ferrule.state;

import io.ferrule.identity.LockSource;
import io.ferrule.program.Names;
import io.ferrule.program.Type;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an address is counted from. Two addresses from one base, but {@link Somewhere}, lie in one object. */
public sealed interface Base {

    /** A global of the program, aliases followed. */
    record Global(String symbol) implements Base {}

    /** A lock of the kernel that contracts speak of by name. */
    record Named(String name) implements Base {}

    /**
     * What an argument of the running call of that function points to.
     *
     * @param source what MIR of the caller tells of it
     */
    record Given(String function, int argument, LockSource source) implements Base {

        /** An argument of which the caller's MIR tells nothing. */
        Given(String function, int argument) {
            this(function, argument, LockSource.UNKNOWN);
        }
    }

    /** A stack slot of the running call of that function. */
    record Slot(String function, int local) implements Base {}

    /**
     * What an instruction yielded when it was last executed in the running call of that function.
     *
     * @param instruction its number in the function
     * @param inner where a call yielded it, the instruction of the callee that did
     */
    record Origin(String function, int instruction, Optional<Origin> inner) implements Base {

        /** Deeper names are not told apart. */
        private static final int DEEPEST = 4;

        /** The same seen by a caller, after the call of that number; {@link Somewhere} where that would be too deep. */
        Base seenFrom(String caller, int call) {
            int depth = 1;
            for (Optional<Origin> next = inner;
                    next.isPresent();
                    next = next.get().inner()) {
                depth++;
            }
            return depth < DEEPEST ? new Origin(caller, call, Optional.of(this)) : Somewhere.SOMEWHERE;
        }
    }

    /**
     * One of the places in a global, as that instruction yielded it.
     *
     * @param offsets where it lies
     */
    record Within(String symbol, Origin name, Stretch offsets) implements Base {

        private static final Origin NAMELESS = new Origin("", 0, Optional.empty());

        /** The same under another name. */
        Within named(Origin other) {
            return new Within(symbol, other, offsets);
        }

        /** What is known of it without its name. */
        Within nameless() {
            return named(NAMELESS);
        }
    }

    /** The number that an operation makes of others, in whatever instruction: equal numbers make an equal one. */
    final class Computed implements Base {

        /** No name is made of more parts, or in more steps, than these. */
        private static final int MOST_PARTS = 8;

        private static final int MOST_STEPS = 4;

        private static final Set<String> COMMUTATIVE = Set.of("add", "mul", "and", "or", "xor", "eq", "ne");

        private final String operation;
        private final Type type;
        private final List<AbstractValue> operands;

        /** Names are made of names, and are looked up all the time. */
        private final int hash;

        private Computed(String operation, Type type, List<AbstractValue> operands) {
            this.operation = operation;
            this.type = type;
            this.operands = List.copyOf(operands);
            this.hash = Objects.hash(operation, type, this.operands);
        }

        /** What is done, spelled so that different operations are spelled differently. */
        public String operation() {
            return operation;
        }

        /** The type of its operands. */
        public Type type() {
            return type;
        }

        /** Numbers, known or named. */
        public List<AbstractValue> operands() {
            return operands;
        }

        /** The name; empty where an operand has none, or it would be too long. */
        static Optional<Base> of(String operation, Type type, List<AbstractValue> operands) {
            Computed name = new Computed(operation, type, inOrder(operation, operands));
            long parts = name.parts().count();
            boolean named = operands.stream().allMatch(Computed::isNumber);
            return Optional.<Base>of(name).filter(base -> named && parts <= MOST_PARTS && name.steps() <= MOST_STEPS);
        }

        /** Where the order does not matter, a known number comes last, and the others in one order. */
        private static List<AbstractValue> inOrder(String operation, List<AbstractValue> operands) {
            if (operands.size() != 2 || !COMMUTATIVE.contains(operation)) {
                return operands;
            }
            AbstractValue one = operands.get(0);
            AbstractValue other = operands.get(1);
            boolean turned = one instanceof Numeral
                    || (!(other instanceof Numeral) && one.toString().compareTo(other.toString()) > 0);
            return turned ? List.of(other, one) : operands;
        }

        /** The greatest number that it may be, without a sign, by what is done. */
        long last() {
            return operands.size() == 2 && operands.get(1) instanceof Numeral number ? last(number.value()) : -1L;
        }

        private long last(long number) {
            return switch (operation) {
                case "and" -> number;
                case "urem" -> number == 0 ? -1L : number - 1;
                case "lshr" -> 0 <= number && number < Long.SIZE ? Numbers.cut(-1L, type) >>> number : -1L;
                default -> -1L;
            };
        }

        private int steps() {
            return 1
                    + operands.stream()
                            .mapToInt(operand ->
                                    operand instanceof Scalar scalar && scalar.name() instanceof Computed before
                                            ? before.steps()
                                            : 0)
                            .max()
                            .orElse(0);
        }

        private static boolean isNumber(AbstractValue value) {
            return value instanceof Numeral || (value instanceof Scalar scalar && scalar.isNamed());
        }

        Optional<Base> renamed(Renaming names) {
            return of(
                    operation,
                    type,
                    operands.stream().map(operand -> operand.renamed(names)).toList());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Computed computed
                    && hash == computed.hash
                    && operation.equals(computed.operation)
                    && type.equals(computed.type)
                    && operands.equals(computed.operands);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public String toString() {
            return operation + " " + type + operands;
        }
    }

    /** Nobody knows where. */
    enum Somewhere implements Base {
        SOMEWHERE
    }

    /** The names that it is made of: itself, but for what is computed. */
    default Stream<Base> parts() {
        return this instanceof Computed computed
                ? computed.operands().stream()
                        .filter(Scalar.class::isInstance)
                        .flatMap(operand -> ((Scalar) operand).name().parts())
                : Stream.of(this);
    }

    /** Whether one of the names that it is made of is such. */
    default boolean isMadeOf(Predicate<Base> such) {
        return this instanceof Computed ? parts().anyMatch(such) : such.test(this);
    }

    /** Whether the name is only good while that function runs. */
    default boolean belongsTo(String function) {
        return (this instanceof Given given && given.function().equals(function))
                || (this instanceof Slot slot && slot.function().equals(function))
                || (this instanceof Origin origin && origin.function().equals(function))
                || (this instanceof Within within && within.name().function().equals(function))
                || (this instanceof Computed && parts().anyMatch(part -> part.belongsTo(function)));
    }

    /** Whether it is known by the value of a pointer alone, and so may be an object that has another name too. */
    default boolean isOpaque() {
        return this instanceof Given || this instanceof Origin || this instanceof Within || this instanceof Somewhere;
    }

    /** How a person is told of it. */
    default String text() {
        if (this instanceof Global global) {
            return Names.display(global.symbol());
        }
        if (this instanceof Named named) {
            return named.name();
        }
        if (this instanceof Within within) {
            return "`" + Names.display(within.symbol()) + "`";
        }
        if (this instanceof Given given) {
            return "argument " + given.argument() + " of " + Names.display(given.function());
        }
        return this instanceof Slot ? "a variable on the stack" : "an object found at run time";
    }
}
