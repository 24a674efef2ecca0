package io.ferrule.cli;

import io.ferrule.cli.format.Diagnostic;
import io.ferrule.cli.format.DiagnosticText;
import io.ferrule.cli.format.Paint;
import io.ferrule.cli.format.Printable;
import io.ferrule.cli.format.SourceFiles;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Where the command starts. */
@Command(
        name = "ferrule",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Proves that a safe-Rust kernel extension keeps the kernel's promises before it is loaded.",
        footer = {"", "Exit codes: 0 accepted, 1 rejected, 2 usage, configuration or internal error, 3 inconclusive."})
public final class Ferrule {

    private Ferrule() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Shell shell = Shell.ofProcess();
        int code = run(shell, arguments);
        shell.out().flush();
        shell.err().flush();
        System.exit(code);
    }

    /** Runs the command and returns its exit code. Never throws. */
    public static int run(Shell shell, String... arguments) {
        try {
            int code = commandLine(shell).execute(arguments);
            return shell.out().checkError() ? unwritten(shell) : code;
        } catch (RuntimeException | Error e) {
            return internalError(shell, e);
        }
    }

    /** Whoever reads the output has less than a verdict: the disk is full, or the reader has gone. */
    private static int unwritten(Shell shell) {
        return report(shell, new CommandFailure("the output could not be written to its end", "see where it goes"));
    }

    private static CommandLine commandLine(Shell shell) {
        CommandLine line = new CommandLine(new Ferrule())
                .addSubcommand(new VerifyCommand(shell))
                .addSubcommand(new ShowCommand(shell))
                .addSubcommand(new ExplainCommand(shell))
                .addSubcommand(new ContractsCommand(shell));
        return line.setOut(shell.out())
                .setErr(shell.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, unused) -> usage(shell, failure))
                .setExecutionExceptionHandler((failure, unused, parsed) -> failed(shell, failure));
    }

    private static int usage(Shell shell, ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        return report(shell, new CommandFailure(String.valueOf(failure.getMessage()), "see `" + command + " --help`"));
    }

    private static int failed(Shell shell, Exception failure) {
        return failure instanceof CommandFailure told ? report(shell, told) : internalError(shell, failure);
    }

    /** Tells on the error stream what is wrong. */
    static int report(Shell shell, CommandFailure failure) {
        DiagnosticText text = new DiagnosticText(Paint.NONE, new SourceFiles(shell.directory(), Path.of("")), false);
        for (Diagnostic diagnostic : failure.diagnostics()) {
            shell.err().print(text.of(diagnostic));
        }
        shell.err().flush();
        return ExitCode.FAILED.number();
    }

    private static int internalError(Shell shell, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String at = trace.length == 0 ? "" : " at " + trace[0];
        String advice = failure instanceof OutOfMemoryError
                ? "give it more memory with FERRULE_JAVA_OPTIONS=-Xmx4g"
                : "this is a bug in Ferrule, please report it";
        String text = "internal error: " + failure + at + "; " + advice;
        shell.err().println(Printable.of(text));
        shell.err().flush();
        return ExitCode.FAILED.number();
    }
}
