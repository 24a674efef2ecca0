package io.ferrule.state;

import io.ferrule.analysis.Root;
import io.ferrule.policy.LockKind;
import io.ferrule.state.Lock.Same;
import io.ferrule.state.StateEvent.Acquired;
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
     */
    public static LockGraph of(Function<Root, List<StateEvent>> events, List<Root> roots) {
        LockGraph graph = new LockGraph();
        Set<Object> known = new HashSet<>();
        for (Root root : roots) {
            for (StateEvent event : events.apply(root)) {
                if (event instanceof Acquired acquired) {
                    graph.add(root, acquired, known);
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
        if (event.tries() || event.kind() == LockKind.SRCU_READ) {
            return;
        }
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
