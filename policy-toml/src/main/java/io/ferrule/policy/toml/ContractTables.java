package io.ferrule.policy.toml;

import io.ferrule.policy.ArgumentContract;
import io.ferrule.policy.EntryPoint;
import io.ferrule.policy.FieldPattern;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.IndirectContract;
import io.ferrule.policy.LockContract;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads {@code [[entry]]}, {@code [[function]]}, {@code [[indirect]]} and {@code [[lock]]}, each pattern at most once. */
final class ContractTables {
    private static final List<String> OWNERS = List.of("kernel");
    private static final List<String> FORBID = List.of("forbid");

    private ContractTables() {}

    static List<EntryPoint> entries(TableReader root) {
        return each(root, "entry", t -> entry(t).stream().toList(), EntryPoint::match, EntryPoint::place);
    }

    static List<FunctionContract> functions(TableReader root) {
        return each(root, "function", FunctionReader::read, FunctionContract::match, FunctionContract::place);
    }

    static List<IndirectContract> indirects(TableReader root) {
        return each(
                root,
                "indirect",
                t -> indirect(t).stream().toList(),
                IndirectContract::function,
                IndirectContract::place);
    }

    static List<LockContract> locks(TableReader root) {
        List<LockContract> contracts =
                root.tables("lock").stream().flatMap(t -> lock(t).stream()).toList();
        unique(
                root,
                "lock",
                contracts,
                contract -> contract.match()
                        .map(Pattern::text)
                        .or(() -> contract.field().map(FieldPattern::text))
                        .orElse(""),
                LockContract::place);
        return contracts;
    }

    /** A table with {@code type} is a {@link ConcessionTables#nestings nesting}. */
    private static Optional<LockContract> lock(TableReader table) {
        if (ConcessionTables.isNesting(table)) {
            return Optional.empty();
        }
        Optional<FieldPattern> field = ConcessionTables.field(table);
        Optional<Pattern> match =
                table.has("field") && !table.has("match") ? Optional.empty() : Values.pattern(table, "match");
        if (table.has("field") && table.has("match")) {
            table.problems().add(table.place(), "[[lock]] has both 'match' and 'field'", "keep one of the two");
        }
        boolean kernel = named(table, "owner", OWNERS);
        boolean forbidden = named(table, "across-blocking", FORBID);
        if (!table.has("owner") && !table.has("across-blocking")) {
            table.missing("owner", "owner = \"kernel\", or across-blocking = \"forbid\"");
        }
        table.finish();
        return match.isPresent() || field.isPresent()
                ? Optional.of(new LockContract(match, field, kernel, !forbidden, table.place()))
                : Optional.empty();
    }

    private static boolean named(TableReader table, String key, List<String> names) {
        return table.named(
                        key, "value of '" + key + "'", name -> Optional.of(name).filter(names::contains), names)
                .isPresent();
    }

    /** Several may speak of one function, of another argument each. */
    static List<ArgumentContract> arguments(TableReader root) {
        return root.tables("argument").stream()
                .flatMap(table -> argument(table).stream())
                .toList();
    }

    private static Optional<ArgumentContract> argument(TableReader table) {
        var match = Values.pattern(table, "match");
        Optional<String> argument = table.text("argument");
        if (!table.has("argument")) {
            table.missing("argument", "the name of the argument, its index, or \"data.len\" for the length of a slice");
        }
        OptionalLong minimum = table.number("min", 0, Long.MAX_VALUE);
        OptionalLong maximum = table.number("max", 0, Long.MAX_VALUE);
        if (!table.has("min") && !table.has("max")) {
            table.missing("max", "the greatest value that the kernel gives");
        }
        table.finish();
        if (minimum.isPresent() && maximum.isPresent() && minimum.getAsLong() > maximum.getAsLong()) {
            table.problems().add(table.place(), "'min' is above 'max'", "no value would be allowed");
            return Optional.empty();
        }
        return match.flatMap(m -> argument.map(a -> new ArgumentContract(m, a, minimum, maximum, table.place())));
    }

    private static Optional<EntryPoint> entry(TableReader table) {
        var match = Values.pattern(table, "match");
        var context = Values.entryContext(table);
        OptionalLong stack = table.number("stack", 1, Long.MAX_VALUE);
        OptionalLong instructions = table.number("instructions", 1, Long.MAX_VALUE);
        table.finish();
        return match.flatMap(m -> context.map(c -> new EntryPoint(m, c, stack, instructions, table.place())));
    }

    private static Optional<IndirectContract> indirect(TableReader table) {
        var function = Values.pattern(table, "function");
        Optional<String> reason = table.text("reason");
        if (!table.has("reason")) {
            table.missing("reason", "why every pointer called there comes from this module; nothing checks it");
        }
        table.finish();
        return function.flatMap(f -> reason.map(r -> new IndirectContract(f, r, table.place())));
    }

    private static <T> List<T> each(
            TableReader root,
            String key,
            Function<TableReader, List<T>> read,
            Function<T, Pattern> match,
            Function<T, Place> place) {
        List<T> contracts =
                root.tables(key).stream().flatMap(t -> read.apply(t).stream()).toList();
        unique(root, key, contracts, contract -> match.apply(contract).text(), place);
        return contracts;
    }

    private static <T> void unique(
            TableReader root, String key, List<T> contracts, Function<T, String> text, Function<T, Place> place) {
        Map<String, Place> seen = new HashMap<>();
        for (T contract : contracts) {
            String pattern = text.apply(contract);
            Place earlier = seen.putIfAbsent(pattern, place.apply(contract));
            if (earlier != null) {
                String message = key + " '" + pattern + "' is also at line " + earlier.line();
                root.problems().add(place.apply(contract), message, "keep one of the two");
            }
        }
    }
}
