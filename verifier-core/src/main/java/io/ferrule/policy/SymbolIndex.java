package io.ferrule.policy;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The symbols of a program, so ordered that a pattern need not be tried on each of them: an exact pattern is one
 * look-up, a wildcard a range of the sorted symbols.
 */
final class SymbolIndex {
    private final NavigableSet<String> symbols;

    SymbolIndex(Collection<String> symbols) {
        this.symbols = new TreeSet<>(symbols);
    }

    /** The symbols that the pattern matches, in order. */
    List<String> matching(Pattern pattern) {
        if (pattern instanceof Pattern.Exact exact) {
            return symbols.contains(exact.name()) ? List.of(exact.name()) : List.of();
        }
        if (pattern instanceof Pattern.Wildcard wildcard) {
            return startingWith(wildcard.prefix()).stream()
                    .filter(wildcard::matches)
                    .toList();
        }
        throw new IllegalStateException("unknown pattern " + pattern.text());
    }

    /** The pattern, as text, of the function whose name is nearest. */
    Optional<String> nearest(Pattern pattern) {
        String name = pattern.text().substring("sym:".length()).replace("*", "");
        return NearestName.of(name, symbols).map(near -> "sym:" + near);
    }

    private NavigableSet<String> startingWith(String prefix) {
        return symbols.subSet(prefix, true, prefix + Character.MAX_VALUE, true);
    }
}
