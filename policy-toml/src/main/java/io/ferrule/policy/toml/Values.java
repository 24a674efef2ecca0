package io.ferrule.policy.toml;

import io.ferrule.policy.Callback;
import io.ferrule.policy.Context;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.Place;
import io.ferrule.policy.toml.TableReader.Placed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Patterns and contexts, which several tables have. */
final class Values {
    private static final String ANY = "any";
    private static final String CALLER = "caller";
    private static final List<String> CONTEXTS = Stream.concat(
                    Arrays.stream(Context.values()).map(Context::text), Stream.of("may-sleep"))
            .toList();

    private Values() {}

    /** The pattern at this key, which must be there. */
    static Optional<Pattern> pattern(TableReader table, String key) {
        needPattern(table, key);
        return table.string(key)
                .flatMap(t -> parse(table, new Placed(t, table.placeOf(key))))
                .map(PlacedPattern::pattern);
    }

    /** One pattern, or an array of them, at this key, which must be there. */
    static List<PlacedPattern> patterns(TableReader table, String key) {
        needPattern(table, key);
        return table.stringOrStrings(key).stream()
                .map(t -> parse(table, t))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A pattern and where it is written.
     *
     * @param pattern the pattern
     * @param place its place
     */
    record PlacedPattern(Pattern pattern, Place place) {}

    /** The context of an entry point, which must be there. */
    static Optional<Context> entryContext(TableReader table) {
        needContext(table, "the context in which the kernel calls it");
        return table.named("context", "context", Values::exactly, CONTEXTS);
    }

    /** The most restrictive context of a function, which must be there. */
    static Optional<Context> functionContext(TableReader table) {
        needContext(table, "the most restrictive context in which it may be called");
        return table.named("context", "context", Context::of, plus(ANY));
    }

    /** A callback of this argument in the context that the table names, which must be there. */
    static Optional<Callback> callback(TableReader table, int argument) {
        needContext(table, "the context in which it is called, or 'caller'");
        Function<String, Optional<Callback>> lookup = text -> text.equals(CALLER)
                ? Optional.of(Callback.inCaller(argument))
                : exactly(text).map(c -> Callback.in(c, argument));
        return table.named("context", "context", lookup, plus(CALLER));
    }

    private static void needPattern(TableReader table, String key) {
        if (!table.has(key)) {
            table.missing(key, key + " = \"sym:NAME\" or \"path:PATH\" says which function is meant");
        }
    }

    private static Optional<PlacedPattern> parse(TableReader table, Placed text) {
        try {
            return Optional.of(new PlacedPattern(Pattern.parse(text.text()), text.place()));
        } catch (IllegalArgumentException e) {
            table.problems().add(text.place(), "'" + text.text() + "' is no pattern: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void needContext(TableReader table, String meaning) {
        if (!table.has("context")) {
            table.missing("context", meaning + ": " + String.join(", ", CONTEXTS));
        }
    }

    private static Optional<Context> exactly(String text) {
        return text.equals(ANY) ? Optional.empty() : Context.of(text);
    }

    private static List<String> plus(String name) {
        return Stream.concat(CONTEXTS.stream(), Stream.of(name)).toList();
    }
}
