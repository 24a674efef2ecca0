package io.ferrule.mir;

import io.ferrule.program.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

        /** All calls, in the order of the blocks. */
        public Stream<Terminator.Call> calls() {
            return blocks.stream()
                    .map(BasicBlock::terminator)
                    .filter(Terminator.Call.class::isInstance)
                    .map(Terminator.Call.class::cast);
        }

        /** Where the calls stand that lie in a stretch and are not all of it. */
        public List<Span> callsWithin(Span stretch) {
            return calls().map(call -> call.at().span())
                    .filter(span -> !span.equals(stretch) && span.isWithin(stretch))
                    .distinct()
                    .toList();
        }

        /** Where the head of the function stands, as far as its result's place tells. */
        public Optional<Span> head() {
            return locals.stream()
                    .filter(local -> local.number() == 0)
                    .map(local -> local.at().span())
                    .findFirst();
        }

        /** Where the function returns, if it does. */
        public Optional<Span> end() {
            return blocks.stream()
                    .map(BasicBlock::terminator)
                    .filter(Terminator.Return.class::isInstance)
                    .map(terminator -> terminator.at().span())
                    .findFirst();
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
