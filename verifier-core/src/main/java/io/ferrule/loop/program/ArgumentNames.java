package io.ferrule.loop.program;

import io.ferrule.loop.walk.Interval;
import io.ferrule.policy.ArgumentContract;
import io.ferrule.program.Body;
import io.ferrule.program.Function;
import io.ferrule.program.Type.IntegerType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Which parameter a contract speaks of. */
public final class ArgumentNames {

    private ArgumentNames() {}

    /**
     * The number of the parameter of that name: an index, the name in the source as rustc keeps it, or {@code NAME.len} for
     * the second half of a slice.
     */
    static Optional<Integer> index(Function function, String name) {
        int parameters = function.parameters().size();
        if (!name.isEmpty() && name.length() < 3 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Integer.parseInt(name)).filter(i -> i < parameters);
        }
        if (!(function.body() instanceof Body.Defined defined)) {
            return Optional.empty();
        }
        String wanted = name.endsWith(".len") ? name.substring(0, name.length() - "len".length()) + "1" : name;
        for (int i = 0; i < parameters; i++) {
            if (defined.names().locals().get(i).equals(wanted)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** What contracts say of a parameter that is a number; empty where they say nothing. */
    static Optional<Interval> range(Function function, int parameter, List<ArgumentContract> contracts) {
        if (!(function.parameters().get(parameter).type() instanceof IntegerType type)) {
            return Optional.empty();
        }
        Interval all = Interval.ofWidth(type.bits(), false);
        Optional<Interval> range = Optional.empty();
        for (ArgumentContract contract : contracts) {
            if (index(function, contract.argument()).filter(i -> i == parameter).isPresent()) {
                Interval own = new Interval(
                        BigInteger.valueOf(contract.minimum().orElse(0)),
                        contract.maximum().isPresent()
                                ? BigInteger.valueOf(contract.maximum().getAsLong())
                                : all.maximum()
                                        .max(BigInteger.valueOf(
                                                contract.minimum().orElse(0))));
                range = range.orElse(all).intersection(own);
                if (range.isEmpty()) {
                    return Optional.empty();
                }
            }
        }
        return range;
    }
}
