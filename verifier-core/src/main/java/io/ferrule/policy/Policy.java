package io.ferrule.policy;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that a verdict takes for granted, and everything that it must prove.
 *
 * @param entries the functions that the kernel calls; at least one
 * @param functions the user's own contracts, which win over those of packs
 * @param indirects the user's own indirect contracts
 * @param locks what must not be done with certain locks
 * @param budget the limits of entry points that name none
 * @param packs the contract packs in use, in the order in which they are asked
 * @param trustedCrates the names of the crates that may hold unsafe code
 * @param namedRules the rules that the policy names as required; see {@link #requiredRules()}
 * @param arguments what calls from outside give
 * @param concessions what the policy takes on itself
 * @param ownership what may be done with resources, guards and tokens
 */
public record Policy(
        List<EntryPoint> entries,
        List<FunctionContract> functions,
        List<IndirectContract> indirects,
        List<LockContract> locks,
        Budget budget,
        List<ContractPack> packs,
        List<String> trustedCrates,
        List<String> namedRules,
        List<ArgumentContract> arguments,
        Concessions concessions,
        Ownership ownership) {
    public Policy {
        entries = List.copyOf(entries);
        functions = List.copyOf(functions);
        indirects = List.copyOf(indirects);
        locks = List.copyOf(locks);
        packs = List.copyOf(packs);
        trustedCrates = List.copyOf(trustedCrates);
        namedRules = List.copyOf(namedRules);
        arguments = List.copyOf(arguments);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a policy with no entry point verifies nothing");
        }
        if (!KnownRules.NAMES.containsAll(namedRules)) {
            throw new IllegalArgumentException("not all of " + namedRules + " are rules");
        }
        if (concessions.leftOut().stream().anyMatch(namedRules::contains)) {
            throw new IllegalArgumentException("a rule is both required and left out");
        }
    }

    /** A policy without contracts on locks and arguments. */
    public Policy(
            List<EntryPoint> entries,
            List<FunctionContract> functions,
            List<IndirectContract> indirects,
            Budget budget,
            List<ContractPack> packs,
            List<String> trustedCrates,
            List<String> namedRules) {
        this(
                entries,
                functions,
                indirects,
                List.of(),
                budget,
                packs,
                trustedCrates,
                namedRules,
                List.of(),
                Concessions.NONE,
                Ownership.NONE);
    }

    /**
     * The rules without which nothing may be accepted: the named ones, {@code stack-depth} when any stack budget is
     * set, and {@code instruction-budget} when any instruction budget is set.
     */
    public SortedSet<String> requiredRules() {
        TreeSet<String> rules = new TreeSet<>(namedRules);
        if (budget.stackBytes().isPresent()
                || entries.stream().anyMatch(e -> e.stackBytes().isPresent())) {
            rules.add("stack-depth");
        }
        if (budget.instructions().isPresent()
                || entries.stream().anyMatch(e -> e.instructions().isPresent())) {
            rules.add("instruction-budget");
        }
        return rules;
    }

    /** Whether a rule that is asked by default is left out, and nothing else rests on it. */
    public boolean leavesOut(String rule) {
        return concessions.leftOut().contains(rule) && !requiredRules().contains("instruction-budget");
    }

    /** Of these symbols, those that the patterns of entry points match. */
    public Set<String> entriesAmong(Set<String> symbols) {
        SymbolIndex index = new SymbolIndex(symbols);
        return entries.stream()
                .flatMap(entry -> index.matching(entry.match()).stream())
                .collect(Collectors.toSet());
    }

    /** Whether a rule that rests on MIR is asked for. */
    public boolean restsOnMir() {
        return !ownership.tokens().isEmpty()
                || namedRules.contains("guard-escape")
                || namedRules.contains("token-misuse");
    }

    /**
     * Resolves every pattern against the functions of one program.
     *
     * @param symbols the symbols of all its functions, defined and declared, as the linker sees them
     */
    public PolicyBinding bind(Collection<String> symbols) {
        return new PolicyBinder(this, symbols).bind();
    }

    /**
     * What contracts say of functions that are code of others: a binding without entry points, in which patterns that match
     * nothing are no problem.
     *
     * @param symbols the symbols of functions that were inlined, as debug information has them
     */
    public PolicyBinding.Bound bindInlined(Collection<String> symbols) {
        return new PolicyBinder(this, symbols).bindInlined();
    }
}
