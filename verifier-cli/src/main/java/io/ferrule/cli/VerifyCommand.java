package io.ferrule.cli;

import io.ferrule.Verifier;
import io.ferrule.cli.format.FormatName;
import io.ferrule.cli.format.Paint;
import io.ferrule.cli.format.RuleCodes;
import io.ferrule.cli.format.SourceFiles;
import io.ferrule.cli.format.VerdictFormat;
import io.ferrule.loop.bound.Limits;
import io.ferrule.rule.Rule;
import io.ferrule.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferrule verify}: judges each module, tells the verdicts, and ends with the worst of them. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Judges modules of LLVM IR by a policy.",
        footer = {
            "",
            "Exit codes: 0 accepted, 1 rejected, 2 no verdict (usage, configuration, internal error), 3 inconclusive. "
                    + "Of several modules the worst counts: 2, then 1, then 3."
        })
final class VerifyCommand implements Callable<Integer> {

    /** When to colour. */
    enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** More than a day of work. */
    private static final long MOST_STEPS = 1_000_000_000_000L;

    private final Shell shell;

    @Parameters(
            paramLabel = "INPUT",
            description = "An .ll file, or a folder: the .ll files in it, not in its subfolders. "
                    + "Without any, the current folder. The object that was made of x.ll is x.ko, x.o or x.a beside it, "
                    + "or an INPUT of that name; the MIR of its crate is x.mir.")
    private List<Path> inputs = List.of(Path.of("."));

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy. Else ferrule.toml, .ferrule.toml or .cargo/ferrule.toml "
                    + "in the folder of the INPUT or the nearest one above it.")
    private @Nullable Path policy;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "human (the default), short (one line for each finding) or json (one line for each verdict).")
    private FormatName format = FormatName.HUMAN;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the verdicts to this file rather than to standard output.")
    private @Nullable Path output;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto (the default: on a terminal, unless NO_COLOR is set), always or never.")
    private Colour colour = Colour.AUTO;

    @Option(
            names = "--loop-steps",
            paramLabel = "N",
            description = "How much work is done on one loop before it is given up as not proved, in steps (default: "
                    + "${DEFAULT-VALUE}); all loops of a module share a hundred times that.")
    private long loopSteps = Limits.DEFAULT.steps();

    @Option(
            names = {"-v", "--verbose"},
            description = "List every proof with its facts and every assumption; show paths and names in full.")
    private boolean verbose;

    VerifyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure {
        ObjectFiles objects = ObjectFiles.among(shell.directory(), inputs);
        MirFiles mir = MirFiles.among(shell.directory(), inputs);
        List<Path> modules = new InputFiles(shell.directory()).modules(objects.modules());
        Verifier verifier = Verifier.installed();
        RuleCodes codes =
                RuleCodes.of(verifier.rules().stream().map(Rule::descriptor).toList());
        VerdictFormat chosen = format.format(new Paint(colours()), codes, verbose);
        ModuleJudge judge =
                new ModuleJudge(verifier, new PolicyFiles(shell.directory(), policy), limits(), shell.directory());
        StringBuilder text = new StringBuilder();
        ExitCode worst = ExitCode.ACCEPTED;
        for (Path module : modules) {
            try {
                Verdict verdict = judge.judge(module, objects.of(module), mir.of(module, judge));
                String separator = format == FormatName.HUMAN && text.length() > 0 ? "\n" : "";
                text.append(separator).append(chosen.verdict(verdict, sources(module)));
                worst = worst.worse(ExitCode.of(verdict));
            } catch (CommandFailure failure) {
                Ferrule.report(shell, failure);
                worst = ExitCode.FAILED;
            }
        }
        write(text.toString());
        return worst.number();
    }

    private Limits limits() throws CommandFailure {
        if (loopSteps < 1 || loopSteps > MOST_STEPS) {
            String message = "`--loop-steps " + loopSteps + "` is no number of steps";
            throw new CommandFailure(message, "give one between 1 and " + MOST_STEPS);
        }
        return new Limits(Limits.DEFAULT.paths(), loopSteps);
    }

    private SourceFiles sources(Path module) {
        Path folder = module.getParent();
        return new SourceFiles(shell.directory(), folder == null ? Path.of("") : folder);
    }

    private boolean colours() {
        return switch (colour) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> output == null && shell.colours();
        };
    }

    private void write(String text) throws CommandFailure {
        if (output == null) {
            shell.out().print(text);
            shell.out().flush();
            return;
        }
        try {
            Files.writeString(shell.directory().resolve(output), text);
        } catch (IOException e) {
            throw new CommandFailure(
                    output + ": cannot be written: " + FileTrouble.of(e), "the folder must exist and be writable");
        }
    }
}
