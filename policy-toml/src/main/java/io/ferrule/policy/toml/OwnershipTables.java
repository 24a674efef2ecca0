package io.ferrule.policy.toml;

import io.ferrule.policy.Context;
import io.ferrule.policy.GuardContract;
import io.ferrule.policy.Ownership;
import io.ferrule.policy.ResourceContract;
import io.ferrule.policy.Section;
import io.ferrule.policy.TokenContract;
import io.ferrule.policy.TypePattern;
import io.ferrule.policy.toml.TableReader.Placed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code [[resource]]}, {@code [[guard]]} and {@code [[token]]}. */
final class OwnershipTables {
    private static final List<String> ALLOWED = List.of("allowed");
    private static final List<String> CONTEXTS =
            Arrays.stream(Context.values()).map(Context::text).toList();

    private static final List<String> SECTIONS =
            Arrays.stream(Section.values()).map(Section::text).toList();

    private OwnershipTables() {}

    static Ownership read(TableReader root) {
        return new Ownership(
                root.tables("resource").stream()
                        .flatMap(table -> resource(table).stream())
                        .toList(),
                root.tables("guard").stream()
                        .flatMap(table -> guards(table).stream())
                        .toList(),
                root.tables("token").stream()
                        .flatMap(table -> token(table).stream())
                        .toList());
    }

    private static Optional<ResourceContract> resource(TableReader table) {
        Optional<String> name = table.text("name");
        if (!table.has("name")) {
            table.missing("name", "the name that 'acquires' and 'releases' give it");
        }
        boolean kept = isAllowed(table, "keep");
        if (!table.has("keep")) {
            table.missing("keep", "keep = \"allowed\": it may be stored, and be given back by whoever finds it");
        }
        table.finish();
        return name.map(n -> new ResourceContract(n, kept, table.place()));
    }

    private static boolean isAllowed(TableReader table, String key) {
        return table.named(
                        key, "value of '" + key + "'", text -> Optional.of(text).filter(ALLOWED::contains), ALLOWED)
                .isPresent();
    }

    private static List<GuardContract> guards(TableReader table) {
        List<TypePattern> match = patterns(table, "match");
        needMatch(table, "a guard");
        boolean unseen = isAllowed(table, "unseen");
        Optional<String> reason = table.text("reason");
        if (!table.has("reason")) {
            table.missing("reason", "what such a guard stands for");
        }
        table.finish();
        return reason.map(r -> match.stream()
                        .map(type -> new GuardContract(type, unseen, r, table.place()))
                        .toList())
                .orElse(List.of());
    }

    private static Optional<TokenContract> token(TableReader table) {
        List<TypePattern> match = patterns(table, "match");
        needMatch(table, "a token");
        if (match.size() > 1) {
            table.problems().add(table.placeOf("match"), "a token is one type", "write a [[token]] for each");
        }
        List<Context> contexts = table.strings("contexts").stream()
                .flatMap(name -> context(table, name).stream())
                .toList();
        Optional<Section> within = table.named("within", "section", Section::of, SECTIONS);
        if (table.emptyArray("contexts") || !(table.has("contexts") || table.has("within"))) {
            table.missing("contexts", "those in which a token may exist: " + String.join(", ", CONTEXTS));
        }
        List<TypePattern> makers = patterns(table, "made-by");
        table.finish();
        List<Context> allowed = table.has("contexts") ? contexts : List.of(Context.values());
        return match.isEmpty() || allowed.isEmpty()
                ? Optional.empty()
                : Optional.of(new TokenContract(match.get(0), allowed, within, makers, table.place()));
    }

    private static Optional<Context> context(TableReader table, Placed name) {
        Optional<Context> context = Arrays.stream(Context.values())
                .filter(one -> one.text().equals(name.text()))
                .findFirst();
        if (context.isEmpty()) {
            table.problems().unknown(name.place(), "context", name.text(), CONTEXTS);
        }
        return context;
    }

    private static void needMatch(TableReader table, String what) {
        if (!table.has("match")) {
            table.missing("match", "match = \"path:CRATE::NAME\" is the type of " + what);
        }
    }

    private static List<TypePattern> patterns(TableReader table, String key) {
        return table.stringOrStrings(key).stream()
                .flatMap(text -> pattern(table, text).stream())
                .toList();
    }

    private static Optional<TypePattern> pattern(TableReader table, Placed text) {
        try {
            return Optional.of(TypePattern.parse(text.text()));
        } catch (IllegalArgumentException e) {
            table.problems().add(text.place(), "'" + text.text() + "' is no type or function: " + e.getMessage());
            return Optional.empty();
        }
    }
}
