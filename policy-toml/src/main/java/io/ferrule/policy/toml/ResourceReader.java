package io.ferrule.policy.toml;

import io.ferrule.policy.Handle;
import io.ferrule.policy.LockAcquisition.Taken;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.ResourceAcquisition;
import io.ferrule.policy.ResourceEffects;
import io.ferrule.policy.ResourceRelease;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads those of {@code acquires} and {@code releases} of {@code [[function]]} that speak of no lock. */
final class ResourceReader {
    private static final List<String> TAKEN = Stream.of(
                    Taken.ALWAYS, Taken.NONZERO, Taken.ZERO, Taken.STATUS, Taken.NOT_ERROR, Taken.NONNEGATIVE)
            .map(Taken::text)
            .toList();

    private ResourceReader() {}

    /** Whether a table of {@code acquires} or {@code releases} speaks of a resource. */
    static boolean isResource(TableReader table) {
        return table.has("resource");
    }

    static ResourceEffects read(List<TableReader> acquires, List<TableReader> releases, OptionalInt returned) {
        return new ResourceEffects(
                acquires.stream()
                        .filter(ResourceReader::isResource)
                        .flatMap(table -> acquisition(table).stream())
                        .toList(),
                releases.stream()
                        .filter(ResourceReader::isResource)
                        .flatMap(table -> release(table).stream())
                        .toList(),
                returned);
    }

    /** The argument that the function returns. */
    static OptionalInt returned(TableReader function) {
        Optional<Handle> handle = handle(function, "returns");
        if (handle.isPresent() && !(handle.get() instanceof Handle.Argument)) {
            needArgument(function, "returns");
        }
        return handle.filter(Handle.Argument.class::isInstance)
                .map(argument -> OptionalInt.of(((Handle.Argument) argument).index()))
                .orElse(OptionalInt.empty());
    }

    private static void needArgument(TableReader table, String key) {
        String hint = "write arg0 to arg" + LockReference.MAX_ARGUMENT;
        table.problems().add(table.placeOf(key), "'" + key + "' must name an argument", hint);
    }

    private static Optional<ResourceAcquisition> acquisition(TableReader table) {
        Optional<String> resource = table.text("resource");
        Optional<Handle> handle = table.has("at") ? handle(table, "at") : Optional.of(Handle.Result.RESULT);
        Optional<Taken> named = table.named(
                "taken",
                "value of 'taken'",
                text -> Taken.of(text).filter(taken -> TAKEN.contains(taken.text())),
                TAKEN);
        table.finish();
        boolean result = handle.filter(Handle.Result.RESULT::equals).isPresent();
        Taken taken = named.orElse(result ? Taken.NONZERO : Taken.ALWAYS);
        if (taken.isOfHandle() && !result) {
            table.problems()
                    .add(
                            table.placeOf("taken"),
                            "'" + taken.text() + "' speaks of a result that is the resource",
                            "leave 'at' out, or write taken = \"zero\" for a function that returns 0 where it succeeds");
            return Optional.empty();
        }
        return resource.flatMap(r -> handle.map(h -> new ResourceAcquisition(r, h, taken)));
    }

    private static Optional<ResourceRelease> release(TableReader table) {
        Optional<String> resource = table.text("resource");
        if (!table.has("at")) {
            table.missing("at", "at = \"arg0\" is the resource that the first argument stands for");
        }
        Optional<Handle> handle = handle(table, "at");
        table.finish();
        if (handle.isPresent() && !(handle.get() instanceof Handle.Argument)) {
            needArgument(table, "at");
        }
        return resource.flatMap(r -> handle.filter(Handle.Argument.class::isInstance)
                .map(h -> new ResourceRelease(r, ((Handle.Argument) h).index())));
    }

    private static Optional<Handle> handle(TableReader table, String key) {
        Optional<String> text = table.string(key);
        Optional<Handle> handle = text.flatMap(Handle::of);
        if (text.isPresent() && handle.isEmpty()) {
            table.problems()
                    .add(
                            table.placeOf(key),
                            "'" + text.get() + "' is no place of a resource",
                            "write result, arg0 to arg" + LockReference.MAX_ARGUMENT
                                    + ", or *arg0 for where it points to");
        }
        return handle;
    }
}
