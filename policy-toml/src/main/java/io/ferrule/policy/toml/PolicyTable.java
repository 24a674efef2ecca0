package io.ferrule.policy.toml;

import io.ferrule.policy.ContractPack;
import io.ferrule.policy.KnownRules;
import io.ferrule.policy.toml.TableReader.Placed;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code [policy]} says.
 *
 * @param packs the contract packs, in the order in which they are asked
 * @param trusted the names of trusted crates
 * @param require the names of required rules
 * @param without the names of rules that are left out
 */
record PolicyTable(List<ContractPack> packs, List<String> trusted, List<String> require, List<Placed> without) {
    private static final Pattern CRATE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    PolicyTable {
        packs = List.copyOf(packs);
        trusted = List.copyOf(trusted);
        require = List.copyOf(require);
        without = List.copyOf(without);
    }

    static PolicyTable read(TableReader root) {
        Optional<TableReader> found = root.table("policy");
        if (found.isEmpty()) {
            return new PolicyTable(packs(ContractPacks.ofTheKernel()), List.of(), List.of(), List.of());
        }
        TableReader table = found.get();
        PolicyTable policy = new PolicyTable(packs(packNames(table)), trusted(table), require(table), without(table));
        table.finish();
        return policy;
    }

    private static List<String> packNames(TableReader table) {
        List<String> names = table.strings("packs").stream()
                .filter(p -> known(table, p, "contract pack", ContractPacks.names()))
                .map(Placed::text)
                .toList();
        return table.has("packs") ? names : ContractPacks.ofTheKernel();
    }

    private static List<ContractPack> packs(List<String> names) {
        return names.stream()
                .map(ContractPacks::named)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> trusted(TableReader table) {
        List<Placed> crates = table.strings("trusted");
        for (Placed crate : crates) {
            if (!CRATE.matcher(crate.text()).matches()) {
                String hint = "write it as rustc does, with '_' for '-'";
                table.problems().add(crate.place(), "'" + crate.text() + "' is not the name of a crate", hint);
            }
        }
        return crates.stream().map(Placed::text).toList();
    }

    private static List<String> require(TableReader table) {
        return table.strings("require").stream()
                .filter(r -> known(table, r, "rule", KnownRules.NAMES))
                .map(Placed::text)
                .toList();
    }

    private static List<Placed> without(TableReader table) {
        return table.strings("without").stream()
                .filter(r -> known(table, r, "rule that can be left out", KnownRules.OMISSIBLE))
                .toList();
    }

    /**
     * The rules that are left out; a problem where another part of the policy rests on them.
     *
     * @param counted whether there is a budget of instructions
     */
    List<String> leftOut(boolean counted, Problems problems) {
        for (Placed rule : without) {
            if (require.contains(rule.text())) {
                String hint = "remove it from 'require' or from 'without'";
                problems.add(rule.place(), "'" + rule.text() + "' is both required and left out", hint);
            } else if (counted || require.contains("instruction-budget")) {
                String hint = "remove it, or every 'instructions' of entry points and of [budget]";
                problems.add(rule.place(), "an instruction budget rests on '" + rule.text() + "'", hint);
            }
        }
        return without.stream().map(Placed::text).toList();
    }

    private static boolean known(TableReader table, Placed name, String what, List<String> names) {
        if (!names.contains(name.text())) {
            table.problems().unknown(name.place(), what, name.text(), names);
        }
        return names.contains(name.text());
    }
}
