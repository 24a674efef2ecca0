package io.ferrule.rule;

import io.ferrule.policy.ContractPack;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps contract packs from speaking of the program's own code. A pack names the kernel's functions by their symbols; a
 * function that the program itself defines under such a name is another one, and is judged by its body. A contract that
 * the policy itself writes for it stands: whoever writes it knows the program, and the verdict lists it.
 */
final class PackContracts {

    private PackContracts() {}

    /** The same binding, without what packs say of symbols that the program defines. */
    static Bound withoutDefinitions(Policy policy, Bound bound, Program program) {
        Set<FunctionContract> bySymbol = new HashSet<>();
        policy.packs().stream()
                .map(ContractPack::functions)
                .flatMap(Collection::stream)
                .filter(contract -> !(contract.match() instanceof Pattern.Path))
                .forEach(bySymbol::add);
        SortedMap<String, FunctionContract> kept = new TreeMap<>(bound.contracts());
        kept.entrySet().removeIf(entry -> bySymbol.contains(entry.getValue()) && isDefined(program, entry.getKey()));
        return bound.withContracts(kept);
    }

    private static boolean isDefined(Program program, String symbol) {
        return program.aliases().containsKey(symbol)
                || program.function(symbol)
                        .filter(function -> !function.isDeclaration())
                        .isPresent();
    }
}
