package io.ferrule.cli;

import io.ferrule.Verifier;
import io.ferrule.cli.format.Printable;
import io.ferrule.cli.format.Table;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ferrule explain}: prints the pages of {@code docs/rules}, which the build packs with the command. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Prints the page of a rule; lists the rules when none is named.")
final class ExplainCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(paramLabel = "RULE", description = "A name or a code, such as blocking-in-atomic or FRL0001.")
    private List<String> names = List.of();

    ExplainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure {
        List<RuleDescriptor> rules =
                Verifier.installed().rules().stream().map(Rule::descriptor).toList();
        if (names.isEmpty()) {
            List<List<String>> rows = rules.stream()
                    .map(rule -> List.of(rule.code(), rule.name(), rule.summary()))
                    .toList();
            new Table(40).lines(rows).forEach(shell.out()::println);
        }
        for (String name : names) {
            shell.out().print(page(rule(rules, name)));
        }
        return ExitCode.ACCEPTED.number();
    }

    private static RuleDescriptor rule(List<RuleDescriptor> rules, String name) throws CommandFailure {
        String wanted = name.toLowerCase(Locale.ROOT);
        return rules.stream()
                .filter(rule -> rule.name().equals(wanted)
                        || rule.code().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        "there is no rule `" + Printable.of(name) + "`", "`ferrule explain` lists the rules"));
    }

    /** The page; the summary alone of a rule that came without one. */
    private static String page(RuleDescriptor rule) {
        try (InputStream page = ExplainCommand.class.getResourceAsStream("rules/" + rule.name() + ".md")) {
            return page == null
                    ? rule.code() + " " + rule.name() + "\n\n" + rule.summary() + "\n"
                    : new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
