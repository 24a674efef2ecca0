package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.walk.Merges.Merge;
import io.ferrule.program.Computation.Phi;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One way from a loop's header back to it: what holds on the way, and what the header's phis are in the next round.
 * Other variables of its forms do not change.
 */
public final class Transition {

    private final Walk walk;
    private final Map<Integer, Linear> next;
    private final Set<Integer> broken;
    private final List<Integer> state;

    private Transition(Walk walk, Map<Integer, Linear> next, Set<Integer> broken) {
        this(
                walk,
                Map.copyOf(next),
                Set.copyOf(broken),
                next.keySet().stream().sorted().toList());
    }

    private Transition(Walk walk, Map<Integer, Linear> next, Set<Integer> broken, List<Integer> state) {
        this.walk = walk;
        this.next = next;
        this.broken = broken;
        this.state = state;
    }

    /** The same way, which learns from questions by itself and asks that oracle. */
    Transition asking(Oracle oracle) {
        return new Transition(new Walk(walk, oracle), next, broken, state);
    }

    /** The way that a walk has made, which ends with that step back to the header. */
    static Transition of(Walk walk, Claims claims, int header, Merge back) {
        FunctionModel model = walk.model();
        Map<Integer, Linear> next = new HashMap<>();
        Set<Integer> broken = new HashSet<>();
        for (Phi phi : model.statePhis(header)) {
            int local = phi.header().result();
            int width = model.width(phi.type());
            Linear value = back.value(phi)
                    .map(incoming -> walk.value(incoming, width))
                    .orElseGet(() -> walk.unknown(model.interval(width)));
            next.put(local, value);
            Long stride = claims.strides().get(local);
            if (stride != null) {
                Linear moved = value.minus(walk.local(local, width));
                Optional<Linear> strides = strides(moved, stride);
                if (strides.isEmpty()) {
                    broken.add(local);
                }
                strides.ifPresent(count -> next.put(
                        model.strides(local),
                        Linear.variable(model.strides(local)).plus(count)));
            }
        }
        return new Transition(walk, next, broken);
    }

    /**
     * The way from the start of a function to a call that a walk has made.
     *
     * @param arguments what the parameters of the called activation are, by number; one that is missing may be anything
     */
    public static Transition ofCall(Walk walk, Map<Integer, Linear> arguments) {
        return new Transition(walk, arguments, Set.of());
    }

    /** How many strides that is: a whole number wherever the variables are whole. */
    private static Optional<Linear> strides(Linear moved, long stride) {
        return Optional.of(moved.times(Rational.ONE.dividedBy(Rational.of(stride))))
                .filter(Linear::isIntegral);
    }

    /** Phis that do not keep to the stride that is claimed of them. */
    public Set<Integer> broken() {
        return broken;
    }

    /** Whether control is at that block on the way, and not within a stretch that was passed over. */
    public boolean passes(int block) {
        return walk.isOnPath(block);
    }

    /** What holds on the way. */
    public List<Linear> constraints() {
        return walk.constraints();
    }

    /** A form over the header's variables, as it is when the way begins. */
    public Linear before(Linear form) {
        return walk.here(form);
    }

    /** A form over the header's variables, as it is when the way is done. */
    public Linear after(Linear form) {
        return form.substitute(variable -> {
            Linear moved = next.get(variable);
            return moved != null ? moved : walk.here(variable);
        });
    }

    /** The variables that have another value in the next round, ascending. */
    public List<Integer> state() {
        return state;
    }

    /** The value of a phi in the next round. */
    public Linear next(int phi) {
        return next.getOrDefault(phi, Linear.variable(phi));
    }
}
