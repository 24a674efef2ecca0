package io.ferrule.program;

import java.util.ArrayList;
import java.util.List;

/** A call that ends its block. */
public sealed interface Invocation extends Terminator, CallInstruction {

    @Override
    default List<Value> operands() {
        return CallInstruction.super.operands();
    }

    /** {@code invoke}: goes on at {@code normal}, or at {@code unwind} when the callee unwinds. */
    record Invoke(Header header, CallOperation call, int normal, int unwind) implements Invocation {
        @Override
        public Opcode opcode() {
            return Opcode.INVOKE;
        }

        @Override
        public List<Integer> successors() {
            return List.of(normal, unwind);
        }
    }

    /** {@code callbr}: goes on at {@code normal}, or at one of {@code others}. */
    record CallBranch(Header header, CallOperation call, int normal, List<Integer> others) implements Invocation {
        public CallBranch {
            others = List.copyOf(others);
        }

        @Override
        public Opcode opcode() {
            return Opcode.CALLBR;
        }

        @Override
        public List<Integer> successors() {
            List<Integer> targets = new ArrayList<>(others);
            targets.add(0, normal);
            return targets;
        }
    }
}
