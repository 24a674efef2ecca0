package io.ferrule.policy;

import java.util.Arrays;
import java.util.List;

/**
 * Rust types, or functions, by the path that MIR prints. MIR leaves leading segments of a path out and prefers re-exports,
 * so what matters is the last name, and that no other segment contradicts: the segments of the shorter path come in the
 * longer one in the same order. It may match more than is meant, and then costs proofs.
 *
 * @param segments at least one
 */
public record TypePattern(List<String> segments) {

    private static final String PREFIX = "path:";

    public TypePattern {
        segments = List.copyOf(segments);
        if (segments.isEmpty() || segments.stream().anyMatch(segment -> !segment.matches("[A-Za-z_][A-Za-z0-9_]*"))) {
            throw new IllegalArgumentException("write path:CRATE::MODULE::NAME, without generic arguments");
        }
    }

    /**
     * Reads {@code path:a::b::C}.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static TypePattern parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("types and their makers are named by path:CRATE::MODULE::NAME");
        }
        return new TypePattern(Arrays.asList(text.substring(PREFIX.length()).split("::", -1)));
    }

    /** The last name. */
    public String name() {
        return segments.get(segments.size() - 1);
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        return PREFIX + String.join("::", segments);
    }

    /** Whether a path of these names, as MIR prints it, may be meant. */
    public boolean matches(List<String> names) {
        if (names.isEmpty() || !names.get(names.size() - 1).equals(name())) {
            return false;
        }
        return noneContradicts(names, segments);
    }

    /** Whether one path leaves names of the other one out, and says nothing else; MIR prints as few as it can. */
    public static boolean noneContradicts(List<String> one, List<String> other) {
        return one.size() <= other.size() ? isWithin(one, other) : isWithin(other, one);
    }

    private static boolean isWithin(List<String> shorter, List<String> longer) {
        int next = 0;
        for (String name : longer) {
            if (next < shorter.size() && shorter.get(next).equals(name)) {
                next++;
            }
        }
        return next == shorter.size();
    }
}
