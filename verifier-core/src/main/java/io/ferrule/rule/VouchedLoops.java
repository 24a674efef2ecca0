package io.ferrule.rule;

import io.ferrule.graph.CallTarget;
import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import io.ferrule.policy.BoundedContract;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.Pattern;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Names;
import io.ferrule.program.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Loops and recursions that a {@code [[bounded]]} contract vouches for. It is asked before a proof is looked for: what core
 * sorts with takes long to look at, and has none.
 *
 * <p>A contract speaks of what is written in its function, and of what the standard library put there; not of what a
 * caller handed in, such as the closure that compares what is sorted, although it may be inlined there. So each edge that
 * leads back to the header of the loop, and each recursive call, has to be written in functions of those two kinds, all the
 * way from the function's own code inwards, by its debug information. A loop of a closure leads back within that closure, and
 * an edge whose place is not known belongs to nobody.
 */
public final class VouchedLoops {

    private static final Set<String> STANDARD_CRATES = Set.of("core", "alloc", "std", "compiler_builtins");

    private final RuleContext context;

    /** What contracts of this context's policy say. */
    public VouchedLoops(RuleContext context) {
        this.context = context;
    }

    /** The contract that vouches for all loops of a function that has some. */
    public Optional<BoundedContract> of(Function function) {
        Optional<BoundedContract> contract = context.policy().boundedContractOf(function.symbol());
        if (contract.isEmpty() || function.blocks().isEmpty()) {
            return Optional.empty();
        }
        LoopForest forest = LoopForest.of(ControlFlowGraph.of(function));
        boolean all = !forest.loops().isEmpty()
                && forest.irreducible().isEmpty()
                && forest.loops().stream().allMatch(loop -> isOwn(contract.get().function(), function, loop));
        return contract.filter(c -> all);
    }

    /**
     * Whether a contract says how many instructions a call of that function executes, and all its loops are its own. Where
     * there is no debug information, it speaks of the whole body.
     */
    public boolean isCounted(Function function) {
        Optional<FunctionContract> contract = context.policy()
                .contractOf(function.symbol())
                .filter(found -> found.instructions().isPresent());
        return contract.isPresent()
                && (function.subprogram() == Header.NO_LOCATION
                        || LoopForest.of(ControlFlowGraph.of(function)).loops().stream()
                                .allMatch(loop -> isOwn(contract.get().match(), function, loop)));
    }

    /** The contract that vouches for a loop of that function. */
    public Optional<BoundedContract> of(Function function, Loop loop) {
        return context.policy()
                .boundedContractOf(function.symbol())
                .filter(contract -> isOwn(contract.function(), function, loop));
    }

    private boolean isOwn(Pattern contract, Function function, Loop loop) {
        return loop.latches().stream()
                .map(latch -> function.blocks().get(latch).terminator())
                .allMatch(edge -> isOwn(contract, edge));
    }

    /** The contract that vouches for a recursion of these functions; all of them have to have one. */
    public Optional<BoundedContract> of(List<String> recursion) {
        boolean all = recursion.stream().allMatch(symbol -> isVouched(recursion, symbol));
        return all ? context.policy().boundedContractOf(recursion.get(0)) : Optional.empty();
    }

    private boolean isVouched(List<String> recursion, String symbol) {
        return context.policy()
                .boundedContractOf(symbol)
                .filter(contract -> context.calls().sitesIn(symbol).stream()
                        .filter(site -> site.targets().stream().anyMatch(recursion::contains))
                        .allMatch(site -> site.target() instanceof CallTarget.Defined
                                && isOwn(contract.function(), site.instruction())))
                .isPresent();
    }

    private boolean isOwn(Pattern contract, Instruction instruction) {
        return context.program()
                .locationOf(instruction)
                .filter(location -> location.line() != 0)
                .filter(location -> location.inlineChain().stream()
                        .map(SourceLocation::function)
                        .allMatch(written -> contract.matches(written) || isStandard(written)))
                .isPresent();
    }

    private static boolean isStandard(String function) {
        return Names.crate(function).filter(STANDARD_CRATES::contains).isPresent();
    }

    /** By function, the contracts on which a verdict about these functions rests. */
    public SortedMap<String, BoundedContract> used(Set<String> functions) {
        SortedMap<String, BoundedContract> used = new TreeMap<>();
        functions.stream()
                .filter(symbol -> context.policy().boundedContractOf(symbol).isPresent())
                .flatMap(symbol -> context.program().function(symbol).stream())
                .forEach(function -> vouched(function).ifPresent(contract -> used.put(function.symbol(), contract)));
        context.calls().components().stream()
                .filter(component -> component.stream().anyMatch(functions::contains))
                .filter(context.calls()::isCyclic)
                .forEach(component ->
                        of(component).ifPresent(contract -> component.forEach(symbol -> used.put(symbol, contract))));
        return used;
    }

    private Optional<BoundedContract> vouched(Function function) {
        return of(function)
                .or(() -> context.bounds().of(function.symbol()).stream()
                        .flatMap(bounds -> bounds.loops().stream())
                        .filter(loop -> !loop.isBounded())
                        .flatMap(loop -> of(function, loop.loop()).stream())
                        .findFirst());
    }
}
