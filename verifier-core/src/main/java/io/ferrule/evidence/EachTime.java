package io.ferrule.evidence;

import io.ferrule.analysis.SiteContracts;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.LockAcquisition.Taken;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.policy.ResourceAcquisition;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Terminator;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether what a call takes is taken each time, as far as LLVM IR tells: it has the branches of functions of other crates, of
 * which there is no MIR.
 *
 * <p>A call takes each time if its contract says so for every result, or if it leads to a function in which no path leads to
 * a return but over such a call. Of a function that was inlined it is asked that nothing of it branches, and that in the
 * function which it is part of now no path leads to what comes behind but over what it takes: LLVM may have decided its
 * branch where it decided another one. Where what was inlined branches before or behind what it takes, nobody says how often it
 * was, since that function may be called in a loop of which each round is copied; whatever the branch is about.
 */
final class EachTime {

    private final CallGraph calls;
    private final SiteContracts contracts;
    private final Map<String, Boolean> straight = new HashMap<>();

    EachTime(CallGraph calls, Bound policy) {
        this.calls = calls;
        this.contracts = new SiteContracts(calls.program(), policy);
    }

    /**
     * Whether something is taken whenever code is reached.
     *
     * @param taking the calls that take it, in one function of the program
     * @param around what else there is of what was inlined around these
     * @param behind the code
     */
    boolean before(Collection<CallSite> taking, Collection<Instruction> around, Collection<Instruction> behind) {
        return !taking.isEmpty()
                && taking.stream().allMatch(this::takes)
                && around.stream().noneMatch(EachTime::branches)
                && calls.program()
                        .function(taking.iterator().next().caller())
                        .filter(host -> leadsOver(
                                host,
                                behind,
                                taking.stream()
                                        .<Instruction>map(CallSite::instruction)
                                        .toList()))
                        .isPresent();
    }

    private boolean takes(CallSite site) {
        List<String> targets = site.targets();
        return !targets.isEmpty()
                && targets.stream()
                        .allMatch(target -> contracts
                                .of(site, target)
                                .map(EachTime::takesAlways)
                                .orElseGet(() -> isStraight(target)));
    }

    private static boolean takesAlways(FunctionContract contract) {
        boolean fails =
                contract.acquires().stream().anyMatch(taken -> taken.taken() != Taken.ALWAYS || taken.mayFail());
        boolean hands = contract.resources().acquires().stream()
                .map(ResourceAcquisition::taken)
                .allMatch(Taken.ALWAYS::equals);
        return !fails && hands && Taking.takes(contract);
    }

    /** One that calls itself before it takes is not, as long as nobody knows that it is. */
    private boolean isStraight(String symbol) {
        Boolean known = straight.putIfAbsent(symbol, false);
        if (known != null) {
            return known;
        }
        boolean is = calls.program()
                .function(symbol)
                .filter(function -> !function.blocks().isEmpty() && !function.isReplaceable())
                .filter(function -> leadsOver(
                        function,
                        returns(function),
                        calls.sitesIn(symbol).stream()
                                .filter(this::takes)
                                .<Instruction>map(CallSite::instruction)
                                .toList()))
                .isPresent();
        straight.put(symbol, is);
        return is;
    }

    private static List<Instruction> returns(Function function) {
        return function.blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .filter(Terminator.Return.class::isInstance)
                .toList();
    }

    private static boolean branches(Instruction instruction) {
        return instruction instanceof Terminator.Branch
                || instruction instanceof Terminator.Switch
                || instruction instanceof Terminator.IndirectBranch;
    }

    /** Whether every path from the start of a function to some instructions leads over one of some others. */
    private static boolean leadsOver(Function host, Collection<Instruction> to, Collection<Instruction> over) {
        Set<Instruction> ends = Collections.newSetFromMap(new IdentityHashMap<>());
        ends.addAll(to);
        Set<Instruction> cuts = Collections.newSetFromMap(new IdentityHashMap<>());
        cuts.addAll(over);
        ControlFlowGraph flow = ControlFlowGraph.of(host);
        Set<Integer> reached = new HashSet<>(Set.of(ControlFlowGraph.ENTRY));
        List<Integer> open = List.of(ControlFlowGraph.ENTRY);
        while (!open.isEmpty()) {
            Set<Integer> next = new HashSet<>();
            for (int block : open) {
                Reached end = walk(host.blocks().get(block), ends, cuts);
                if (end == Reached.CODE) {
                    return false;
                }
                if (end == Reached.END) {
                    next.addAll(flow.successors(block));
                }
            }
            open = next.stream().filter(reached::add).collect(Collectors.toList());
        }
        return true;
    }

    private enum Reached {
        CODE,
        TAKEN,
        END
    }

    private static Reached walk(BasicBlock block, Set<Instruction> ends, Set<Instruction> cuts) {
        for (Instruction instruction : block.instructions()) {
            if (cuts.contains(instruction)) {
                return Reached.TAKEN;
            }
            if (ends.contains(instruction)) {
                return Reached.CODE;
            }
        }
        return Reached.END;
    }
}
