package io.ferrule.policy.toml;

import io.ferrule.policy.StateEffects;
import io.ferrule.policy.StateEffects.Irq;
import io.ferrule.policy.StateEffects.Rcu;
import io.ferrule.policy.StateEffects.Toggle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code irq}, {@code bh}, {@code preempt} and {@code rcu} of {@code [[function]]}. */
final class StateReader {
    private StateReader() {}

    static StateEffects read(TableReader table) {
        return new StateEffects(
                effect(table, "irq", Irq.values()),
                effect(table, "bh", Toggle.values()),
                effect(table, "preempt", Toggle.values()),
                effect(table, "rcu", Rcu.values()));
    }

    private static <E extends Enum<E>> Optional<E> effect(TableReader table, String key, E[] values) {
        List<String> names = Arrays.stream(values).map(StateReader::name).toList();
        return table.named(
                key,
                "value of '" + key + "'",
                text -> Arrays.stream(values).filter(v -> name(v).equals(text)).findFirst(),
                names);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
