package io.ferrule.policy.toml;

import io.ferrule.policy.BodyUse;
import io.ferrule.policy.Callback;
import io.ferrule.policy.CallbackRun;
import io.ferrule.policy.Context;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.FunctionContractBuilder;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.LockRelease;
import io.ferrule.policy.SleepCondition;
import io.ferrule.policy.toml.Values.PlacedPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads {@code [[function]]}. */
final class FunctionReader {
    private static final List<String> BODY =
            Arrays.stream(BodyUse.values()).map(BodyUse::text).toList();

    private FunctionReader() {}

    /** One contract for each pattern of the table. */
    static List<FunctionContract> read(TableReader table) {
        List<PlacedPattern> patterns = Values.patterns(table, "match");
        Optional<Context> context = Values.functionContext(table);
        FunctionContractBuilder contract = FunctionContract.builder(context.orElse(Context.PROCESS));
        if (table.has("within")) {
            Values.pattern(table, "within").ifPresent(contract::within);
        }
        sleepsIf(table, context).ifPresent(contract::sleepsIf);
        List<TableReader> acquires = table.oneOrMore("acquires");
        List<TableReader> releases = table.oneOrMore("releases");
        List<LockAcquisition> locks = LockReader.acquisitions(acquires);
        locks.forEach(contract::acquires);
        LockReader.releases(releases).forEach(contract::releases);
        table.oneOrMore("awaits").forEach(run -> {
            LockReader.run(run).ifPresent(contract::awaits);
            run.finish();
        });
        contract.resources(ResourceReader.read(acquires, releases, ResourceReader.returned(table)));
        contract.state(StateReader.read(table));
        table.oneOrMore("callbacks").forEach(t -> callback(t).ifPresent(contract::callback));
        contract.noreturn(table.flag("noreturn"));
        table.named("body", "value of 'body'", BodyUse::of, BODY).ifPresent(use -> {
            contract.body(use);
            refuseBeside(table);
            if (locks.stream().filter(LockAcquisition::mayFail).count() > 1) {
                table.problems()
                        .add(table.placeOf("acquires"), "a body tells of one lock whether it is held", "name one lock");
            }
        });
        contract.instructions(table.number("instructions", 0, Long.MAX_VALUE));
        contract.stackBytes(table.number("stack", 0, Long.MAX_VALUE));
        table.text("source").ifPresent(contract::source);
        table.text("reason").ifPresent(contract::reason);
        table.finish();
        return context.isPresent()
                ? patterns.stream()
                        .map(p -> contract.build(p.pattern(), p.place()))
                        .toList()
                : List.of();
    }

    /** What the state has besides locks is not asked of a body. */
    private static void refuseBeside(TableReader table) {
        Stream.of("sleeps-if", "returns", "awaits", "irq", "bh", "preempt", "rcu", "callbacks", "noreturn")
                .filter(table::has)
                .forEach(key -> table.problems()
                        .add(table.placeOf(key), "'" + key + "' cannot stand beside 'body'", "leave one of them out"));
    }

    private static Optional<SleepCondition> sleepsIf(TableReader table, Optional<Context> context) {
        Optional<TableReader> condition = table.table("sleeps-if");
        if (condition.isEmpty()) {
            return Optional.empty();
        }
        if (context.filter(Context::maySleep).isPresent()) {
            table.problems()
                    .add(
                            table.placeOf("sleeps-if"),
                            "'sleeps-if' adds nothing to a function that may always sleep",
                            "let 'context' say where it may be called when the condition does not hold");
        }
        TableReader inner = condition.get();
        OptionalInt argument = argument(inner);
        OptionalLong mask = inner.number("any-bit", 1, Long.MAX_VALUE);
        if (!inner.has("any-bit")) {
            inner.missing("any-bit", "a mask such as any-bit = 0x400");
        }
        inner.finish();
        return argument.isPresent() && mask.isPresent()
                ? Optional.of(new SleepCondition(argument.getAsInt(), mask.getAsLong()))
                : Optional.empty();
    }

    private static Optional<Callback> callback(TableReader table) {
        OptionalInt argument = argument(table);
        Optional<Callback> callback = Values.callback(table, argument.orElse(0));
        OptionalLong method = table.number("method", Callback.FIRST_METHOD, Callback.LAST_METHOD);
        Optional<LockRelease> once = table.table("once").flatMap(LockReader::release);
        OptionalLong unless = table.number("panics-unless", 0, LockReference.MAX_ARGUMENT);
        if (unless.isPresent() && !table.has("once")) {
            table.problems()
                    .add(
                            table.placeOf("panics-unless"),
                            "'panics-unless' speaks of what is called once",
                            "say with 'once' under which lock it is called");
        }
        boolean later = callback.filter(c -> c.context().isPresent()).isPresent();
        Stream.of("method", "once")
                .filter(key -> later && table.has(key))
                .forEach(key -> table.problems()
                        .add(
                                table.placeOf(key),
                                "'" + key + "' speaks of what is called before the function returns",
                                "write context = \"caller\", or leave it out"));
        Optional<CallbackRun> run = table.has("run") || table.has("kind") ? LockReader.run(table) : Optional.empty();
        if (!later && table.has("run")) {
            table.problems()
                    .add(
                            table.placeOf("run"),
                            "'run' speaks of what is called after the function has returned",
                            "write the context in which it is called, or leave it out");
        }
        boolean lost = method.isPresent() && argument.isPresent() && argument.getAsInt() == 0;
        if (lost) {
            table.problems()
                    .add(
                            table.placeOf("method"),
                            "before the first argument there is none with the data of the trait object",
                            "let 'argument' name the vtable, which is the second half of a trait object");
        }
        table.finish();
        return callback.filter(c -> argument.isPresent() && !lost)
                .map(c -> method.isPresent() && !later ? c.ofMethod((int) method.getAsLong()) : c)
                .map(c -> later ? c : once.map(c::onceUnder).orElse(c))
                .map(c -> later ? run.map(c::during).orElse(c) : c)
                .map(c -> unless.isPresent() && c.once().isPresent() ? c.panickingUnless((int) unless.getAsLong()) : c);
    }

    private static OptionalInt argument(TableReader table) {
        OptionalLong argument = table.number("argument", 0, LockReference.MAX_ARGUMENT);
        if (!table.has("argument")) {
            table.missing("argument", "the index of an argument; the first is 0");
        }
        return argument.isPresent() ? OptionalInt.of((int) argument.getAsLong()) : OptionalInt.empty();
    }
}
