package io.ferrule.policy.toml;

import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockAcquisition.Taken;
import io.ferrule.policy.LockKind;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.LockRelease;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads those of {@code acquires} and {@code releases} of {@code [[function]]} that speak of locks. */
final class LockReader {
    private static final List<String> KINDS =
            Arrays.stream(LockKind.values()).map(LockKind::text).toList();
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
        Taken taken = named.orElse(tries ? Taken.NONZERO : Taken.ALWAYS);
        if (tries && taken == Taken.ALWAYS) {
            table.problems()
                    .add(
                            table.placeOf("taken"),
                            "a function that only tries a lock does not always take it",
                            "taken = \"nonzero\" or \"zero\" says for which results it holds the lock");
        }
        table.finish();
        return lock.flatMap(l -> kind.map(k -> new LockAcquisition(l, k, tries, taken)));
    }

    private static Optional<LockRelease> release(TableReader table) {
        Optional<LockReference> lock = lock(table);
        Optional<LockKind> kind = kind(table);
        table.finish();
        return lock.flatMap(l -> kind.map(k -> new LockRelease(l, k)));
    }

    private static Optional<LockReference> lock(TableReader table) {
        Optional<String> text = table.string("lock");
        if (!table.has("lock")) {
            table.missing("lock", "lock = \"arg0\" is the lock that the first argument points to");
        }
        Optional<LockReference> lock = text.flatMap(LockReference::of);
        if (text.isPresent() && lock.isEmpty()) {
            table.problems()
                    .add(
                            table.placeOf("lock"),
                            "'" + text.get() + "' does not name a lock",
                            "write arg0 to arg" + LockReference.MAX_ARGUMENT + ", or global:NAME");
        }
        return lock;
    }

    private static Optional<LockKind> kind(TableReader table) {
        if (!table.has("kind")) {
            table.missing("kind", "one of " + String.join(", ", KINDS));
        }
        return table.named("kind", "kind of lock", LockKind::of, KINDS);
    }
}
