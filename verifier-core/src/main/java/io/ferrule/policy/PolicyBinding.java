package io.ferrule.policy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a policy says of one program, or why it cannot be said. */
public sealed interface PolicyBinding {
    /**
     * Every pattern of the user's policy is resolved.
     *
     * @param entries the entry points in the order of the policy
     * @param contracts by symbol, the contract of each function of the program that has one
     * @param within by symbol, the contracts that speak of some calls of a function, the user's own first
     * @param indirects the contracts on indirect calls, the user's own first. They are matched against any symbol, since
     *     the function that a call was written in may be inlined everywhere, and so not be in the program.
     * @param bounded the contracts on loops, the user's own first
     * @param locks the contracts on locks; whether they match any is for the rules about locks to say
     * @param ownership what may be done with resources, guards and tokens
     */
    record Bound(
            List<BoundEntry> entries,
            SortedMap<String, FunctionContract> contracts,
            SortedMap<String, List<FunctionContract>> within,
            List<IndirectContract> indirects,
            List<BoundedContract> bounded,
            List<LockContract> locks,
            SortedMap<String, List<ArgumentContract>> arguments,
            Ownership ownership)
            implements PolicyBinding {
        public Bound {
            entries = List.copyOf(entries);
            contracts = Collections.unmodifiableSortedMap(new TreeMap<>(contracts));
            within = Collections.unmodifiableSortedMap(new TreeMap<>(within));
            indirects = List.copyOf(indirects);
            bounded = List.copyOf(bounded);
            locks = List.copyOf(locks);
            arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
        }

        /** A binding without contracts on locks and arguments. */
        public Bound(
                List<BoundEntry> entries,
                SortedMap<String, FunctionContract> contracts,
                List<IndirectContract> indirects) {
            this(entries, contracts, new TreeMap<>(), indirects, List.of(), List.of(), new TreeMap<>(), Ownership.NONE);
        }

        /** The same, with these contracts of functions. */
        public Bound withContracts(SortedMap<String, FunctionContract> others) {
            return new Bound(entries, others, within, indirects, bounded, locks, arguments, ownership);
        }

        /** The same, with these contracts of indirect calls. */
        public Bound withIndirects(List<IndirectContract> others) {
            return new Bound(entries, contracts, within, others, bounded, locks, arguments, ownership);
        }

        /** What calls from outside give to the function with this symbol. */
        public List<ArgumentContract> argumentsOf(String symbol) {
            return arguments.getOrDefault(symbol, List.of());
        }

        /** The contract of the function with this symbol; empty too for symbols that were not in the program. */
        public Optional<FunctionContract> contractOf(String symbol) {
            return Optional.ofNullable(contracts.get(symbol));
        }

        /** The contract that speaks of calls of that symbol that are written in a function; empty where none does. */
        public Optional<FunctionContract> contractWithin(String writtenIn, String symbol) {
            return within.getOrDefault(symbol, List.of()).stream()
                    .filter(contract -> contract.within()
                            .filter(callers -> callers.matches(writtenIn))
                            .isPresent())
                    .findFirst();
        }

        /** Why function pointers called in this function come from this module only, if a contract says so. */
        public Optional<IndirectContract> indirectContractOf(String symbol) {
            return indirects.stream()
                    .filter(contract -> contract.function().matches(symbol))
                    .findFirst();
        }

        /** Why the loops and the recursion of this function are bounded, if a contract says so. */
        public Optional<BoundedContract> boundedContractOf(String symbol) {
            return bounded.stream()
                    .filter(contract -> contract.function().matches(symbol))
                    .findFirst();
        }

        /** Whether function pointers called in this function come from this module only. */
        public boolean closesIndirectCallsIn(String symbol) {
            return indirectContractOf(symbol).isPresent();
        }
    }

    /**
     * Some pattern matches nothing or too much: the program cannot be judged by this policy.
     *
     * @param problems at least one, ordered by place
     */
    record Unbound(List<PolicyProblem> problems) implements PolicyBinding {
        public Unbound {
            problems = problems.stream().sorted(PolicyProblem.BY_PLACE).toList();
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a policy without problems is bound");
            }
        }
    }

    /**
     * An entry point and the one function that it names.
     *
     * @param entry as the policy has it
     * @param symbol the function's linker symbol; whether the program defines it is for the caller to check
     * @param stackBytes the limit that applies, the entry's own or the policy's
     * @param instructions the limit that applies, the entry's own or the policy's
     */
    record BoundEntry(EntryPoint entry, String symbol, OptionalLong stackBytes, OptionalLong instructions) {
        /** The context in which the kernel calls the function. */
        public Context context() {
            return entry.context();
        }

        static BoundEntry of(EntryPoint entry, String symbol, Budget budget) {
            return new BoundEntry(
                    entry,
                    symbol,
                    entry.stackBytes().isPresent() ? entry.stackBytes() : budget.stackBytes(),
                    entry.instructions().isPresent() ? entry.instructions() : budget.instructions());
        }
    }
}
