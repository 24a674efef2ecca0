package io.ferrule.policy.toml;

import io.ferrule.policy.Budget;
import io.ferrule.policy.EntryPoint;
import io.ferrule.policy.Policy;
import io.ferrule.policy.toml.PolicyReadResult.Malformed;
import io.ferrule.policy.toml.PolicyReadResult.Read;
import java.util.List;
import java.util.Optional;

/** Reads {@code ferrule.toml}. */
public final class PolicyReader {
    private static final List<String> LATER = List.of("lock", "dyn", "allow");

    private PolicyReader() {}

    /**
     * Reads a policy. Never throws on bad text, however hostile.
     *
     * @param text at most 262,144 characters of TOML 1.0
     * @param fileName what to call the text in problems and in places
     */
    public static PolicyReadResult read(String text, String fileName) {
        Problems problems = new Problems(fileName);
        Optional<Policy> policy = TomlText.parse(text, problems).flatMap(PolicyReader::policy);
        return problems.none() && policy.isPresent() ? new Read(policy.get()) : new Malformed(problems.all());
    }

    private static Optional<Policy> policy(TableReader root) {
        PolicyTable general = PolicyTable.read(root);
        Budget budget = budget(root);
        List<EntryPoint> entries = ContractTables.entries(root);
        needEntry(root);
        var functions = ContractTables.functions(root);
        var indirects = ContractTables.indirects(root);
        var arguments = ContractTables.arguments(root);
        root.reserved(LATER);
        root.finish();
        return root.problems().none()
                ? Optional.of(new Policy(
                        entries,
                        functions,
                        indirects,
                        budget,
                        general.packs(),
                        general.trusted(),
                        general.require(),
                        arguments))
                : Optional.empty();
    }

    private static void needEntry(TableReader root) {
        String hint = "an [[entry]] names a function to verify; without one nothing would be checked";
        if (!root.has("entry")) {
            root.missing("entry", hint);
        } else if (root.emptyArray("entry")) {
            root.problems().add(root.placeOf("entry"), "'entry' is empty", hint);
        }
    }

    private static Budget budget(TableReader root) {
        Optional<TableReader> table = root.table("budget");
        if (table.isEmpty()) {
            return Budget.NONE;
        }
        Budget budget = new Budget(
                table.get().number("stack", 1, Long.MAX_VALUE), table.get().number("instructions", 1, Long.MAX_VALUE));
        table.get().finish();
        return budget;
    }
}
