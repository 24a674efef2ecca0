package io.ferrule.policy;

import java.util.List;

/**
 * A set of contracts that ships with Ferrule. A contract of a pack need not match anything.
 *
 * @param name the name used in policies, such as {@code linux}
 * @param digest SHA-256 of the pack's text in lower-case hexadecimal, so that a verdict can say what it rests on
 * @param functions its function contracts
 * @param indirects its indirect contracts
 * @param bounded its contracts on loops
 * @param ownership what it says of guards, tokens and resources
 */
public record ContractPack(
        String name,
        String digest,
        List<FunctionContract> functions,
        List<IndirectContract> indirects,
        List<BoundedContract> bounded,
        Ownership ownership) {
    public ContractPack {
        functions = List.copyOf(functions);
        indirects = List.copyOf(indirects);
        bounded = List.copyOf(bounded);
    }

    /** A pack that speaks of functions alone. */
    public ContractPack(
            String name, String digest, List<FunctionContract> functions, List<IndirectContract> indirects) {
        this(name, digest, functions, indirects, List.of(), Ownership.NONE);
    }
}
