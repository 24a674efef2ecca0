package io.ferrule.identity;

import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.ExtractValue;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Computation.Unary;
import io.ferrule.program.Constant;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Alloca;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.Opcode;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which instructions of a function may have loaded or returned a pointer that it uses. */
final class PointerLoads {

    private final Map<Integer, Instruction> definitions = new HashMap<>();

    PointerLoads(Function function) {
        function.blocks()
                .forEach(block -> block.instructions().forEach(instruction -> {
                    if (instruction.header().result() != Header.NO_RESULT) {
                        definitions.put(instruction.header().result(), instruction);
                    }
                }));
    }

    /** Whether all of them are as wanted, and the pointer is made by nothing else than by moving what they yield. */
    boolean all(Value pointer, Predicate<Instruction> wanted) {
        Set<Integer> seen = new HashSet<>();
        Deque<Value> open = new ArrayDeque<>();
        open.add(pointer);
        while (!open.isEmpty()) {
            Value value = open.remove();
            if (value instanceof Local local) {
                Instruction made = definitions.get(local.index());
                if (made != null && seen.add(local.index()) && !follow(made, open, wanted)) {
                    return false;
                }
            } else if (!(value instanceof Constant)) {
                return false;
            }
        }
        return true;
    }

    private static boolean follow(Instruction made, Deque<Value> open, Predicate<Instruction> wanted) {
        if (made instanceof Load || made instanceof CallInstruction) {
            return wanted.test(made);
        }
        if (made instanceof ElementPointer pointer) {
            open.add(pointer.base().value());
        } else if (made instanceof Phi phi) {
            phi.incoming().forEach(incoming -> open.add(incoming.value()));
        } else if (made instanceof Select select) {
            open.add(select.ifTrue().value());
            open.add(select.ifFalse().value());
        } else if (made instanceof Unary unary && unary.opcode() == Opcode.FREEZE) {
            open.add(unary.operand().value());
        } else if (made instanceof ExtractValue extract) {
            open.add(extract.aggregate().value());
        } else if (made instanceof Cast cast && cast.opcode() == Opcode.BITCAST) {
            open.add(cast.operand().value());
        } else {
            return made instanceof Alloca;
        }
        return true;
    }
}
