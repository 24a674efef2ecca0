package io.ferrule.policy.toml;

import io.ferrule.policy.CallbackRun;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockAcquisition.Taken;
import io.ferrule.policy.LockKind;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.LockRelease;
import io.ferrule.policy.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads those of {@code acquires} and {@code releases} of {@code [[function]]} that speak of locks. */
final class LockReader {
    private static final List<String> KINDS =
            LockKind.all(false).stream().map(LockKind::text).toList();
    private static final List<String> RUNS =
            LockKind.all(true).stream().map(LockKind::text).toList();
    private static final List<String> TAKEN = Arrays.stream(Taken.values())
            .filter(taken -> !taken.isOfHandle())
            .map(Taken::text)
            .toList();

    private LockReader() {}

    static List<LockAcquisition> acquisitions(List<TableReader> tables) {
        return tables.stream()
                .filter(table -> !ResourceReader.isResource(table))
                .map(LockReader::acquisition)
                .flatMap(Optional::stream)
                .toList();
    }

    static List<LockRelease> releases(List<TableReader> tables) {
        return tables.stream()
                .filter(table -> !ResourceReader.isResource(table))
                .map(LockReader::release)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<LockAcquisition> acquisition(TableReader table) {
        Optional<LockReference> lock = lock(table);
        Optional<LockKind> kind = kind(table);
        boolean tries = table.flag("try");
        Optional<Taken> named = table.named("taken", "value of 'taken'", Taken::of, TAKEN);
        Optional<Refusal> refused = table.table("refused").flatMap(LockReader::refusal);
        if (named.isPresent() && table.has("refused")) {
            table.problems()
                    .add(
                            table.placeOf("refused"),
                            "'taken' and 'refused' both say when the lock is held",
                            "say it by the result, or by what lies in memory");
            refused = Optional.empty();
        }
        Taken taken = named.orElse(tries && refused.isEmpty() ? Taken.NONZERO : Taken.ALWAYS);
        if (tries && taken == Taken.ALWAYS && refused.isEmpty()) {
            table.problems()
                    .add(
                            table.placeOf("taken"),
                            "a function that only tries a lock does not always take it",
                            "taken = \"nonzero\" or \"zero\" says for which results it holds the lock");
        }
        table.finish();
        Optional<Refusal> told = refused;
        return lock.flatMap(l -> kind.map(k -> new LockAcquisition(l, k, tries, taken, told)));
    }

    private static Optional<Refusal> refusal(TableReader table) {
        Optional<LockReference> place = reference(table, "at", "*arg0 is where the first argument points to");
        OptionalLong number = table.number("is", 0, Long.MAX_VALUE);
        OptionalLong bytes = table.number("bytes", 1, Long.BYTES);
        if (!table.has("bytes")) {
            table.missing("bytes", "how wide the number is: 1 for a bool, 8 for a pointer");
        }
        if (!table.has("is")) {
            table.missing("is", "the number that lies there where the lock was not taken");
        }
        if (place.isPresent() && !(place.get() instanceof LockReference.Pointed)) {
            table.problems().add(table.placeOf("at"), "'at' must name a place in memory", "write *arg0 or *(arg0+8)");
        }
        table.finish();
        return place.filter(LockReference.Pointed.class::isInstance)
                .filter(at -> number.isPresent() && bytes.isPresent())
                .map(at -> new Refusal((LockReference.Pointed) at, (int) bytes.getAsLong(), number.getAsLong()));
    }

    static Optional<LockRelease> release(TableReader table) {
        Optional<LockReference> lock = lock(table);
        Optional<LockKind> kind = kind(table);
        table.finish();
        return lock.flatMap(l -> kind.map(k -> new LockRelease(l, k)));
    }

    private static Optional<LockReference> lock(TableReader table) {
        return reference(table, "lock", "lock = \"arg0\" is the lock that the first argument points to");
    }

    private static Optional<LockReference> reference(TableReader table, String key, String missing) {
        Optional<String> text = table.string(key);
        if (!table.has(key)) {
            table.missing(key, missing);
        }
        Optional<LockReference> reference = text.flatMap(LockReference::of);
        if (text.isPresent() && reference.isEmpty()) {
            table.problems()
                    .add(
                            table.placeOf(key),
                            "'" + text.get() + "' does not name a lock",
                            "write arg0 to arg" + LockReference.MAX_ARGUMENT
                                    + ", *arg0 or *(arg0+8) for a pointer in memory, or global:NAME");
        }
        return reference;
    }

    private static Optional<LockKind> kind(TableReader table) {
        if (!table.has("kind")) {
            table.missing("kind", "one of " + String.join(", ", KINDS));
        }
        return table.named("kind", "kind of lock", name -> LockKind.of(name).filter(kind -> !kind.isRun()), KINDS);
    }

    /** The run of a callback: what {@code run} names, of the kind that {@code kind} names. */
    static Optional<CallbackRun> run(TableReader table) {
        if (!table.has("kind")) {
            table.missing("kind", "one of " + String.join(", ", RUNS));
        }
        Optional<LockKind> kind = table.named(
                "kind", "kind of callback", name -> LockKind.of(name).filter(LockKind::isRun), RUNS);
        if (table.string("run").filter(CallbackRun.ANY::equals).isPresent()) {
            return kind.map(k -> new CallbackRun(Optional.empty(), k));
        }
        Optional<LockReference> object =
                reference(table, "run", "run = \"arg0\" is the work, or the timer, that the first argument points to");
        return object.flatMap(o -> kind.map(k -> new CallbackRun(Optional.of(o), k)));
    }
}
