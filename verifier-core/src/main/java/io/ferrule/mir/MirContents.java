package io.ferrule.mir;

import io.ferrule.program.Problem;
import java.util.List;

/** What an item holds. */
public sealed interface MirContents {

    /**
     * Code.
     *
     * @param locals the parameters, then the others in the order of the dump
     * @param scopes in the order of the dump, parents first
     * @param blocks by their number
     */
    record Code(List<Local> locals, List<Scope> scopes, List<DebugVariable> debugVariables, List<BasicBlock> blocks)
            implements MirContents {
        /** Copies its lists. */
        public Code {
            locals = List.copyOf(locals);
            scopes = List.copyOf(scopes);
            debugVariables = List.copyOf(debugVariables);
            blocks = List.copyOf(blocks);
        }
    }

    /** A constant whose value needs no code. */
    record Value(MirConstant constant) implements MirContents {}

    /**
     * Something in the item was not understood; nothing is known of it.
     *
     * @param named whether its head was understood, so that it is known which item it is
     */
    record Unsupported(Problem problem, boolean named) implements MirContents {}
}
