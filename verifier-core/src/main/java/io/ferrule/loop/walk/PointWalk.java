package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.CallSite;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Terminator;
import io.ferrule.program.Type;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What values can be at one place of a function, as the conditions on every way to it tell. */
public final class PointWalk {

    private final FunctionModel model;
    private final Oracle oracle;

    /** Asks that oracle about places of that function. */
    public PointWalk(FunctionModel model, Oracle oracle) {
        this.model = model;
        this.oracle = oracle;
    }

    /** A value at one place. */
    public record Known(Linear form, Interval interval) {}

    /**
     * What is known of a value when control is in a block.
     *
     * @param next the block that control goes to from there, or -1
     * @return empty for what is no number, and where control cannot come
     */
    public Optional<Known> value(Value value, Type type, int block, int next) {
        int width = model.width(type);
        if (width < 2 || model.signed()) {
            return Optional.empty();
        }
        try {
            Walk walk = walk(List.of(value), block, next);
            Linear form = walk.value(value, width);
            Interval all = model.interval(width);
            BigInteger most = oracle.upperBound(walk.constraints(), form).orElse(all.maximum());
            BigInteger least = oracle.upperBound(walk.constraints(), form.negate())
                    .map(BigInteger::negate)
                    .orElse(all.minimum());
            boolean sane = least.compareTo(most) <= 0;
            return sane
                    ? new Interval(least, most).intersection(all).map(interval -> new Known(form, interval))
                    : Optional.of(new Known(form, all));
        } catch (OutOfBudget | Infeasible unknown) {
            return Optional.empty();
        }
    }

    /** What a call gives, if control can come there. */
    public Optional<CallWalks.Arrival> arguments(CallSite site) {
        try {
            List<Argument> arguments = site.instruction().call().arguments();
            Walk walk = walk(arguments.stream().map(Argument::value).toList(), site.block(), -1);
            Map<Integer, Linear> given = new HashMap<>();
            for (int i = 0; i < arguments.size(); i++) {
                int width = model.width(arguments.get(i).type());
                if (width > 1) {
                    given.put(i, walk.value(arguments.get(i).value(), width));
                }
            }
            return Optional.of(new CallWalks.Arrival(walk, given));
        } catch (Infeasible impossible) {
            return Optional.empty();
        }
    }

    private Walk walk(List<Value> values, int block, int next) {
        Guards guards = model.guards();
        Walk walk = new Walk(model, Claims.NONE, oracle, new Choices(oracle, 1), false);
        walk.finish();
        Set<Integer> relevant = guards.closure(values);
        walk.cameThrough(block);
        guards.passed(walk, block, Set.of());
        if (next >= 0) {
            Terminator terminator = model.block(block).terminator();
            Guards.take(walk, terminator, next, false);
        }
        guards.at(block, Set.of(), relevant).forEach(guard -> guard.apply(walk));
        return walk;
    }
}
