package io.ferrule.analysis.stack;

import io.ferrule.analysis.linked.Gap;
import io.ferrule.analysis.linked.LinkedCode;
import io.ferrule.analysis.linked.ObjectGaps;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.Components;
import io.ferrule.object.Machine;
import io.ferrule.object.ObjectFile;
import io.ferrule.object.ObjectMember;
import io.ferrule.policy.PolicyBinding.Bound;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The worst-case depth of the stack under each root, as the longest path over the calls of the object.
 *
 * <p>Without recursion that path is found by one walk over the functions, callees first. A component of functions that
 * call each other takes, if at most {@code n} activations of them are on the stack at once, at most {@code n - 1} times
 * its most expensive inner call and then what the most expensive of its functions takes with its other callees.
 */
public final class StackDepth {
    private final Machine machine;
    private final List<Gap> objectGaps;
    private final Map<String, Optional<StackNode>> roots = new LinkedHashMap<>();
    private final Map<String, StackNode> nodes;
    private final Map<String, Worst> worst = new HashMap<>();
    private final Map<String, Long> certain = new HashMap<>();
    private final Map<String, StackEdge> certainNext = new HashMap<>();
    private final Map<String, Gap> recursion = new HashMap<>();

    /**
     * The depth from the entry of a function on.
     *
     * @param next the call by which the deepest path goes on
     * @param activations of its component, which it takes together; 1 where there is no recursion
     */
    private record Worst(long bytes, Optional<StackEdge> next, long activations) {}

    private StackDepth(
            CallGraph calls, Bound policy, ObjectFile object, Collection<String> rootSymbols, RecursionDepths depths) {
        LinkedCode code = new LinkedCode(calls.program(), object);
        this.machine =
                code.own().stream().map(ObjectMember::machine).findFirst().orElse(Machine.OTHER);
        this.objectGaps =
                ObjectGaps.of(code, policy, contract -> contract.stackBytes().isPresent());
        StackGraph graph = new StackGraph(calls, policy, code);
        rootSymbols.forEach(symbol -> roots.put(symbol, graph.root(symbol)));
        this.nodes = graph.nodes();
        Map<String, List<String>> successors = new LinkedHashMap<>();
        nodes.forEach((name, node) -> successors.put(
                name, node.edges().stream().map(StackEdge::target).toList()));
        Components.calleesFirst(successors).forEach(component -> visit(component, depths));
    }

    /**
     * Looks at everything that the roots reach.
     *
     * @param roots symbols of functions of the program
     * @param depths what is proved of recursion
     */
    public static StackDepth of(
            CallGraph calls, Bound policy, ObjectFile object, Collection<String> roots, RecursionDepths depths) {
        return new StackDepth(calls, policy, object, roots, depths);
    }

    /** Why the object cannot be held against the program as a whole; with none, each byte of its code is accounted for. */
    public List<Gap> objectGaps() {
        return objectGaps;
    }

    /** The depth under one of the roots. */
    public Depth of(String root) {
        Optional<StackNode> start = roots.getOrDefault(root, Optional.empty());
        if (start.isEmpty()) {
            Gap gap = Gap.of(root, "is not defined once in the object");
            return new Depth(0, 0, List.of(), List.of(), 0, List.of(gap));
        }
        String name = start.get().name();
        Set<String> reached = reached(name);
        Set<Gap> gaps = new LinkedHashSet<>();
        for (String each : reached) {
            gaps.addAll(node(each).gaps());
            Optional.ofNullable(recursion.get(each)).ifPresent(gaps::add);
        }
        long call = machine.returnAddressBytes();
        return new Depth(
                call + worst(name).bytes(),
                call + sure(name),
                path(name, call),
                certainPath(name, call),
                reached.size(),
                List.copyOf(gaps));
    }

    private StackNode node(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    private Worst worst(String name) {
        return Objects.requireNonNull(worst.get(name));
    }

    private long sure(String name) {
        return Objects.requireNonNull(certain.get(name));
    }

    private Set<String> reached(String start) {
        Set<String> reached = new LinkedHashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (StackEdge edge : node(open.remove()).edges()) {
                if (reached.add(edge.target())) {
                    open.add(edge.target());
                }
            }
        }
        return reached;
    }

    private void visit(Set<String> component, RecursionDepths depths) {
        boolean recursive = component.size() > 1
                || component.stream()
                        .anyMatch(name -> node(name).edges().stream()
                                .anyMatch(edge -> edge.target().equals(name)));
        component.forEach(name -> visitAlone(name, component));
        if (recursive) {
            OptionalLong activations = depths.activations(component);
            if (activations.isPresent() && activations.getAsLong() > 0) {
                multiply(component, activations.getAsLong());
            } else {
                String names = String.join("`, `", component.stream().limit(4).toList());
                Gap gap = Gap.of(
                        component.iterator().next(),
                        "calls itself" + (component.size() > 1 ? ", through `" + names + "`" : "")
                                + ", and it is not proved how deep");
                component.forEach(name -> recursion.put(name, gap));
            }
        }
    }

    private void visitAlone(String name, Set<String> component) {
        StackNode node = node(name);
        Worst deepest = new Worst(node.bytes(), Optional.empty(), 1);
        long sure = node.bytes();
        for (StackEdge edge : node.edges()) {
            if (!component.contains(edge.target())) {
                long bytes = Math.addExact(edge.bytes(), worst(edge.target()).bytes());
                if (bytes > deepest.bytes()) {
                    deepest = new Worst(bytes, Optional.of(edge), 1);
                }
                long sureBytes = Math.addExact(edge.bytes(), sure(edge.target()));
                if (edge.certain() && sureBytes > sure) {
                    sure = sureBytes;
                    certainNext.put(name, edge);
                }
            }
        }
        worst.put(name, deepest);
        certain.put(name, sure);
    }

    private void multiply(Set<String> component, long activations) {
        long inner = component.stream()
                .flatMap(name -> node(name).edges().stream())
                .filter(edge -> component.contains(edge.target()))
                .mapToLong(StackEdge::bytes)
                .max()
                .orElse(0);
        long last =
                component.stream().mapToLong(name -> worst(name).bytes()).max().orElse(0);
        long bytes = Math.addExact(Math.multiplyExact(activations - 1, inner), last);
        component.forEach(name -> worst.put(name, new Worst(bytes, worst(name).next(), activations)));
    }

    private List<Depth.Frame> path(String start, long before) {
        List<Depth.Frame> path = new ArrayList<>();
        long total = before;
        String name = start;
        while (true) {
            Worst here = worst(name);
            StackNode node = node(name);
            long bytes = here.next()
                    .map(edge -> here.bytes() - worst(edge.target()).bytes())
                    .orElse(here.bytes());
            total += bytes;
            String note = here.activations() > 1
                    ? "up to " + here.activations()
                            + " activations of it and the functions that it calls back and forth with"
                    : node.contract() ? "by contract" : "";
            path.add(frame(node, bytes, total, here.next().flatMap(StackEdge::site), note));
            if (here.next().isEmpty()) {
                return path;
            }
            name = here.next().get().target();
        }
    }

    private List<Depth.Frame> certainPath(String start, long before) {
        List<Depth.Frame> path = new ArrayList<>();
        long total = before;
        String name = start;
        while (true) {
            StackNode node = node(name);
            StackEdge next = certainNext.get(name);
            long bytes = next == null ? sure(name) : next.bytes();
            total += bytes;
            Optional<CallSite> site = next == null ? Optional.empty() : next.site();
            path.add(frame(node, bytes, total, site, node.contract() ? "by contract" : ""));
            if (next == null) {
                return path;
            }
            name = next.target();
        }
    }

    private static Depth.Frame frame(StackNode node, long bytes, long total, Optional<CallSite> call, String note) {
        return new Depth.Frame(node.program().orElse(node.name()), bytes, total, call, note);
    }
}
