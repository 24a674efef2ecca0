package io.ferrule.state;

import io.ferrule.analysis.Root;
import io.ferrule.policy.LockKind;
import io.ferrule.state.CallbackRuns.Run;
import io.ferrule.state.Lock.Same;
import io.ferrule.state.StateEvent.Acquired;
import io.ferrule.state.StateEvent.AtCall;
import io.ferrule.state.StateEvent.Awaited;
import io.ferrule.state.StateEvent.InterruptsOn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * In which order the locks of a program are taken, and in which contexts, over all roots: what the kernel's lockdep
 * collects of what is executed ({@code Documentation/locking/lockdep-design.rst}), of all paths.
 *
 * <p>The {@linkplain CallbackRuns run of a callback} is held by who is called back, and waited for by who waits for its end.
 *
 * <p>A lock is a class of its own if its address is known, by global or by name. One that is known by a pointer alone is
 * a class with all of its Rust type, or with all of unknown type.
 */
public final class LockGraph {

    private final Map<Edge.Key, Edge> edges = new LinkedHashMap<>();
    private final Map<LockClass, List<Edge>> edgesFrom = new LinkedHashMap<>();
    private final List<LockUse> uses = new ArrayList<>();

    private LockGraph() {}

    /**
     * The graph of what happens on the paths of these roots.
     *
     * @param events what happens on those of each
     * @param runs who is waited for by who waits until a callback is over
     */
    public static LockGraph of(Function<Root, List<StateEvent>> events, List<Root> roots, CallbackRuns runs) {
        LockGraph graph = new LockGraph();
        Set<Object> known = new HashSet<>();
        for (Root root : roots) {
            List<Run> lasting = runs.heldBy(root);
            for (StateEvent event : events.apply(root)) {
                if (event instanceof Acquired acquired) {
                    graph.add(root, acquired, known);
                    graph.addRuns(root, acquired, lasting);
                } else if (event instanceof Awaited awaited) {
                    graph.addHeld(root, awaited.asLock());
                    graph.addRuns(root, awaited.asLock(), lasting);
                    graph.interrupted(root, awaited, known);
                } else if (event instanceof InterruptsOn on) {
                    on.state()
                            .held()
                            .forEach(held -> graph.use(new LockUse(root, held.lock(), held.kind(), false, on), known));
                }
            }
        }
        graph.edges
                .values()
                .forEach(edge -> graph.edgesFrom
                        .computeIfAbsent(edge.from(), from -> new ArrayList<>())
                        .add(edge));
        return graph;
    }

    private void add(Root root, Acquired event, Set<Object> known) {
        boolean waits = !event.tries() && event.kind() != LockKind.SRCU_READ;
        use(new LockUse(root, event.lock(), event.kind(), waits, event), known);
        if (waits) {
            addHeld(root, event);
        }
    }

    /** Who waits in the run of a callback keeps those waiting who wait for its end. */
    private void addRuns(Root root, Acquired event, List<Run> lasting) {
        boolean waits = !event.tries() && event.kind() != LockKind.SRCU_READ && tracked(event.kind());
        for (Run run : waits ? lasting : List.<Run>of()) {
            if (run.held().lock().sameAs(event.lock()) != Same.YES || run.held().kind() != event.kind()) {
                Edge edge = Edge.of(root, run.held(), run.certain() ? event : event.unsure());
                edges.merge(edge.key(), edge, Edge::or);
            }
        }
    }

    /** What softirq runs may be interrupted whatever who waits for it has switched off on another processor. */
    private void interrupted(Root root, Awaited event, Set<Object> known) {
        if (event.kind() == LockKind.TIMER || event.kind() == LockKind.TASKLET) {
            LockState open = event.state().withIrq(Irq.ON).withCounts(1, 0, 0);
            AtCall meanwhile =
                    new Awaited(event.activation(), event.site(), event.target(), event.object(), event.kind(), open);
            use(new LockUse(root, event.object(), event.kind(), false, meanwhile), known);
        }
    }

    private void addHeld(Root root, Acquired event) {
        boolean recursive = event.state().readsRecursively();
        boolean stuck = event.state().held().stream()
                .anyMatch(held ->
                        held.lock().sameAs(event.lock()) == Same.YES && held.conflictsWith(event.kind(), recursive));
        for (HeldLock held : stuck ? List.<HeldLock>of() : event.state().held()) {
            if (held.lock().sameAs(event.lock()) != Same.YES
                    && tracked(held.kind())
                    && tracked(event.kind())
                    && !(held.kind() == LockKind.WW_MUTEX && event.kind() == LockKind.WW_MUTEX)) {
                Edge edge = Edge.of(root, held, event);
                edges.merge(edge.key(), edge, Edge::or);
            }
        }
    }

    /** One use for each call, state and lock is enough. */
    private void use(LockUse use, Set<Object> known) {
        List<Object> key = List.of(
                use.root().context(),
                use.root().contextKnown(),
                use.lock(),
                use.kind(),
                use.waits(),
                use.event().site(),
                use.event().state().irq(),
                use.event().state().bh() > 0,
                use.event().state().sure());
        if (tracked(use.kind()) && known.add(key)) {
            uses.add(use);
        }
    }

    /** A semaphore has no owner, so that nobody can be said to hold it. */
    private static boolean tracked(LockKind kind) {
        return kind != LockKind.SEMAPHORE;
    }

    /** Which lock is held where which other one is waited for. */
    public List<Edge> edges() {
        return List.copyOf(edges.values());
    }

    /** The edges that start at locks of that class. */
    public List<Edge> edgesFrom(LockClass lock) {
        return List.copyOf(edgesFrom.getOrDefault(lock, List.of()));
    }

    /** Where and how locks are held. */
    public List<LockUse> uses() {
        return List.copyOf(uses);
    }

    /** Whether every lock that is held while another one is waited for is known by its address. */
    boolean allExact() {
        return edgesFrom.keySet().stream().allMatch(LockClass::isOneLock);
    }
}
