package io.ferrule.program;

import java.util.List;

/**
 * What debug information says of a function ({@code DISubprogram}).
 *
 * @param name its plain name, with generic arguments if it has any
 * @param linkageName its symbol; empty where that is the plain name
 * @param namespaces what it is declared in, outermost first: the crate, modules, types, {@code {impl#0}}
 * @param file as {@link SourceLocation} has it
 * @param directory as {@link SourceLocation} has it
 * @param line where its declaration begins, from 1
 */
public record Subprogram(
        String name, String linkageName, List<String> namespaces, String file, String directory, int line) {
    public Subprogram {
        namespaces = List.copyOf(namespaces);
    }

    /** The name by which {@link SourceLocation#function} calls it. */
    public String symbol() {
        return linkageName.isEmpty() ? name : linkageName;
    }
}
