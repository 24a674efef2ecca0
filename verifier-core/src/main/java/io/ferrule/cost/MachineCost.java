package io.ferrule.cost;

import io.ferrule.analysis.linked.Callbacks;
import io.ferrule.analysis.linked.CodeFunction;
import io.ferrule.analysis.linked.Gap;
import io.ferrule.analysis.linked.LinkedCode;
import io.ferrule.analysis.linked.ObjectGaps;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.Components;
import io.ferrule.loop.FunctionBounds;
import io.ferrule.loop.NestTotals;
import io.ferrule.loop.bound.RecursionBound;
import io.ferrule.loop.program.ProgramBounds;
import io.ferrule.object.ObjectFile;
import io.ferrule.policy.PolicyBinding.Bound;
import java.math.BigInteger;
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
import java.util.stream.Collectors;

/**
 * The worst-case number of machine instructions of each root, callees first.
 *
 * <p>Functions that call each other: if at most {@code d} activations of them are on the stack at once, and each makes at
 * most {@code b} calls of the others, there are at most {@code 1 + b + .. + b^(d-1)} activations in all.
 */
public final class MachineCost {
    /** Numbers beyond 2 to this power are as good as none. */
    private static final int MOST_BITS = 4_096;

    private final CallGraph calls;
    private final Bound policy;
    private final ProgramBounds bounds;
    private final Nests nests;
    private final LinkedCode code;
    private final Callbacks callbacks;
    private final List<Gap> objectGaps;
    private final Map<String, CodeNode> nodes = new LinkedHashMap<>();
    private final Map<String, Counted> counted = new HashMap<>();

    /**
     * What is known of one function.
     *
     * @param total what a call of it takes, with all that it calls
     * @param own what it takes of that itself
     * @param heaviest its most expensive callee; itself where there is none
     */
    private record Counted(BigInteger total, BigInteger own, String heaviest, String note, Optional<Gap> gap) {}

    private MachineCost(
            CallGraph calls,
            Bound policy,
            ObjectFile object,
            ProgramBounds bounds,
            Collection<String> roots,
            Nests nests) {
        this.calls = calls;
        this.policy = policy;
        this.bounds = bounds;
        this.nests = nests;
        this.code = new LinkedCode(calls.program(), object);
        this.callbacks = new Callbacks(calls);
        this.objectGaps =
                ObjectGaps.of(code, policy, contract -> contract.instructions().isPresent());
        collect(roots);
        Map<String, List<String>> successors = new LinkedHashMap<>();
        nodes.forEach((id, node) -> successors.put(id, targets(node)));
        Components.calleesFirst(successors).forEach(this::count);
    }

    /** Counts everything that these functions of the program reach. */
    public static MachineCost of(
            CallGraph calls,
            Bound policy,
            ObjectFile object,
            ProgramBounds bounds,
            Collection<String> roots,
            Nests nests) {
        return new MachineCost(calls, policy, object, bounds, roots, nests);
    }

    /** Why the object cannot be held against the program as a whole. */
    public List<Gap> objectGaps() {
        return objectGaps;
    }

    /** What one call of a root takes. */
    public Cost of(String root) {
        List<CodeFunction> made = code.madeFrom(root);
        if (made.size() != 1) {
            Gap gap = new Gap(root, "is not defined once in the object", Optional.empty(), Optional.empty());
            return new Cost(BigInteger.ZERO, List.of(), 0, List.of(gap));
        }
        String start = made.get(0).id();
        Set<String> reached = reached(start);
        Set<Gap> gaps = new LinkedHashSet<>();
        for (String id : reached) {
            gaps.addAll(node(id).gaps());
            known(id).gap().ifPresent(gaps::add);
        }
        return new Cost(known(start).total(), path(start), reached.size(), List.copyOf(gaps));
    }

    private void collect(Collection<String> roots) {
        Deque<CodeFunction> open = new ArrayDeque<>();
        roots.stream().map(code::madeFrom).filter(made -> made.size() == 1).forEach(made -> open.add(made.get(0)));
        while (!open.isEmpty()) {
            CodeFunction next = open.remove();
            if (!nodes.containsKey(next.id())) {
                CodeNode node = new NodeReader(calls, policy, code, callbacks, next).read();
                nodes.put(next.id(), node);
                targets(node).forEach(id -> open.add(code.function(id)));
            }
        }
    }

    private static List<String> targets(CodeNode node) {
        return node.calls().values().stream()
                .flatMap(call -> call.targets().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private CodeNode node(String id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    private Counted known(String id) {
        return Objects.requireNonNull(counted.get(id));
    }

    private Set<String> reached(String start) {
        Set<String> reached = new LinkedHashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            targets(node(open.remove())).stream().filter(reached::add).forEach(open::add);
        }
        return reached;
    }

    private List<Cost.Part> path(String start) {
        List<Cost.Part> path = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        String id = start;
        while (seen.add(id)) {
            Counted here = known(id);
            CodeNode node = node(id);
            String note = node.contract().isPresent() ? "by contract" : here.note();
            path.add(new Cost.Part(node.function().program().orElse(id), here.total(), here.own(), note));
            id = here.heaviest();
        }
        return path;
    }

    private void count(Set<String> component) {
        boolean recursive = component.size() > 1
                || component.stream().anyMatch(id -> targets(node(id)).contains(id));
        Map<String, FunctionCost> costs = new LinkedHashMap<>();
        for (String id : component) {
            cost(id).ifPresent(cost -> costs.put(id, cost));
            counted.put(id, count(id, component, Optional.ofNullable(costs.get(id))));
        }
        if (recursive) {
            multiply(component, costs);
        }
    }

    private Optional<FunctionCost> cost(String id) {
        CodeNode node = node(id);
        Optional<FunctionBounds> loops = node.graph().isEmpty()
                ? Optional.empty()
                : node.function().program().flatMap(bounds::of);
        NestTotals totals = loops.filter(found -> nests == Nests.SUMMED)
                .map(found -> bounds.totalsOf(found.function().symbol()))
                .orElse(NestTotals.NONE);
        return node.graph().map(graph -> new FunctionCost(node, graph, loops, totals, calls));
    }

    private Counted count(String id, Set<String> component, Optional<FunctionCost> cost) {
        CodeNode node = node(id);
        if (cost.isEmpty()) {
            BigInteger most = node.contract().orElse(BigInteger.ZERO);
            return new Counted(most, most, id, "", Optional.empty());
        }
        if (!cost.get().obstacle().isEmpty()) {
            Gap gap = new Gap(id, cost.get().obstacle(), Optional.empty(), Optional.empty());
            return new Counted(BigInteger.ZERO, BigInteger.ZERO, id, "", Optional.of(gap));
        }
        BigInteger total = cost.get().heaviest(block -> weight(node, block).add(called(node, block, component)));
        BigInteger own = cost.get().heaviest(block -> weight(node, block));
        String heaviest = targets(node).stream()
                .filter(target -> !component.contains(target))
                .max((a, b) -> known(a).total().compareTo(known(b).total()))
                .orElse(id);
        return new Counted(total, own, heaviest, cost.get().note(), Optional.empty());
    }

    private static BigInteger weight(CodeNode node, int block) {
        return node.weights().get(block);
    }

    /** The most expensive callee of a block that is not of the component. */
    private BigInteger called(CodeNode node, int block, Set<String> component) {
        CodeCall call = node.calls().get(block);
        return call == null
                ? BigInteger.ZERO
                : call.targets().stream()
                        .filter(target -> !component.contains(target))
                        .map(target -> known(target).total())
                        .reduce(call.external(), BigInteger::max);
    }

    private void multiply(Set<String> component, Map<String, FunctionCost> costs) {
        OptionalLong depth = depth(component);
        BigInteger branches = BigInteger.ZERO;
        BigInteger most = BigInteger.ZERO;
        for (String id : component) {
            CodeNode node = node(id);
            FunctionCost cost = costs.get(id);
            if (cost != null && cost.obstacle().isEmpty()) {
                branches = branches.max(cost.heaviest(block -> recursions(node, block, component)));
            }
            most = most.max(known(id).total());
        }
        Optional<BigInteger> activations =
                depth.isEmpty() ? Optional.empty() : activations(branches, depth.getAsLong());
        BigInteger total = most.multiply(activations.orElse(BigInteger.ONE));
        String names = String.join("`, `", component.stream().limit(4).toList());
        Optional<Gap> gap = activations.isPresent()
                ? Optional.empty()
                : Optional.of(new Gap(
                        component.iterator().next(),
                        "calls itself (`" + names + "`), and it is not proved how often",
                        Optional.empty(),
                        Optional.empty()));
        for (String id : component) {
            Counted alone = known(id);
            String note =
                    activations.map(number -> number + " activations at most").orElse("");
            counted.put(
                    id,
                    new Counted(
                            total,
                            alone.own(),
                            alone.heaviest(),
                            note,
                            alone.gap().or(() -> gap)));
        }
    }

    private static BigInteger recursions(CodeNode node, int block, Set<String> component) {
        CodeCall call = node.calls().get(block);
        boolean recursive = call != null && call.targets().stream().anyMatch(component::contains);
        return recursive ? BigInteger.ONE : BigInteger.ZERO;
    }

    /** The nodes of a tree whose nodes have at most that many branches, and that is that deep. */
    private static Optional<BigInteger> activations(BigInteger branches, long depth) {
        if (branches.compareTo(BigInteger.ONE) <= 0) {
            return Optional.of(BigInteger.valueOf(depth));
        }
        if (depth > MOST_BITS / branches.bitLength()) {
            return Optional.empty();
        }
        BigInteger leaves = branches.pow((int) depth).subtract(BigInteger.ONE);
        return Optional.of(leaves.divide(branches.subtract(BigInteger.ONE)));
    }

    private OptionalLong depth(Set<String> component) {
        Set<String> functions = component.stream()
                .flatMap(id -> node(id).function().program().stream())
                .collect(Collectors.toSet());
        return functions.size() < component.size()
                ? OptionalLong.empty()
                : bounds.recursionsAmong(functions).stream()
                        .filter(bound -> bound.functions().containsAll(functions))
                        .map(RecursionBound::activations)
                        .flatMapToLong(OptionalLong::stream)
                        .min();
    }
}
