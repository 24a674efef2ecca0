package io.ferrule.program;

import java.util.List;
import java.util.Optional;

/** An instruction that makes, reads, writes or orders memory. */
public sealed interface MemoryInstruction extends Instruction {

    /** {@code alloca}; {@code count} is empty for one element. */
    record Alloca(Header header, AttributeSet flags, Type type, Optional<TypedValue> count)
            implements MemoryInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.ALLOCA;
        }

        @Override
        public List<Value> operands() {
            return count.map(TypedValue::value).stream().toList();
        }
    }

    /** {@code load}; {@code flags} hold {@code volatile}, {@code atomic}, the ordering and {@code align}. */
    record Load(Header header, AttributeSet flags, Type type, TypedValue address) implements MemoryInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.LOAD;
        }

        @Override
        public List<Value> operands() {
            return List.of(address.value());
        }
    }

    /** {@code store}; flags as for {@link Load}. */
    record Store(Header header, AttributeSet flags, TypedValue value, TypedValue address) implements MemoryInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.STORE;
        }

        @Override
        public List<Value> operands() {
            return List.of(value.value(), address.value());
        }
    }

    /** {@code fence}. */
    record Fence(Header header, AttributeSet flags) implements MemoryInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.FENCE;
        }

        @Override
        public List<Value> operands() {
            return List.of();
        }
    }

    /** {@code cmpxchg}. */
    record CompareExchange(
            Header header, AttributeSet flags, TypedValue address, TypedValue expected, TypedValue replacement)
            implements MemoryInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.CMPXCHG;
        }

        @Override
        public List<Value> operands() {
            return List.of(address.value(), expected.value(), replacement.value());
        }
    }

    /**
     * {@code atomicrmw}.
     *
     * @param operation its word, such as {@code add} or {@code umax}
     */
    record AtomicUpdate(Header header, AttributeSet flags, String operation, TypedValue address, TypedValue operand)
            implements MemoryInstruction {
        @Override
        public Opcode opcode() {
            return Opcode.ATOMICRMW;
        }

        @Override
        public List<Value> operands() {
            return List.of(address.value(), operand.value());
        }
    }
}
