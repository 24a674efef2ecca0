package io.ferrule.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An instruction that ends its block. {@link Invocation} is one too. */
public sealed interface Terminator extends Instruction permits Terminator.Plain, Invocation {

    /** The blocks that control may go to next, by number, in the order of the text; may repeat. */
    List<Integer> successors();

    /** The terminators that call nothing. */
    sealed interface Plain extends Terminator {}

    /** {@code ret}; {@code value} is empty for {@code ret void}. */
    record Return(Header header, Optional<TypedValue> value) implements Plain {
        @Override
        public Opcode opcode() {
            return Opcode.RET;
        }

        @Override
        public List<Value> operands() {
            return value.map(TypedValue::value).stream().toList();
        }

        @Override
        public List<Integer> successors() {
            return List.of();
        }
    }

    /** {@code br label}. */
    record Jump(Header header, int target) implements Plain {
        @Override
        public Opcode opcode() {
            return Opcode.BR;
        }

        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public List<Integer> successors() {
            return List.of(target);
        }
    }

    /** {@code br i1}. */
    record Branch(Header header, Value condition, int ifTrue, int ifFalse) implements Plain {
        @Override
        public Opcode opcode() {
            return Opcode.BR;
        }

        @Override
        public List<Value> operands() {
            return List.of(condition);
        }

        @Override
        public List<Integer> successors() {
            return List.of(ifTrue, ifFalse);
        }
    }

    /** {@code switch}. */
    record Switch(Header header, TypedValue selector, int otherwise, List<Case> cases) implements Plain {
        public Switch {
            cases = List.copyOf(cases);
        }

        @Override
        public Opcode opcode() {
            return Opcode.SWITCH;
        }

        @Override
        public List<Value> operands() {
            return List.of(selector.value());
        }

        @Override
        public List<Integer> successors() {
            List<Integer> targets = new ArrayList<>();
            targets.add(otherwise);
            cases.forEach(c -> targets.add(c.target()));
            return targets;
        }
    }

    /** One case of a {@code switch}. */
    record Case(Value value, int target) {}

    /** {@code indirectbr}. */
    record IndirectBranch(Header header, Value address, List<Integer> targets) implements Plain {
        public IndirectBranch {
            targets = List.copyOf(targets);
        }

        @Override
        public Opcode opcode() {
            return Opcode.INDIRECTBR;
        }

        @Override
        public List<Value> operands() {
            return List.of(address);
        }

        @Override
        public List<Integer> successors() {
            return targets;
        }
    }

    /** {@code unreachable}: control never comes here, or the program has no meaning. */
    record Unreachable(Header header) implements Plain {
        @Override
        public Opcode opcode() {
            return Opcode.UNREACHABLE;
        }

        @Override
        public List<Value> operands() {
            return List.of();
        }

        @Override
        public List<Integer> successors() {
            return List.of();
        }
    }

    /** {@code resume}, {@code cleanupret}, {@code catchret} and {@code catchswitch}: unwinding goes on. */
    record Unwind(Header header, Opcode opcode, List<Value> operands, List<Integer> successors) implements Plain {
        public Unwind {
            operands = List.copyOf(operands);
            successors = List.copyOf(successors);
        }
    }
}
