package io.ferrule.policy.toml;

import io.ferrule.policy.Allowance;
import io.ferrule.policy.BoundedContract;
import io.ferrule.policy.KnownRules;
import io.ferrule.policy.LockNesting;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.toml.Values.PlacedPattern;
import java.util.List;
import java.util.Optional;

/** Reads {@code [[allow]]}, {@code [[bounded]]}, and {@code [[lock]]} of a type. */
final class ConcessionTables {
    private static final List<String> NESTED = List.of("ordered");

    private ConcessionTables() {}

    /** Functions whose loops are vouched for. */
    static List<BoundedContract> bounded(TableReader root) {
        return root.tables("bounded").stream()
                .flatMap(table -> bounds(table).stream())
                .toList();
    }

    private static List<BoundedContract> bounds(TableReader table) {
        List<PlacedPattern> patterns = Values.patterns(table, "function");
        Optional<String> reason = table.text("reason");
        if (!table.has("reason")) {
            table.missing("reason", "why the loops of the function end; nothing checks it");
        }
        table.finish();
        return patterns.stream()
                .flatMap(p -> reason.map(r -> new BoundedContract(p.pattern(), r, p.place())).stream())
                .toList();
    }

    static List<Allowance> allowances(TableReader root) {
        return root.tables("allow").stream()
                .flatMap(table -> allowance(table).stream())
                .toList();
    }

    private static Optional<Allowance> allowance(TableReader table) {
        if (!table.has("rule")) {
            table.missing("rule", "the name of the rule that reports the finding");
        }
        Optional<String> rule = table.named(
                "rule", "rule", name -> Optional.of(name).filter(KnownRules.NAMES::contains), KnownRules.NAMES);
        var function = Values.pattern(table, "function");
        Optional<String> finding = needed(table, "finding", "the fingerprint of the one finding that is accepted");
        Optional<String> reason = needed(table, "reason", "why it is accepted; nothing checks it");
        table.finish();
        return rule.flatMap(r -> function.flatMap(f ->
                finding.flatMap(id -> reason.map(why -> new Allowance(r, f, id, why, table.place())))));
    }

    static List<LockNesting> nestings(TableReader root) {
        return root.tables("lock").stream()
                .filter(ConcessionTables::isNesting)
                .flatMap(table -> nesting(table).stream())
                .toList();
    }

    /** Whether a [[lock]] speaks of the order among its locks, and not of what must not be done with them. */
    static boolean isNesting(TableReader table) {
        return table.has("type") || table.has("nested");
    }

    private static Optional<LockNesting> nesting(TableReader table) {
        Optional<String> type = table.text("type");
        Optional<Pattern> match =
                table.has("match") || type.isEmpty() ? Values.pattern(table, "match") : Optional.empty();
        if (type.isPresent() && match.isPresent()) {
            table.problems().add(table.place(), "[[lock]] has both 'match' and 'type'", "keep one of the two");
        }
        if (!table.has("nested")) {
            table.missing("nested", "nested = \"ordered\": all take the same one of two first");
        }
        table.named("nested", "value of 'nested'", name -> Optional.of(name).filter(NESTED::contains), NESTED);
        Optional<String> reason = needed(table, "reason", "how the program keeps the order; nothing checks it");
        table.finish();
        return reason.map(why -> new LockNesting(match, type, why, table.place()));
    }

    private static Optional<String> needed(TableReader table, String key, String hint) {
        if (!table.has(key)) {
            table.missing(key, hint);
        }
        return table.text(key);
    }
}
