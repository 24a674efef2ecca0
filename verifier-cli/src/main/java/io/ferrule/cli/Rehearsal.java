package io.ferrule.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does once what users do, so that the launcher can archive the classes that this loads. */
final class Rehearsal {

    private Rehearsal() {}

    /** Rehearses with these folders, each with a module and its policy. */
    public static void main(String[] arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Shell shell = new Shell(Path.of("").toAbsolutePath(), nowhere, nowhere, Map.of(), true);
        for (String format : new String[] {"human", "short", "json"}) {
            List<String> verify = new ArrayList<>(List.of("verify", "--format", format));
            verify.addAll(List.of(arguments));
            Ferrule.run(shell, verify.toArray(new String[0]));
        }
        Ferrule.run(shell, "explain");
        Ferrule.run(shell, "--help");
        Ferrule.run(shell, "verify", "--no-such-option");
    }
}
