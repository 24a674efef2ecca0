package io.ferrule.graph;

import io.ferrule.program.InlineAsm;
import java.util.List;

/** What a call site may call. */
public sealed interface CallTarget {

    /** A function of the module, which has a body or one that could not be read. */
    record Defined(String symbol) implements CallTarget {}

    /** A function that the module only declares. */
    record External(String symbol) implements CallTarget {

        /** Whether it is an intrinsic of LLVM. */
        public boolean isIntrinsic() {
            return symbol.startsWith("llvm.");
        }
    }

    /** Assembly. */
    record Assembly(InlineAsm code) implements CallTarget {}

    /**
     * One of several functions, chosen when it is executed.
     *
     * @param targets every known possibility, sorted; defined and external functions
     * @param rung how they were found
     * @param open whether there may be others
     * @param exact whether each target is known to be one: the set holds just the values that the pointer has, or
     *     implementations of one trait. Otherwise some of them may only look alike.
     */
    record Indirect(List<String> targets, Rung rung, boolean open, boolean exact) implements CallTarget {
        public Indirect {
            targets = List.copyOf(targets);
        }
    }

    /** The rungs of the ladder, most precise first. */
    enum Rung {
        /** {@code !callees} metadata. */
        CALLEES,
        /** The values of the pointer, followed back to constants. */
        VALUES,
        /** The same slot in all vtables, with the same signature. */
        VTABLE_SLOT,
        /** Address taken somewhere, with the same signature. */
        SIGNATURE
    }
}
