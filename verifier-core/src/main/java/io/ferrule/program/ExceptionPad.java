package io.ferrule.program;

import java.util.List;
import java.util.stream.Stream;

/** An instruction that stands first where unwinding arrives. */
public sealed interface ExceptionPad extends Instruction {

    /** {@code landingpad}. */
    record LandingPad(Header header, Type type, boolean cleanup, List<Clause> clauses) implements ExceptionPad {
        public LandingPad {
            clauses = List.copyOf(clauses);
        }

        @Override
        public Opcode opcode() {
            return Opcode.LANDINGPAD;
        }

        @Override
        public List<Value> operands() {
            return clauses.stream().map(clause -> clause.value().value()).toList();
        }
    }

    /** A {@code catch} or {@code filter} clause. */
    record Clause(String keyword, TypedValue value) {}

    /** {@code catchpad} and {@code cleanuppad}. */
    record Funclet(Header header, Opcode opcode, Value parent, List<Value> arguments) implements ExceptionPad {
        public Funclet {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Value> operands() {
            return Stream.concat(Stream.of(parent), arguments.stream()).toList();
        }
    }
}
