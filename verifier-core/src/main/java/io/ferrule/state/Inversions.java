package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.policy.LockKind;
import io.ferrule.state.Lock.Same;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Locks that an interrupt waits for while the code it came upon holds them, directly or through what their holders wait
 * for: the inversions that lockdep finds with its usage bits.
 */
public final class Inversions {

    private final LockGraph graph;
    private final boolean soft;
    private final Map<LockClass, List<LockUse>> victims = new LinkedHashMap<>();

    /**
     * An inversion.
     *
     * @param victim where a lock is held and the handler may come
     * @param handler where the handler waits
     * @param chain who holds what the handler waits for, and waits in turn; the last one waits for the victim
     * @param soft whether the handler is a softirq
     * @param certain whether all of it can be
     */
    public record Inversion(LockUse victim, LockUse handler, List<Edge> chain, boolean soft, boolean certain) {
        public Inversion {
            chain = List.copyOf(chain);
        }
    }

    /** A lock that is waited for, and how the handler comes to that. */
    private record Wait(Lock lock, LockKind kind, boolean recursive, List<Edge> chain, boolean certain) {}

    private Inversions(LockGraph graph, boolean soft) {
        this.graph = graph;
        this.soft = soft;
        graph.uses().stream()
                .filter(use -> use.mayBeInterruptible(soft))
                .forEach(use -> victims.computeIfAbsent(LockClass.of(use.lock()), l -> new ArrayList<>())
                        .add(use));
    }

    /** One inversion for each call that holds a lock too openly; by hard interrupts first, and certain ones first. */
    public static List<Inversion> in(LockGraph graph) {
        Map<CallSite, Inversion> found = new LinkedHashMap<>();
        for (boolean soft : List.of(false, true)) {
            for (Inversion inversion : new Inversions(graph, soft).all()) {
                found.merge(
                        inversion.victim().event().site(),
                        inversion,
                        (old, next) -> old.certain() || !next.certain() ? old : next);
            }
        }
        return List.copyOf(found.values());
    }

    private List<Inversion> all() {
        List<Inversion> all = new ArrayList<>();
        Set<List<Object>> looked = new HashSet<>();
        for (LockUse use : graph.uses()) {
            List<Object> key = List.of(LockClass.of(use.lock()), use.kind(), use.isSure());
            boolean inHandler = use.isInInterrupt(soft) || (!use.root().contextKnown() && use.waits());
            if (inHandler && looked.add(key)) {
                all.addAll(from(use));
            }
        }
        return all;
    }

    private List<Inversion> from(LockUse handler) {
        List<Inversion> found = new ArrayList<>();
        Deque<Wait> open = new ArrayDeque<>();
        boolean reads = handler.event().state().readsRecursively();
        open.add(new Wait(handler.lock(), handler.kind(), reads, List.of(), handler.isSure()));
        Set<List<Object>> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Wait wait = open.remove();
            List<Object> key = List.of(LockClass.of(wait.lock()), wait.kind(), wait.recursive(), wait.certain());
            if (seen.add(key)) {
                victims(wait).forEach(victim -> {
                    boolean certain = wait.certain()
                            && victim.isSure()
                            && victim.isInterruptible(soft)
                            && LockClass.same(wait.lock(), victim.lock()) == Same.YES;
                    found.add(new Inversion(victim, handler, wait.chain(), soft, certain));
                });
                open.addAll(further(wait));
            }
        }
        return found;
    }

    private List<LockUse> victims(Wait wait) {
        List<LockUse> found = new ArrayList<>();
        LockClass lock = LockClass.of(wait.lock());
        victims.forEach((other, uses) -> {
            if (other.equals(lock) || !(other.isOneLock() && lock.isOneLock())) {
                uses.stream()
                        .filter(use -> mayWait(wait, use.lock(), use.kind()))
                        .forEach(found::add);
            }
        });
        return found;
    }

    private List<Wait> further(Wait wait) {
        List<Wait> next = new ArrayList<>();
        LockClass lock = LockClass.of(wait.lock());
        List<Edge> edges = lock.isOneLock() && graph.allExact() ? graph.edgesFrom(lock) : graph.edges();
        for (Edge edge : edges) {
            if (mayWait(wait, edge.held().lock(), edge.held().kind())) {
                List<Edge> chain = new ArrayList<>(wait.chain());
                chain.add(edge);
                boolean certain = wait.certain()
                        && edge.isSure()
                        && LockClass.same(wait.lock(), edge.held().lock()) == Same.YES;
                boolean recursive = edge.event().state().readsRecursively();
                next.add(new Wait(edge.event().lock(), edge.event().kind(), recursive, chain, certain));
            }
        }
        return next;
    }

    /** Whether the one who waits may wait for the holder of that lock: not as a reader for readers who may nest. */
    private static boolean mayWait(Wait wait, Lock held, LockKind kind) {
        boolean readers = wait.recursive() && wait.kind() == LockKind.RW_READ && kind == LockKind.RW_READ;
        return !readers
                && HeldLock.family(wait.kind()) == HeldLock.family(kind)
                && LockClass.same(wait.lock(), held) != Same.NO;
    }
}
