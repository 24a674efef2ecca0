package io.ferrule.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a run of the command left behind.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandRun(int code, String out, String err) {

    /** The root of the repository. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static CommandRun in(Path directory, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Shell shell = new Shell(directory, new PrintWriter(out), new PrintWriter(err), Map.of(), false);
        int code = Ferrule.run(shell, arguments);
        shell.out().flush();
        shell.err().flush();
        return new CommandRun(code, out.toString(), err.toString());
    }
}
