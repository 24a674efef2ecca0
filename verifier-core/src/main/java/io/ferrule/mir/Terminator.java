package io.ferrule.mir;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The step that ends a block. */
public sealed interface Terminator {

    /** Where it stands in the source. */
    SourceInfo at();

    /** The blocks that control may go to next, cleanup included; may repeat. */
    List<Integer> successors();

    /** {@code goto}. */
    record Goto(int target, SourceInfo at) implements Terminator {
        @Override
        public List<Integer> successors() {
            return List.of(target);
        }
    }

    /** Goes on by a value. */
    record SwitchInt(Operand discriminant, List<Case> cases, int otherwise, SourceInfo at) implements Terminator {
        /** Copies its list. */
        public SwitchInt {
            cases = List.copyOf(cases);
        }

        @Override
        public List<Integer> successors() {
            return IntStream.concat(cases.stream().mapToInt(Case::target), IntStream.of(otherwise))
                    .boxed()
                    .toList();
        }
    }

    /** A value, as unsigned bits, and where it leads. */
    record Case(BigInteger value, int target) {}

    /** {@code return}. */
    record Return(SourceInfo at) implements Terminator {
        @Override
        public List<Integer> successors() {
            return List.of();
        }
    }

    /** Hands a panic on to the caller. */
    record Resume(SourceInfo at) implements Terminator {
        @Override
        public List<Integer> successors() {
            return List.of();
        }
    }

    /** Ends the program; {@code reason} is {@code abi} or {@code cleanup}. */
    record Terminate(String reason, SourceInfo at) implements Terminator {
        @Override
        public List<Integer> successors() {
            return List.of();
        }
    }

    /** Never reached. */
    record Unreachable(SourceInfo at) implements Terminator {
        @Override
        public List<Integer> successors() {
            return List.of();
        }
    }

    /** Ends the dropping of a coroutine. */
    record CoroutineDrop(SourceInfo at) implements Terminator {
        @Override
        public List<Integer> successors() {
            return List.of();
        }
    }

    /**
     * Drops a value.
     *
     * @param poll for an asynchronous drop, the future that is polled
     * @param whenDropped for a coroutine that is itself dropped here
     */
    record Drop(
            Place place,
            Optional<Operand> poll,
            int target,
            UnwindAction unwind,
            OptionalInt whenDropped,
            SourceInfo at)
            implements Terminator {
        @Override
        public List<Integer> successors() {
            return edges(IntStream.concat(IntStream.of(target), whenDropped.stream()), unwind);
        }
    }

    /** Calls a function; without {@code target} it does not return. */
    record Call(
            Place destination,
            Operand function,
            List<Operand> arguments,
            OptionalInt target,
            UnwindAction unwind,
            SourceInfo at)
            implements Terminator {
        /** Copies its list. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Integer> successors() {
            return edges(target.stream(), unwind);
        }
    }

    /** Calls a function in place of this one. */
    record TailCall(Operand function, List<Operand> arguments, SourceInfo at) implements Terminator {
        /** Copies its list. */
        public TailCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Integer> successors() {
            return List.of();
        }
    }

    /** Panics unless the condition is as expected. */
    record Assert(
            Operand condition,
            boolean expected,
            AssertMessage message,
            List<Operand> arguments,
            int target,
            UnwindAction unwind,
            SourceInfo at)
            implements Terminator {
        /** Copies its list. */
        public Assert {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Integer> successors() {
            return edges(IntStream.of(target), unwind);
        }
    }

    /** Suspends a coroutine. */
    record Yield(Place resumeArgument, Operand value, int resume, OptionalInt drop, SourceInfo at)
            implements Terminator {
        @Override
        public List<Integer> successors() {
            return IntStream.concat(IntStream.of(resume), drop.stream()).boxed().toList();
        }
    }

    /** Goes to {@code real}; the borrow checker follows {@code imaginary} too. */
    record FalseEdge(int real, int imaginary, SourceInfo at) implements Terminator {
        @Override
        public List<Integer> successors() {
            return List.of(real, imaginary);
        }
    }

    /** Goes to {@code real}; the borrow checker takes it that a panic is possible. */
    record FalseUnwind(int real, UnwindAction unwind, SourceInfo at) implements Terminator {
        @Override
        public List<Integer> successors() {
            return edges(IntStream.of(real), unwind);
        }
    }

    /**
     * Inline assembly.
     *
     * @param template as printed, not unescaped
     * @param options as printed, with the brackets
     * @param target where it goes on; empty if it does not
     * @param labels the blocks that the assembly may jump to
     */
    record InlineAsm(
            String template,
            List<AsmOperand> operands,
            String options,
            OptionalInt target,
            List<Integer> labels,
            UnwindAction unwind,
            SourceInfo at)
            implements Terminator {
        /** Copies its lists. */
        public InlineAsm {
            operands = List.copyOf(operands);
            labels = List.copyOf(labels);
        }

        @Override
        public List<Integer> successors() {
            return edges(IntStream.concat(target.stream(), labels.stream().mapToInt(Integer::intValue)), unwind);
        }
    }

    private static List<Integer> edges(IntStream targets, UnwindAction unwind) {
        List<Integer> all = new ArrayList<>(targets.boxed().toList());
        if (unwind instanceof UnwindAction.Cleanup cleanup) {
            all.add(cleanup.block());
        }
        return List.copyOf(all);
    }
}
