package io.ferrule.rule;

import io.ferrule.graph.OtherModules;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps contract packs from speaking of the program's own code. A pack names the kernel's functions by their symbols; a
 * function that the program itself defines under such a name is another one, and is judged by its body. A contract that
 * the policy itself writes for it stands: whoever writes it knows the program, and the verdict lists it.
 *
 * <p>What packs say of indirect calls rests on everything being compiled into one module. It is left out where the program
 * uses Rust code of another one.
 */
final class PackContracts {

    private PackContracts() {}

    /** The same binding, without what packs say of symbols that the program defines, and of code that it lacks. */
    static Bound withoutDefinitions(Policy policy, Bound bound, Program program) {
        SortedMap<String, FunctionContract> kept = new TreeMap<>(bound.contracts());
        kept.entrySet().removeIf(entry -> isDefined(program, entry.getKey()) && isOfPack(policy, entry.getValue()));
        Bound judged = bound.withContracts(kept);
        return OtherModules.areUsedBy(program) ? judged.withIndirects(policy.indirects()) : judged;
    }

    private static boolean isOfPack(Policy policy, FunctionContract contract) {
        return !(contract.match() instanceof Pattern.Path)
                && policy.packs().stream().anyMatch(pack -> pack.functions().contains(contract));
    }

    private static boolean isDefined(Program program, String symbol) {
        return program.aliases().containsKey(symbol)
                || program.function(symbol)
                        .filter(function -> !function.isDeclaration())
                        .isPresent();
    }
}
