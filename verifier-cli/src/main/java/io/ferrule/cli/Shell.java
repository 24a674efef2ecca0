package io.ferrule.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param directory relative names start here
 * @param out where verdicts go
 * @param err where everything else goes
 * @param environment the environment variables
 * @param terminal whether {@code out} is a terminal
 */
public record Shell(
        Path directory, PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal) {
    public Shell {
        environment = Map.copyOf(environment);
    }

    /**
     * The shell of this process. Text is UTF-8 whatever the locale. The launcher says whether there is a terminal, in
     * the property {@code ferrule.terminal}.
     */
    static Shell ofProcess() {
        return new Shell(
                Path.of("").toAbsolutePath(),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                System.getenv(),
                Boolean.getBoolean("ferrule.terminal"));
    }

    /** Whether to colour where the user did not say. */
    boolean colours() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }
}
