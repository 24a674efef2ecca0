package io.ferrule.policy.toml;

import io.ferrule.policy.Budget;
import io.ferrule.policy.Concessions;
import io.ferrule.policy.Context;
import io.ferrule.policy.EntryPoint;
import io.ferrule.policy.Policy;
import io.ferrule.policy.toml.PolicyReadResult.Malformed;
import io.ferrule.policy.toml.PolicyReadResult.Read;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code ferrule.toml}. */
public final class PolicyReader {
    private static final List<Context> INTERRUPTS = List.of(Context.SOFTIRQ, Context.HARDIRQ, Context.NMI);
    private static final long MOST_BYTES = 1L << 40;

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
        var locks = ContractTables.locks(root);
        var arguments = ContractTables.arguments(root);
        boolean counted = budget.instructions().isPresent()
                || entries.stream().anyMatch(entry -> entry.instructions().isPresent());
        var concessions = new Concessions(
                ConcessionTables.allowances(root),
                ConcessionTables.nestings(root),
                ConcessionTables.orderings(root),
                ConcessionTables.bounded(root),
                ConcessionTables.dyns(root),
                general.leftOut(counted, root.problems()));
        var ownership = OwnershipTables.read(root);
        root.finish();
        return root.problems().none()
                ? Optional.of(new Policy(
                        entries,
                        functions,
                        indirects,
                        locks,
                        budget,
                        general.packs(),
                        general.trusted(),
                        general.require(),
                        arguments,
                        concessions,
                        ownership))
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
                table.get().number("stack", 1, Long.MAX_VALUE),
                table.get().number("instructions", 1, Long.MAX_VALUE),
                interrupts(table.get()));
        table.get().finish();
        return budget;
    }

    private static SortedMap<Context, Long> interrupts(TableReader budget) {
        SortedMap<Context, Long> interrupts = new TreeMap<>();
        budget.table("interrupts").ifPresent(table -> {
            for (Context context : INTERRUPTS) {
                table.number(context.text(), 0, MOST_BYTES).ifPresent(bytes -> interrupts.put(context, bytes));
            }
            table.finish();
        });
        return interrupts;
    }
}
