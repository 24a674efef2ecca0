package io.ferrule.program;

import java.util.ArrayList;
import java.util.List;

/** An instruction that calls: {@code call}, or one that also ends its block. */
public sealed interface CallInstruction extends Instruction permits CallInstruction.Call, Invocation {

    /** What is called, with what. */
    CallOperation call();

    @Override
    default List<Value> operands() {
        List<Value> all = new ArrayList<>();
        all.add(call().callee());
        call().arguments().forEach(argument -> all.add(argument.value()));
        call().bundles().forEach(bundle -> bundle.values().forEach(value -> all.add(value.value())));
        return all;
    }

    /** {@code call}. */
    record Call(Header header, CallOperation call) implements CallInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.CALL;
        }
    }
}
