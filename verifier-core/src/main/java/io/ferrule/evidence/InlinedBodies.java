package io.ferrule.evidence;

import io.ferrule.analysis.SiteContracts;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.policy.Context;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction;
import io.ferrule.program.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Inlined functions that have a contract, the outermost ones, and what is left of them.
 *
 * <p>One of them is left if all that it does to what is held is still done by calls: each change that its contract speaks of
 * is a change that the contract of some call in it speaks of, every call in it has a contract, and nothing else in it is
 * atomic, volatile or orders memory. So a generic function that only hands on to another one under contract may be inlined.
 * What such a function does besides writes plain memory, which takes no lock. One that only waits, by its contract, is left
 * if a call in it may lead to a function that waits.
 */
final class InlinedBodies {

    private final CallGraph calls;
    private final SiteContracts contracts;
    private final Taking waiting;

    /**
     * A function that was inlined at one place.
     *
     * @param call where it was called
     * @param instructions what is left of it, in one function of the program
     * @param sites the calls among that
     */
    record Inlined(
            String symbol,
            FunctionContract contract,
            SourceLocation call,
            List<Instruction> instructions,
            List<CallSite> sites) {}

    /** A function that was inlined at one place, by name. */
    private record Place(String symbol, SourceLocation call) {}

    InlinedBodies(CallGraph calls, Bound policy) {
        this.calls = calls;
        this.contracts = new SiteContracts(calls.program(), policy);
        this.waiting = new Taking(calls, policy, InlinedBodies::waits);
    }

    /** Whether rules have to know of a call by that contract. */
    static boolean tells(FunctionContract contract) {
        return waits(contract) || !Effects.of(contract).none();
    }

    private static boolean waits(FunctionContract contract) {
        return contract.mayBlock() || contract.context() != Context.NMI;
    }

    /** Those in a function of the program; {@code inlined} has the contracts of what is inlined. */
    List<Inlined> in(Function function, Bound inlined) {
        if (inlined.contracts().isEmpty() && inlined.within().isEmpty()) {
            return List.of();
        }
        Map<Integer, Optional<Place>> places = new HashMap<>();
        Map<Place, List<Instruction>> found = new LinkedHashMap<>();
        function.blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .forEach(instruction -> places.computeIfAbsent(
                                instruction.header().location(), location -> outermost(instruction, inlined))
                        .ifPresent(place -> found.computeIfAbsent(place, p -> new ArrayList<>())
                                .add(instruction)));
        if (found.isEmpty()) {
            return List.of();
        }
        IdentityHashMap<Instruction, CallSite> sites = new IdentityHashMap<>();
        calls.sitesIn(function.symbol()).forEach(site -> sites.put(site.instruction(), site));
        List<Inlined> all = new ArrayList<>();
        found.forEach((place, own) -> all.add(new Inlined(
                place.symbol(),
                contract(inlined, place.call().function(), place.symbol()).orElseThrow(),
                place.call(),
                own,
                own.stream().filter(sites::containsKey).map(sites::get).toList())));
        return all;
    }

    private Optional<Place> outermost(Instruction instruction, Bound inlined) {
        List<SourceLocation> chain = calls.program().inlineChainOf(instruction);
        for (int i = chain.size() - 2; i >= 0; i--) {
            SourceLocation call = chain.get(i + 1);
            String symbol = chain.get(i).function();
            if (contract(inlined, call.function(), symbol).isPresent()) {
                return Optional.of(new Place(symbol, call));
            }
        }
        return Optional.empty();
    }

    private static Optional<FunctionContract> contract(Bound inlined, String caller, String symbol) {
        return inlined.contractWithin(caller, symbol)
                .or(() -> inlined.contractOf(symbol))
                .filter(InlinedBodies::tells);
    }

    /** Whether calls are left of that function that do what its contract says. */
    boolean isLeft(Inlined body) {
        Effects wanted = Effects.of(body.contract());
        boolean waits = !waits(body.contract()) || body.sites().stream().anyMatch(waiting::at);
        return waits && (wanted.none() || (hasOnlyCalls(body) && effects(body).containsAll(wanted.changes())));
    }

    private Set<Effects.Change> effects(Inlined body) {
        Set<Effects.Change> changes = new LinkedHashSet<>();
        body.sites()
                .forEach(site -> site.targets()
                        .forEach(target -> contracts
                                .of(site, target)
                                .map(Effects::of)
                                .ifPresent(effects -> changes.addAll(effects.changes()))));
        return changes;
    }

    private boolean hasOnlyCalls(Inlined body) {
        return body.instructions().stream().noneMatch(InlinedBodies::ordersMemory)
                && body.sites().stream().allMatch(this::isKnown);
    }

    private boolean isKnown(CallSite site) {
        boolean intrinsic = site.target() instanceof CallTarget.External external && external.isIntrinsic();
        return intrinsic
                || (!site.targets().isEmpty()
                        && site.targets().stream()
                                .allMatch(target -> contracts.of(site, target).isPresent()));
    }

    private static boolean ordersMemory(Instruction instruction) {
        if (instruction instanceof MemoryInstruction.Load load) {
            return load.flags().has("atomic") || load.flags().has("volatile");
        }
        if (instruction instanceof MemoryInstruction.Store store
                && store.flags().has("volatile")) {
            return true;
        }
        return isAtomicWrite(instruction) || instruction instanceof MemoryInstruction.Fence;
    }

    static boolean isAtomicWrite(Instruction instruction) {
        return instruction instanceof MemoryInstruction.CompareExchange
                || instruction instanceof MemoryInstruction.AtomicUpdate
                || (instruction instanceof MemoryInstruction.Store store
                        && store.flags().has("atomic"));
    }
}
