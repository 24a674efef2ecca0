package io.ferrule.policy;

import io.ferrule.symbol.RustSymbol;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;

/**
 * The symbols of a program, so ordered that a pattern need not be tried on each of them: an exact pattern is one
 * look-up, a wildcard a range of the sorted symbols, and a path that ends in a plain name is tried only on the functions
 * of that name.
 */
final class SymbolIndex {
    private static final java.util.regex.Pattern LAST_NAME =
            java.util.regex.Pattern.compile("(?:^|::)(?<name>[A-Za-z_][A-Za-z0-9_]*)$");

    private final NavigableSet<String> symbols;
    private final Map<String, RustSymbol> rust = new LinkedHashMap<>();
    private final Map<String, Map<String, RustSymbol>> rustByName = new TreeMap<>();

    SymbolIndex(Collection<String> symbols) {
        this.symbols = new TreeSet<>(symbols);
        this.symbols.forEach(s -> RustSymbol.demangle(s).ifPresent(demangled -> add(s, demangled)));
    }

    private void add(String symbol, RustSymbol demangled) {
        rust.put(symbol, demangled);
        rustByName
                .computeIfAbsent(demangled.lastSegment(), name -> new LinkedHashMap<>())
                .put(symbol, demangled);
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
        if (pattern instanceof Pattern.Path path) {
            return candidates(path).entrySet().stream()
                    .filter(e -> path.path().matches(e.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        throw new IllegalStateException("unknown pattern " + pattern.text());
    }

    /** The pattern, as text, of the function whose name or path is nearest. */
    Optional<String> nearest(Pattern pattern) {
        return pattern instanceof Pattern.Path path ? nearestPath(path) : nearestSymbol(pattern);
    }

    private Optional<String> nearestPath(Pattern.Path path) {
        List<String> paths = rust.values().stream().map(RustSymbol::display).toList();
        return NearestName.of(path.path().toString(), paths).map(near -> "path:" + near);
    }

    /** A function of that name in Rust first: 'sym:' with a Rust name is the likeliest mistake. */
    private Optional<String> nearestSymbol(Pattern pattern) {
        String name = pattern.text().substring("sym:".length()).replace("*", "");
        Optional<String> path = rustByName.getOrDefault(name, Map.of()).values().stream()
                .map(s -> "path:" + s.display())
                .findFirst();
        return path.isPresent() ? path : NearestName.of(name, symbols).map(near -> "sym:" + near);
    }

    private Map<String, RustSymbol> candidates(Pattern.Path path) {
        Matcher last = LAST_NAME.matcher(path.path().toString());
        return last.find() ? rustByName.getOrDefault(last.group("name"), Map.of()) : rust;
    }

    private NavigableSet<String> startingWith(String prefix) {
        return symbols.subSet(prefix, true, prefix + Character.MAX_VALUE, true);
    }
}
