package io.ferrule.rule;

import io.ferrule.graph.CallEdge;
import io.ferrule.join.Join;
import io.ferrule.join.Reliance;
import io.ferrule.ownership.Variables;
import io.ferrule.program.Instruction;
import io.ferrule.state.HeldLock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables of the source that hold guards, where MIR tells them. They are words for a person and prove nothing. */
public final class GuardVariables {

    private GuardVariables() {}

    /** The variable that holds what was taken there. */
    public static Optional<String> of(RuleContext context, HeldLock.Place place) {
        Optional<Join> join = context.join();
        return join.flatMap(found -> calls(place)
                .flatMap(call -> context.program().locationOf(call).stream())
                .flatMap(location -> location.inlineChain().stream())
                .filter(location -> location.line() > 0)
                .flatMap(location -> found.relianceOn(location.function()) instanceof Reliance.Allowed allowed
                        ? Variables.resultAt(allowed.body(), location.line(), location.column()).stream()
                        : Stream.empty())
                .findFirst());
    }

    /** How the source has the call that took it, as in {@code self.queue.lock()}. */
    public static Optional<String> written(RuleContext context, HeldLock.Place place) {
        Optional<String> found = context.written(place.site(), place.target());
        List<CallEdge> path = place.activation().path();
        for (int i = path.size() - 1; i >= 0 && found.isEmpty(); i--) {
            found = context.written(path.get(i).site(), path.get(i).target());
        }
        return found;
    }

    /** The call that takes, then the calls that led there, the last one first. */
    private static Stream<Instruction> calls(HeldLock.Place place) {
        Stream<Instruction> way = Stream.empty();
        for (CallEdge edge : place.activation().path()) {
            way = Stream.concat(Stream.<Instruction>of(edge.site().instruction()), way);
        }
        return Stream.concat(Stream.<Instruction>of(place.site().instruction()), way);
    }
}
