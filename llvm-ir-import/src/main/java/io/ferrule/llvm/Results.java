package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.InstructionContext;
import io.ferrule.grammar.LlvmIrParser.OperationContext;
import io.ferrule.program.Type;

/** Which instructions define a local, and which end their block, told from their syntax. */
final class Results {

    private Results() {}

    static boolean yields(InstructionContext instruction, TypeBuilder types) {
        OperationContext body = instruction.body;
        if (body.control != null) {
            return body.control.opcode.getType() == LlvmIrLexer.CATCHSWITCH;
        }
        if (body.access != null) {
            int opcode = body.access.opcode.getType();
            return opcode != LlvmIrLexer.STORE && opcode != LlvmIrLexer.FENCE;
        }
        if (body.invocation != null) {
            Type type = types.type(body.invocation.invoked.result);
            Type result = type instanceof Type.FunctionType function ? function.result() : type;
            return !result.equals(Type.VOID);
        }
        return true;
    }

    static boolean endsBlock(InstructionContext instruction) {
        OperationContext body = instruction.body;
        return body.control != null
                || (body.invocation != null && body.invocation.opcode.getType() != LlvmIrLexer.CALL);
    }
}
