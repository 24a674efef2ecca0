package io.ferrule.cli;

import io.ferrule.cli.format.Diagnostic;
import java.util.List;

/** Ends a command, or the work on one of its inputs, with exit code 2; says what is wrong and what to do. */
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never serialized
    private final List<Diagnostic> diagnostics;

    CommandFailure(List<Diagnostic> diagnostics) {
        super(diagnostics.isEmpty() ? "" : diagnostics.get(0).message(), null, false, false);
        this.diagnostics = List.copyOf(diagnostics);
    }

    CommandFailure(String message, String help) {
        this(List.of(Diagnostic.error(message, help)));
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
