package io.ferrule.policy;

import java.util.Optional;
import java.util.regex.Matcher;

/** Which lock a contract speaks of. */
public sealed interface LockReference {
    /** The highest argument index a contract may name. */
    int MAX_ARGUMENT = 31;

    /** The text used in policies, {@code arg0} or {@code global:name}. */
    String text();

    /** The lock that the argument points to; the first argument is 0. */
    record Argument(int index) implements LockReference {
        public Argument {
            Bounds.requireArgument(index);
        }

        @Override
        public String text() {
            return "arg" + index;
        }
    }

    /** A lock of the kernel that is not passed: every mention of the same name is the same lock. */
    record Global(String name) implements LockReference {
        public Global {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a global lock needs a name");
            }
        }

        @Override
        public String text() {
            return "global:" + name;
        }
    }

    /** Reads {@code argN} or {@code global:NAME}; empty if the text is neither, or N is out of range. */
    static Optional<LockReference> of(String text) {
        Matcher matcher = LockReferenceSyntax.TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String global = matcher.group("global");
        if (global != null) {
            return Optional.of(new Global(global));
        }
        int index = Integer.parseInt(matcher.group("index"));
        return index <= MAX_ARGUMENT ? Optional.of(new Argument(index)) : Optional.empty();
    }
}
