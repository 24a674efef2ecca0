package io.ferrule.policy.toml;

import io.ferrule.policy.Allowance;
import io.ferrule.policy.BoundedContract;
import io.ferrule.policy.Context;
import io.ferrule.policy.DynContract;
import io.ferrule.policy.FieldPattern;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.FunctionContractBuilder;
import io.ferrule.policy.KnownRules;
import io.ferrule.policy.LockNesting;
import io.ferrule.policy.LockOrdering;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.TypePattern;
import io.ferrule.policy.toml.TableReader.Placed;
import io.ferrule.policy.toml.Values.PlacedPattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code [[allow]]}, {@code [[bounded]]}, {@code [[dyn]]}, and {@code [[lock]]} of a type. */
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

    /** Methods of traits whose implementations are vouched for. */
    static List<DynContract> dyns(TableReader root) {
        return root.tables("dyn").stream().flatMap(table -> dyn(table).stream()).toList();
    }

    private static Optional<DynContract> dyn(TableReader table) {
        Optional<TypePattern> method =
                table.text("trait").flatMap(text -> method(table, new Placed(text, table.placeOf("trait"))));
        if (!table.has("trait")) {
            table.missing("trait", "trait = \"path:CRATE::TRAIT::METHOD\"");
        }
        Optional<Context> context = Values.functionContext(table);
        FunctionContractBuilder contract = FunctionContract.builder(context.orElse(Context.PROCESS));
        contract.instructions(table.number("instructions", 0, Long.MAX_VALUE));
        contract.stackBytes(table.number("stack", 0, Long.MAX_VALUE));
        Optional<String> reason = needed(table, "reason", "why implementations that nobody has seen keep to it");
        reason.ifPresent(contract::reason);
        table.finish();
        return method.filter(m -> context.isPresent() && reason.isPresent())
                .map(m -> new DynContract(m, contract.build(Pattern.symbol(DynContract.symbol(m)), table.place())));
    }

    private static Optional<TypePattern> method(TableReader table, Placed text) {
        try {
            TypePattern method = TypePattern.parse(text.text());
            if (method.segments().size() >= 2) {
                return Optional.of(method);
            }
        } catch (IllegalArgumentException e) {
            table.problems().add(text.place(), "'" + text.text() + "' is no method: " + e.getMessage());
            return Optional.empty();
        }
        table.problems().add(text.place(), "'" + text.text() + "' names no trait; write path:CRATE::TRAIT::METHOD");
        return Optional.empty();
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
                .filter(table -> isNesting(table) && !isOrdering(table))
                .flatMap(table -> nesting(table).stream())
                .toList();
    }

    /** Whether a [[lock]] speaks of the order among its locks, and not of what must not be done with them. */
    static boolean isNesting(TableReader table) {
        return table.has("type") || table.has("nested") || isOrdering(table);
    }

    private static boolean isOrdering(TableReader table) {
        return table.has("order");
    }

    static List<LockOrdering> orderings(TableReader root) {
        return root.tables("lock").stream()
                .filter(ConcessionTables::isOrdering)
                .flatMap(table -> ordering(table).stream())
                .toList();
    }

    private static Optional<LockOrdering> ordering(TableReader table) {
        List<FieldPattern> fields = table.strings("order").stream()
                .flatMap(placed -> field(table, "order", placed.text()).stream())
                .toList();
        Optional<String> reason = needed(table, "reason", "why the locks are taken in this order");
        table.finish();
        if (fields.size() < 2) {
            table.problems()
                    .add(table.place(), "'order' names fewer than two fields", "write what is taken first first");
            return Optional.empty();
        }
        return reason.map(why -> new LockOrdering(fields, why, table.place()));
    }

    /** The field that the locks of a table are. */
    static Optional<FieldPattern> field(TableReader table) {
        return table.text("field").flatMap(text -> field(table, "field", text));
    }

    private static Optional<FieldPattern> field(TableReader table, String key, String text) {
        try {
            return Optional.of(FieldPattern.parse(text));
        } catch (IllegalArgumentException malformed) {
            table.problems()
                    .add(
                            table.placeOf(key),
                            "'" + text + "' does not name a field",
                            "write path:CRATE::MODULE::TYPE.FIELD");
            return Optional.empty();
        }
    }

    private static Optional<LockNesting> nesting(TableReader table) {
        Optional<String> type = table.text("type");
        Optional<Pattern> match = table.has("match") || (type.isEmpty() && !table.has("field"))
                ? Values.pattern(table, "match")
                : Optional.empty();
        Optional<FieldPattern> field = field(table);
        if (Stream.of("match", "type", "field").filter(table::has).count() > 1) {
            String message = "[[lock]] has more than one of 'match', 'type' and 'field'";
            table.problems().add(table.place(), message, "keep one of them");
        }
        if (!table.has("nested")) {
            table.missing("nested", "nested = \"ordered\": all take the same one of two first");
        }
        table.named("nested", "value of 'nested'", name -> Optional.of(name).filter(NESTED::contains), NESTED);
        Optional<String> reason = needed(table, "reason", "how the program keeps the order; nothing checks it");
        table.finish();
        return reason.map(why -> new LockNesting(match, type, field, why, table.place()));
    }

    private static Optional<String> needed(TableReader table, String key, String hint) {
        if (!table.has(key)) {
            table.missing(key, hint);
        }
        return table.text(key);
    }
}
