package io.ferrule.evidence;

import io.ferrule.join.Join;
import io.ferrule.join.Reliance;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.program.Instruction;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes guards and is seen to take something, in any function of the program, and what that says of each execution. What a
 * macro makes is seen to take what any call of the body takes that has no other step; that says nothing of its maker.
 */
final class Sighted {

    private final Makers makers;
    private final Join join;
    private final Map<TextRange, List<Meant>> meant;
    private final Set<String> visible = new HashSet<>();
    private final Set<Made> touched = new HashSet<>();

    /** A step of a body. */
    private record Made(TextRange body, Step step) {}

    /** {@code meant} are the steps of each body that make guards, and {@code all} all executions of these. */
    Sighted(Makers makers, Join join, Map<TextRange, List<Meant>> meant, Collection<Seen> all) {
        this.makers = makers;
        this.join = join;
        this.meant = meant;
        all.stream()
                .filter(one -> one.met() && !one.meant().given() && !one.meant().foreign())
                .map(Seen::maker)
                .forEach(visible::add);
        all.stream()
                .filter(one -> one.touched().isPresent() && !one.meant().given())
                .map(one -> new Made(one.meant().body().range(), one.meant().step()))
                .forEach(touched::add);
    }

    /** An instruction that shows that a step executes and takes nothing that is seen. */
    Optional<Instruction> shows(Seen one, int lost) {
        Optional<Instruction> none = Optional.empty();
        boolean known = isVisible(one.maker());
        boolean given = one.meant().given();
        if (!one.meant().bodies().isEmpty()) {
            return isUnseenInside(one) ? (given ? one.touched() : none).or(one::possible) : none;
        }
        if (given) {
            return known ? none : one.touched().or(one::possible);
        }
        if (one.met() || (known && lost > 0)) {
            return none;
        }
        if (one.touched().isPresent()) {
            return one.touched();
        }
        boolean always = one.certain().isPresent() && one.meant().always();
        return always ? one.certain() : known ? none : one.possible();
    }

    /** Whether a maker is seen to take something. Calls name it by its last name alone where no other item has that. */
    private boolean isVisible(String maker) {
        return visible.contains(maker) || visible.contains(maker.substring(maker.lastIndexOf(':') + 1));
    }

    /** Whether a guard that is made in the crate comes out of that call, and nothing of that was seen anywhere. */
    private boolean isUnseenInside(Seen call) {
        List<MirBody> bodies = executed(call);
        return unseenIn(bodies).anyMatch(maker -> !maker.open() || !call.met())
                || (call.exposed() && leaving(bodies).anyMatch(Meant::isBuilt));
    }

    /** The bodies that the call may be of in this instance: if the code there is of these alone, none but what it is of. */
    private List<MirBody> executed(Seen call) {
        List<MirBody> may = call.meant().call().map(makers::own).orElse(List.of());
        Set<TextRange> all = may.stream().map(MirBody::range).collect(Collectors.toSet());
        Set<TextRange> are = new HashSet<>();
        for (String symbol : call.callees()) {
            if (!(join.relianceOn(symbol) instanceof Reliance.Allowed allowed)
                    || !all.contains(allowed.body().range())) {
                return call.meant().bodies();
            }
            are.add(allowed.body().range());
        }
        return call.meant().bodies().stream()
                .filter(body -> are.isEmpty() || !all.contains(body.range()) || are.contains(body.range()))
                .toList();
    }

    /** What makes a guard in those bodies that leaves them, and was not seen in the code of any. */
    private Stream<Meant> unseenIn(List<MirBody> bodies) {
        return leaving(bodies).filter(this::isUnseenMaker);
    }

    /** What makes a guard in those bodies, and what they call for that, that leaves them. */
    private Stream<Meant> leaving(List<MirBody> bodies) {
        Set<TextRange> all = new LinkedHashSet<>();
        Deque<MirBody> open = new ArrayDeque<>(bodies);
        while (!open.isEmpty()) {
            MirBody body = open.pop();
            if (all.add(body.range())) {
                meant.getOrDefault(body.range(), List.of()).stream()
                        .filter(inside -> inside.life().leaves())
                        .forEach(inside -> open.addAll(inside.bodies()));
            }
        }
        return all.stream()
                .flatMap(range -> meant.getOrDefault(range, List.of()).stream())
                .filter(inside -> inside.life().leaves());
    }

    /** Whether a function of another crate, or what is built in place, is seen to take something in no instance. */
    boolean isUnseenMaker(Meant one) {
        return one.bodies().isEmpty()
                && !isVisible(one.maker())
                && !touched.contains(new Made(one.body().range(), one.step()));
    }
}
