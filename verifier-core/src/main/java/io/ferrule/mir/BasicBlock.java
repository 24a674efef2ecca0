package io.ferrule.mir;

import java.util.List;

/**
 * Steps without a branch between them.
 *
 * @param cleanup whether it runs only while a panic unwinds
 */
public record BasicBlock(boolean cleanup, List<Statement> statements, Terminator terminator) {

    /** Copies its list. */
    public BasicBlock {
        statements = List.copyOf(statements);
    }
}
