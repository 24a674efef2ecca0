package io.ferrule.program;

import java.util.ArrayList;
import java.util.List;

/** An instruction that computes a value from values, and touches neither memory nor control flow. */
public sealed interface Computation extends Instruction {

    /** A binary operation on two values of one type, such as {@code add} or {@code fmul}. */
    record Binary(Header header, Opcode opcode, AttributeSet flags, Type type, Value left, Value right)
            implements Computation {
        @Override
        public List<Value> operands() {
            return List.of(left, right);
        }
    }

    /** {@code fneg} and {@code freeze}. */
    record Unary(Header header, Opcode opcode, AttributeSet flags, TypedValue operand) implements Computation {
        @Override
        public List<Value> operands() {
            return List.of(operand.value());
        }
    }

    /** {@code icmp} and {@code fcmp}; {@code predicate} is the word, such as {@code ult}. */
    record Compare(
            Header header, Opcode opcode, AttributeSet flags, String predicate, Type type, Value left, Value right)
            implements Computation {
        @Override
        public List<Value> operands() {
            return List.of(left, right);
        }
    }

    /** A cast, such as {@code zext} or {@code ptrtoint}. */
    record Cast(Header header, Opcode opcode, AttributeSet flags, TypedValue operand, Type target)
            implements Computation {
        @Override
        public List<Value> operands() {
            return List.of(operand.value());
        }
    }

    /** {@code getelementptr}. */
    record ElementPointer(Header header, AttributeSet flags, Type sourceType, TypedValue base, List<TypedValue> indices)
            implements Computation {
        public ElementPointer {
            indices = List.copyOf(indices);
        }

        @Override
        public Opcode opcode() {
            return Opcode.GETELEMENTPTR;
        }

        @Override
        public List<Value> operands() {
            List<Value> all = new ArrayList<>();
            all.add(base.value());
            indices.forEach(index -> all.add(index.value()));
            return all;
        }
    }

    /** {@code phi}. */
    record Phi(Header header, AttributeSet flags, Type type, List<Incoming> incoming) implements Computation {
        public Phi {
            incoming = List.copyOf(incoming);
        }

        @Override
        public Opcode opcode() {
            return Opcode.PHI;
        }

        @Override
        public List<Value> operands() {
            return incoming.stream().map(Incoming::value).toList();
        }
    }

    /** The value that a {@code phi} has when control comes from that block. */
    record Incoming(Value value, int block) {}

    /** {@code select}. */
    record Select(Header header, AttributeSet flags, TypedValue condition, TypedValue ifTrue, TypedValue ifFalse)
            implements Computation {
        @Override
        public Opcode opcode() {
            return Opcode.SELECT;
        }

        @Override
        public List<Value> operands() {
            return List.of(condition.value(), ifTrue.value(), ifFalse.value());
        }
    }

    /** {@code extractvalue}. */
    record ExtractValue(Header header, TypedValue aggregate, List<Integer> indices) implements Computation {
        public ExtractValue {
            indices = List.copyOf(indices);
        }

        @Override
        public Opcode opcode() {
            return Opcode.EXTRACTVALUE;
        }

        @Override
        public List<Value> operands() {
            return List.of(aggregate.value());
        }
    }

    /** {@code insertvalue}. */
    record InsertValue(Header header, TypedValue aggregate, TypedValue element, List<Integer> indices)
            implements Computation {
        public InsertValue {
            indices = List.copyOf(indices);
        }

        @Override
        public Opcode opcode() {
            return Opcode.INSERTVALUE;
        }

        @Override
        public List<Value> operands() {
            return List.of(aggregate.value(), element.value());
        }
    }

    /** {@code extractelement}, {@code insertelement} and {@code shufflevector}: vectors in, with index or mask. */
    record VectorOperation(Header header, Opcode opcode, List<TypedValue> values) implements Computation {
        public VectorOperation {
            values = List.copyOf(values);
        }

        @Override
        public List<Value> operands() {
            return values.stream().map(TypedValue::value).toList();
        }
    }

    /** {@code va_arg}; it also moves the argument list on. */
    record VariadicArgument(Header header, TypedValue list, Type type) implements Computation {
        @Override
        public Opcode opcode() {
            return Opcode.VA_ARG;
        }

        @Override
        public List<Value> operands() {
            return List.of(list.value());
        }
    }
}
