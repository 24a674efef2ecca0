package io.ferrule.cli;

import io.ferrule.cli.format.Table;
import io.ferrule.policy.ContractPack;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.IndirectContract;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.toml.ContractPacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ferrule contracts}: what the contract packs say of the kernel's functions, and by what right. */
@Command(
        name = "contracts",
        mixinStandardHelpOptions = true,
        description = "Lists the contracts of the packs: function, the most restrictive context it may be called in, "
                + "what it does, and where the kernel says so.")
final class ContractsCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(
            paramLabel = "NAME",
            description = "A symbol, a part of a name, or a pack. Without any, every contract is listed.")
    private List<String> names = List.of();

    ContractsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure {
        List<List<String>> rows = packs().flatMap(this::rows).toList();
        if (rows.isEmpty()) {
            throw new CommandFailure(
                    "no contract of the packs " + String.join(", ", ContractPacks.names()) + " speaks of "
                            + String.join(", ", names),
                    "write a [[function]] for it in ferrule.toml");
        }
        new Table(60).lines(rows).forEach(shell.out()::println);
        return ExitCode.ACCEPTED.number();
    }

    private static Stream<ContractPack> packs() {
        return ContractPacks.names().stream().map(ContractPacks::named).flatMap(Optional::stream);
    }

    private Stream<List<String>> rows(ContractPack pack) {
        List<List<String>> rows = new ArrayList<>();
        for (FunctionContract contract : pack.functions()) {
            if (wanted(pack, contract.match())) {
                String source = contract.source().or(contract::reason).orElse("");
                rows.add(row(
                        pack,
                        contract.match(),
                        ContractEffects.context(contract),
                        ContractEffects.of(contract),
                        source));
            }
        }
        for (IndirectContract contract : pack.indirects()) {
            if (wanted(pack, contract.function())) {
                rows.add(row(pack, contract.function(), "-", "calls only pointers of the module", contract.reason()));
            }
        }
        return rows.stream();
    }

    private boolean wanted(ContractPack pack, Pattern pattern) {
        return names.isEmpty()
                || names.stream()
                        .anyMatch(name -> pack.name().equals(name)
                                || pattern.matches(name)
                                || pattern.text().contains(name));
    }

    private static List<String> row(ContractPack pack, Pattern pattern, String context, String effects, String source) {
        return List.of(pack.name(), pattern.text(), context, effects, source);
    }
}
