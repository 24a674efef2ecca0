package io.ferrule.policy;

import java.util.Optional;

/**
 * Says that locks of one class are taken in an order which the program keeps: two of them that are held together are
 * two, and everybody takes the same one first, such as a parent before its child.
 *
 * @param match the static that holds the locks, by symbol or path
 * @param type the Rust type that the locks are taken through, as findings write it; {@code <..>} at its end stands for
 *     any arguments
 * @param field the field that the locks are
 * @param reason how the order is kept
 * @param place where the policy says so
 */
public record LockNesting(
        Optional<Pattern> match, Optional<String> type, Optional<FieldPattern> field, String reason, Place place) {

    private static final String ANY = "<..>";

    /** Whether it speaks of the locks in the static of that symbol. */
    public boolean matchesStatic(String symbol) {
        return match.filter(pattern -> pattern.matches(symbol)).isPresent();
    }

    /** Whether it speaks of locks of that type. */
    public boolean matchesType(String lockType) {
        return type.filter(text -> text.endsWith(ANY)
                        ? lockType.startsWith(text.substring(0, text.length() - ANY.length()) + "<")
                        : text.equals(lockType))
                .isPresent();
    }

    /** What it speaks of, as the policy has it. */
    public String text() {
        return match.map(Pattern::text)
                .or(() -> type)
                .or(() -> field.map(FieldPattern::text))
                .orElse("");
    }
}
