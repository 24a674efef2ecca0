package io.ferrule.program;

import java.util.List;

/** What is known of the inside of a function. */
public sealed interface Body {

    /** The module only declares the function: it is external. */
    record Declared() implements Body {}

    /**
     * The module defines the function.
     *
     * @param blocks at least one, the entry block first
     */
    record Defined(List<BasicBlock> blocks, FunctionNames names) implements Body {
        public Defined {
            blocks = List.copyOf(blocks);
            if (blocks.isEmpty()) {
                throw new IllegalArgumentException("a defined function has an entry block");
            }
        }
    }

    /** The module defines the function, but its text was not understood: it may do anything. */
    record Unreadable(Problem problem) implements Body {}

    /**
     * The module defines the function, but it was not read, as nothing that the reader was asked for mentions it.
     *
     * <p>Whoever runs what was asked for cannot come here, so that the function counts for nothing among those who call
     * functions or hand their addresses out. Where an analysis comes here all the same, nothing can be proved.
     */
    record Unread() implements Body {}
}
