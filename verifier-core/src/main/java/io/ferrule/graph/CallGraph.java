package io.ferrule.graph;

import io.ferrule.graph.ValueOrigins.Pointee;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import io.ferrule.program.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;

/**
 * Every call site of a program with what it may call. Immutable once it is made; all lists are in the order of the text.
 */
public final class CallGraph {

    private final Program program;
    private final DirectCalls direct;
    private final ValueOrigins origins;
    private final Map<String, List<CallSite>> sites = new LinkedHashMap<>();
    private final Map<String, List<CallSite>> sitesByTarget = new LinkedHashMap<>();

    /** Of several calls from one function to another it holds the first: enough to reach, and indirect calls are many. */
    private final Graph<String, CallEdge> graph = new DefaultDirectedGraph<>(CallEdge.class);

    private CallGraph(Program program, DirectCalls direct, TargetResolver resolver) {
        this.program = program;
        this.direct = direct;
        this.origins = new ValueOrigins(program, direct, new Definitions(), new Layouts(program));
        program.functions().keySet().forEach(graph::addVertex);
        program.functions().values().forEach(function -> addSites(function, resolver));
    }

    /**
     * The call graph of a program.
     *
     * @param closedIndirectCalls whether a contract says that the function pointers that the function of that symbol
     *     calls come from this module alone
     */
    public static CallGraph of(Program program, Predicate<String> closedIndirectCalls) {
        return of(program, closedIndirectCalls, (caller, call) -> MethodCall.Own.OWN);
    }

    /**
     * The same, where contracts speak of methods of traits.
     *
     * @param methods what is known of the method that a call of a function calls through a vtable
     */
    public static CallGraph of(
            Program program,
            Predicate<String> closedIndirectCalls,
            BiFunction<Function, CallInstruction, MethodCall> methods) {
        DirectCalls direct = new DirectCalls(program);
        return new CallGraph(program, direct, new TargetResolver(program, direct, closedIndirectCalls, methods));
    }

    private void addSites(Function function, TargetResolver resolver) {
        List<CallSite> own = new ArrayList<>();
        for (int b = 0; b < function.blocks().size(); b++) {
            BasicBlock block = function.blocks().get(b);
            for (int i = 0; i < block.instructions().size(); i++) {
                if (block.instructions().get(i) instanceof CallInstruction call) {
                    own.add(new CallSite(function.symbol(), b, i, call, resolver.target(function, call)));
                }
            }
        }
        sites.put(function.symbol(), List.copyOf(own));
        own.forEach(this::addEdges);
    }

    private void addEdges(CallSite site) {
        for (String target : site.targets()) {
            sitesByTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(site);
            if (graph.containsVertex(target) && !graph.containsEdge(site.caller(), target)) {
                graph.addEdge(site.caller(), target, new CallEdge(site, target));
            }
        }
    }

    /** The program that it is the graph of. */
    public Program program() {
        return program;
    }

    /**
     * The functions, those that may call each other together, and callers before what they call. A function that calls
     * nothing back is alone.
     */
    public List<List<String>> components() {
        return new KosarajuStrongConnectivityInspector<>(graph)
                .stronglyConnectedSets().stream()
                        .map(component -> component.stream().sorted().toList())
                        .toList();
    }

    /** Whether a function of those calls one of them, perhaps itself. */
    public boolean isCyclic(Collection<String> component) {
        return component.stream()
                .flatMap(function -> sitesIn(function).stream())
                .anyMatch(site -> site.targets().stream().anyMatch(component::contains));
    }

    /** Whether the address of that function is used for anything but a call by name. */
    public boolean isAddressTaken(String function) {
        return direct.isAddressTaken(function);
    }

    /** Every function and variable that a pointer of that function may point into; empty where that is not known. */
    public Optional<Set<String>> pointees(Function function, Value pointer) {
        return origins.of(function, pointer)
                .map(found -> found.stream().map(Pointee::symbol).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The call sites in that function. */
    public List<CallSite> sitesIn(String function) {
        return sites.getOrDefault(function, List.of());
    }

    /** The call sites that may call that function. */
    public List<CallSite> sitesCalling(String function) {
        return List.copyOf(sitesByTarget.getOrDefault(function, List.of()));
    }

    /** Everything that a call of that function may lead to, declared functions left out. */
    public Reach reach(String function) {
        return reach(function, symbol -> false);
    }

    /**
     * Everything that a call of that function may lead to, declared functions left out.
     *
     * @param replaced whether something else stands for the body of the function of that symbol, so that it is not entered;
     *     the start is
     */
    public Reach reach(String function, Predicate<String> replaced) {
        Map<String, Optional<CallEdge>> arrivals = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>();
        if (isDefined(function)) {
            arrivals.put(function, Optional.empty());
            open.add(function);
        }
        while (!open.isEmpty()) {
            for (CallEdge edge : graph.outgoingEdgesOf(open.remove())) {
                String next = edge.target();
                if (isDefined(next) && !arrivals.containsKey(next) && !replaced.test(next)) {
                    arrivals.put(next, Optional.of(edge));
                    open.add(next);
                }
            }
        }
        return new Reach(function, arrivals);
    }

    /** Every function with a body that a call of one of those may lead to, they themselves included. */
    public Set<String> reachedFrom(Collection<String> functions) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(functions);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (isDefined(next) && reached.add(next)) {
                graph.outgoingEdgesOf(next).forEach(edge -> open.add(edge.target()));
            }
        }
        return Collections.unmodifiableSet(reached);
    }

    private boolean isDefined(String function) {
        return program.function(function).filter(f -> !f.isDeclaration()).isPresent();
    }
}
