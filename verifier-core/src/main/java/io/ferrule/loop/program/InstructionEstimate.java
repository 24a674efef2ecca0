package io.ferrule.loop.program;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import io.ferrule.loop.FunctionBounds;
import io.ferrule.loop.WorstPath;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.loop.walk.Intrinsics;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import io.ferrule.program.Names;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many instructions of LLVM IR a call of a function executes at most, with all that it calls. It is an estimate of
 * what the machine executes, and not a bound of it: one instruction of LLVM IR may become several of the machine.
 *
 * <p>What is called but not part of the module counts as its contract says ({@code instructions}).
 */
public final class InstructionEstimate {

    private final CallGraph calls;
    private final Bound policy;
    private final ProgramBounds bounds;
    private final Map<String, Estimate> known = new HashMap<>();

    /** No estimate is made yet. */
    public InstructionEstimate(CallGraph calls, Bound policy, ProgramBounds bounds) {
        this.calls = calls;
        this.policy = policy;
        this.bounds = bounds;
    }

    /**
     * What is known of one call.
     *
     * @param instructions the greatest number; empty where there is none
     * @param obstacle why there is none
     * @param parts by function, how much each call of it takes
     */
    public record Estimate(Optional<BigInteger> instructions, String obstacle, Map<String, BigInteger> parts) {
        public Estimate {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }

        private static Estimate none(String obstacle) {
            return new Estimate(Optional.empty(), obstacle, Map.of());
        }
    }

    /** The estimate for a call of that function. */
    public Estimate of(String symbol) {
        Set<String> reached = new HashSet<>(calls.reach(symbol).functions());
        List<List<String>> components = calls.components();
        for (int i = components.size() - 1; i >= 0; i--) {
            List<String> component = components.get(i);
            for (String function : component) {
                if (reached.contains(function) && !known.containsKey(function)) {
                    known.put(function, component.size() > 1 ? recursive(function) : compute(function));
                }
            }
        }
        return known.getOrDefault(symbol, Estimate.none("`" + Names.display(symbol) + "` has no body"));
    }

    private static Estimate recursive(String symbol) {
        return Estimate.none("`" + Names.display(symbol) + "` calls itself; how many calls that makes is not known");
    }

    private Estimate compute(String symbol) {
        Optional<Estimate> contract = contracted(symbol);
        if (contract.isPresent()) {
            return contract.get();
        }
        Function function = calls.program().function(symbol).orElseThrow();
        Optional<FunctionBounds> loops = bounds.of(symbol);
        if (loops.isEmpty()) {
            return Estimate.none("`" + Names.display(symbol) + "` could not be read");
        }
        Map<Integer, BigInteger> called = new HashMap<>();
        Map<String, BigInteger> parts = new LinkedHashMap<>();
        for (CallSite site : calls.sitesIn(symbol)) {
            if (site.targets().contains(symbol)) {
                return recursive(symbol);
            }
            Estimate callee = call(site);
            if (callee.instructions.isEmpty()) {
                return callee;
            }
            called.merge(site.block(), callee.instructions.get(), BigInteger::add);
            parts.putAll(callee.parts);
        }
        Map<Integer, BigInteger> rounds = new HashMap<>();
        loops.get().loops().stream()
                .filter(LoopBound::isBoundedByNumber)
                .forEach(loop -> rounds.put(loop.loop().header(), loop.rounds().orElseThrow()));
        ControlFlowGraph graph = ControlFlowGraph.of(function);
        Optional<BigInteger> weight = WorstPath.weight(
                graph,
                LoopForest.of(graph),
                block -> BigInteger.valueOf(
                                function.blocks().get(block).instructions().size())
                        .add(called.getOrDefault(block, BigInteger.ZERO)),
                (Loop loop) -> Optional.ofNullable(rounds.get(loop.header())),
                bounds.totalsOf(symbol)::of);
        if (weight.isEmpty()) {
            return Estimate.none("a loop of `" + Names.display(symbol) + "` has no bound that is a number");
        }
        parts.put(symbol, weight.get());
        return new Estimate(weight, "", parts);
    }

    private Optional<Estimate> contracted(String symbol) {
        return policy.contractOf(symbol)
                .filter(contract -> contract.instructions().isPresent())
                .map(contract -> {
                    BigInteger most = BigInteger.valueOf(contract.instructions().getAsLong());
                    return new Estimate(Optional.of(most), "", Map.of(symbol, most));
                });
    }

    private Estimate call(CallSite site) {
        if (site.target() instanceof CallTarget.Assembly) {
            return Estimate.none("inline assembly in `" + Names.display(site.caller()) + "` may take any time");
        }
        if (site.target() instanceof CallTarget.Indirect indirect && indirect.open()) {
            return Estimate.none("a function pointer called in `" + Names.display(site.caller()) + "` may be anything");
        }
        BigInteger most = BigInteger.ZERO;
        Map<String, BigInteger> parts = new LinkedHashMap<>();
        for (String target : site.targets()) {
            Estimate callee = target(site, target);
            if (callee.instructions.isEmpty()) {
                return callee;
            }
            most = most.max(callee.instructions.get());
            parts.putAll(callee.parts);
        }
        return new Estimate(Optional.of(most), "", parts);
    }

    private Estimate target(CallSite site, String target) {
        Estimate own = known.get(target);
        if (own != null) {
            return own;
        }
        Optional<Estimate> contract = contracted(target);
        if (contract.isPresent()) {
            return contract.get();
        }
        boolean code = !Intrinsics.isFree(site.instruction());
        return code
                ? Estimate.none(
                        "`" + Names.display(target) + "` has no contract that says how many instructions it takes")
                : new Estimate(Optional.of(BigInteger.ZERO), "", Map.of());
    }
}
