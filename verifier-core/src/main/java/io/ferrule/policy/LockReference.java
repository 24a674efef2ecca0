package io.ferrule.policy;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Which lock a contract speaks of. */
public sealed interface LockReference {
    /** The highest argument index a contract may name. */
    int MAX_ARGUMENT = 31;

    /** The text used in policies: {@code arg0}, {@code *(arg0+8)} or {@code global:name}. */
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

    /**
     * The lock that a pointer in memory points to: the one that lies so many bytes behind what the argument points to. So a
     * guard names its lock.
     */
    record Pointed(int index, long offset) implements LockReference {
        public Pointed {
            Bounds.requireArgument(index);
            if (offset < 0) {
                throw new IllegalArgumentException("negative offset");
            }
        }

        @Override
        public String text() {
            return offset == 0 ? "*arg" + index : "*(arg" + index + "+" + offset + ")";
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

    /** Reads a text of these forms; empty if it is none, or if an index is out of range. */
    static Optional<LockReference> of(String text) {
        Matcher matcher = LockReferenceSyntax.TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String global = matcher.group("global");
        if (global != null) {
            return Optional.of(new Global(global));
        }
        boolean plain = matcher.group("index") != null;
        int index = Integer.parseInt(Stream.of("index", "start", "inner")
                .map(matcher::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow());
        String offset = matcher.group("offset");
        return Optional.of(index)
                .filter(number -> number <= MAX_ARGUMENT)
                .map(number -> plain
                        ? new Argument(number)
                        : new Pointed(number, offset == null ? 0 : Long.parseLong(offset)));
    }
}
