package io.ferrule.policy;

import java.util.Optional;

/** Where a function leaves the pointer that a resource is known by. */
public sealed interface Handle {

    /** The text used in policies: {@code result}, {@code arg0} or {@code *arg0}. */
    String text();

    /** It returns it. */
    enum Result implements Handle {
        RESULT;

        @Override
        public String text() {
            return "result";
        }
    }

    /** It was given it, as with a reference that is counted in the object. */
    record Argument(int index) implements Handle {
        public Argument {
            Bounds.requireArgument(index);
        }

        @Override
        public String text() {
            return "arg" + index;
        }
    }

    /** It stores it where that argument points to. */
    record Stored(int index) implements Handle {
        public Stored {
            Bounds.requireArgument(index);
        }

        @Override
        public String text() {
            return "*arg" + index;
        }
    }

    /** Reads a text of these forms; empty if it is none. */
    static Optional<Handle> of(String text) {
        if (text.equals(Result.RESULT.text())) {
            return Optional.of(Result.RESULT);
        }
        boolean stored = text.startsWith("*");
        return LockReference.of(stored ? text.substring(1) : text)
                .filter(LockReference.Argument.class::isInstance)
                .map(reference -> ((LockReference.Argument) reference).index())
                .map(index -> stored ? new Stored(index) : new Argument(index));
    }
}
