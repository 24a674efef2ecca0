package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.graph.CallEdge;
import io.ferrule.graph.CallSite;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.Span;
import io.ferrule.ownership.Origin;
import io.ferrule.policy.FunctionContract;
import io.ferrule.state.HeldLock;
import io.ferrule.state.HeldResource;
import io.ferrule.state.LockState;
import io.ferrule.state.StateEvent.Called;
import io.ferrule.state.StateEvent.Ended;
import io.ferrule.state.StateEvent.ResourceLeft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What executes where the source makes a guard, on the paths of one root: the calls that lie within the expression, and
 * what became of what they took. LLVM IR and MIR of one compile name the same places of the source.
 */
public final class ExecutedGuards {

    private final RuleContext context;
    private final Root root;
    private final List<Called> taking;
    private final List<Ended> ends;
    private final List<ResourceLeft> left;
    private final Map<Made, Outcome> known = new HashMap<>();

    /** An expression that makes a guard, without the calls inside of it, which make something else. */
    private record Made(Span at, List<Span> inner) {}

    private ExecutedGuards(RuleContext context, Root root) {
        this.context = context;
        this.root = root;
        this.taking = StateJudgements.events(context, root, Called.class)
                .filter(event -> takes(event.contract()))
                .toList();
        this.ends = StateJudgements.events(context, root, Ended.class).toList();
        this.left = StateJudgements.events(context, root, ResourceLeft.class).toList();
    }

    /** What executes on the paths of a root. */
    public static ExecutedGuards of(RuleContext context, Root root) {
        return new ExecutedGuards(context, root);
    }

    /** What became of what a guard stands for. */
    public sealed interface Outcome {}

    /** No call that takes anything lies where the guard is made: nothing can be said. */
    public enum Unseen implements Outcome {
        UNSEEN
    }

    /** Whenever the root returns, it was given back. */
    public enum GivenBack implements Outcome {
        GIVEN_BACK
    }

    /**
     * The root returns and it is held.
     *
     * @param taken where it was taken
     * @param certain whether the path can be taken
     */
    public record Kept(HeldLock.Place taken, boolean certain) implements Outcome {}

    private static boolean takes(FunctionContract contract) {
        return !contract.acquires().isEmpty()
                || contract.state().entersAtomic()
                || !contract.resources().acquires().isEmpty();
    }

    /** What became of what is taken where a guard is made. */
    public Outcome outcome(Origin origin) {
        return known.computeIfAbsent(new Made(origin.at(), inside(origin.body(), origin.at())), this::find);
    }

    private static List<Span> inside(MirBody body, Span at) {
        return body.contents() instanceof MirContents.Code code ? code.callsWithin(at) : List.of();
    }

    private Outcome find(Made made) {
        if (taking.stream().noneMatch(event -> lies(event.activation().path(), event.site(), made))) {
            return Unseen.UNSEEN;
        }
        List<Kept> kept = new ArrayList<>();
        ends.forEach(end -> kept(end.state(), made).forEach(kept::add));
        left.stream()
                .filter(event -> liesIn(event.resource().taken(), made))
                .map(ResourceLeft::resource)
                .map(HeldResource::taken)
                .map(place -> new Kept(place, root.isSure()))
                .forEach(kept::add);
        Optional<Kept> worst = kept.stream()
                .filter(Kept::certain)
                .findFirst()
                .or(() -> kept.stream().findFirst());
        if (worst.isPresent()) {
            return worst.get();
        }
        return ends.isEmpty() ? Unseen.UNSEEN : GivenBack.GIVEN_BACK;
    }

    private Stream<Kept> kept(LockState state, Made made) {
        boolean sure = state.sure() && root.contextKnown();
        Stream<Kept> locks = state.held().stream()
                .map(HeldLock::taken)
                .filter(place -> liesIn(place, made))
                .map(place -> new Kept(place, sure));
        Stream<Kept> switched = state.isSwitched()
                ? state.lastChange().stream().map(place -> new Kept(place, sure && liesIn(place, made)))
                : Stream.empty();
        return Stream.concat(locks, switched);
    }

    private boolean liesIn(HeldLock.Place place, Made made) {
        return lies(place.activation().path(), place.site(), made);
    }

    private boolean lies(List<CallEdge> path, CallSite site, Made made) {
        return Stream.concat(path.stream().map(CallEdge::site), Stream.of(site))
                .flatMap(call -> context.program().inlineChainOf(call.instruction()).stream())
                .anyMatch(location ->
                        made.at().has(location) && made.inner().stream().noneMatch(span -> span.has(location)));
    }
}
