package io.ferrule.policy;

import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.policy.PolicyBinding.BoundEntry;
import io.ferrule.policy.PolicyBinding.Unbound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Resolves the patterns of one policy against the symbols of one program; used once. */
final class PolicyBinder {
    private final Policy policy;
    private final SymbolIndex index;
    private final List<PolicyProblem> problems = new ArrayList<>();

    PolicyBinder(Policy policy, Collection<String> symbols) {
        this.policy = policy;
        this.index = new SymbolIndex(symbols);
    }

    PolicyBinding bind() {
        List<BoundEntry> entries = entries();
        SortedMap<String, FunctionContract> contracts = userContracts();
        addPackContracts(contracts);
        policy.concessions().dyns().forEach(dyn -> contracts.put(dyn.symbol(), dyn.contract()));
        List<IndirectContract> indirects = indirects();
        List<BoundedContract> bounded = bounded();
        SortedMap<String, List<ArgumentContract>> arguments = arguments();
        return problems.isEmpty()
                ? new Bound(entries, contracts, within(), indirects, bounded, policy.locks(), arguments, ownership())
                : new Unbound(problems);
    }

    /**
     * The contracts of functions that the program may have inlined: of the user's all, of a pack's those that name functions
     * of Rust by their path. What else a pack names is the kernel's, or another function of that name.
     */
    Bound bindInlined() {
        SortedMap<String, FunctionContract> contracts = userContracts();
        addPackContracts(contracts, Pattern.Path.class::isInstance);
        return new Bound(
                List.of(), contracts, within(), List.of(), List.of(), List.of(), new TreeMap<>(), Ownership.NONE);
    }

    private Ownership ownership() {
        return policy.packs().stream().map(ContractPack::ownership).reduce(policy.ownership(), Ownership::and);
    }

    private List<BoundEntry> entries() {
        SortedMap<String, BoundEntry> bySymbol = new TreeMap<>();
        List<BoundEntry> bound = new ArrayList<>();
        for (EntryPoint entry : policy.entries()) {
            List<String> found = index.matching(entry.match());
            if (found.size() != 1) {
                problems.add(MatchProblems.notOne(entry, found, index));
                continue;
            }
            BoundEntry next = BoundEntry.of(entry, found.get(0), policy.budget());
            BoundEntry earlier = bySymbol.putIfAbsent(next.symbol(), next);
            if (earlier == null) {
                bound.add(next);
            } else {
                problems.add(MatchProblems.sameEntry(next, earlier));
            }
        }
        return bound;
    }

    private SortedMap<String, FunctionContract> userContracts() {
        SortedMap<String, FunctionContract> contracts = new TreeMap<>();
        for (FunctionContract contract : policy.functions()) {
            List<String> found = index.matching(contract.match());
            if (found.isEmpty()) {
                problems.add(MatchProblems.none("function", contract.match(), contract.place(), index));
            }
            for (String symbol : contract.within().isPresent() ? List.<String>of() : found) {
                FunctionContract earlier = contracts.putIfAbsent(symbol, contract);
                if (earlier != null && !earlier.sameMeaning(contract)) {
                    problems.add(MatchProblems.twoContracts(symbol, contract, earlier));
                }
            }
        }
        return contracts;
    }

    private void addPackContracts(SortedMap<String, FunctionContract> contracts) {
        addPackContracts(contracts, Pattern.Exact.class::isInstance);
        addPackContracts(contracts, Pattern.Path.class::isInstance);
        addPackContracts(contracts, Pattern.Wildcard.class::isInstance);
    }

    private void addPackContracts(SortedMap<String, FunctionContract> contracts, Predicate<Pattern> precision) {
        for (ContractPack pack : policy.packs()) {
            for (FunctionContract contract : pack.functions()) {
                if (precision.test(contract.match()) && contract.within().isEmpty()) {
                    index.matching(contract.match()).forEach(s -> contracts.putIfAbsent(s, contract));
                }
            }
        }
    }

    private SortedMap<String, List<FunctionContract>> within() {
        SortedMap<String, List<FunctionContract>> within = new TreeMap<>();
        Stream.concat(policy.functions().stream(), policy.packs().stream().flatMap(pack -> pack.functions().stream()))
                .filter(contract -> contract.within().isPresent())
                .forEach(contract -> index.matching(contract.match())
                        .forEach(symbol -> within.computeIfAbsent(symbol, s -> new ArrayList<>())
                                .add(contract)));
        return within;
    }

    private SortedMap<String, List<ArgumentContract>> arguments() {
        SortedMap<String, List<ArgumentContract>> arguments = new TreeMap<>();
        for (ArgumentContract contract : policy.arguments()) {
            List<String> found = index.matching(contract.match());
            if (found.isEmpty()) {
                problems.add(MatchProblems.none("argument", contract.match(), contract.place(), index));
            }
            found.forEach(symbol ->
                    arguments.computeIfAbsent(symbol, s -> new ArrayList<>()).add(contract));
        }
        return arguments;
    }

    private List<BoundedContract> bounded() {
        List<BoundedContract> own = policy.concessions().bounded();
        own.stream()
                .filter(contract -> index.matching(contract.function()).isEmpty())
                .map(contract -> MatchProblems.none("bounded", contract.function(), contract.place(), index))
                .forEach(problems::add);
        return Stream.concat(own.stream(), policy.packs().stream().flatMap(pack -> pack.bounded().stream()))
                .toList();
    }

    private List<IndirectContract> indirects() {
        List<IndirectContract> indirects = new ArrayList<>(policy.indirects());
        for (IndirectContract contract : policy.indirects()) {
            if (index.matching(contract.function()).isEmpty()) {
                problems.add(MatchProblems.none("indirect", contract.function(), contract.place(), index));
            }
        }
        policy.packs().forEach(pack -> indirects.addAll(pack.indirects()));
        return indirects;
    }
}
