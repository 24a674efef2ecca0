package io.ferrule.cost;

import io.ferrule.program.BasicBlock;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Function;
import io.ferrule.program.InlineAsm;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.AtomicUpdate;
import io.ferrule.program.MemoryInstruction.CompareExchange;
import io.ferrule.program.MemoryInstruction.Store;
import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Instructions of LLVM IR of which code generation may make loops, and those that it makes {@code rep} of. */
final class Expansions {
    private static final int WIDEST_DIVISION = 128;
    private static final int WIDEST_ATOMIC = 64;
    private static final String REPEATED = "an atomic operation that the machine may have to repeat";
    private static final Set<String> PLAIN_UPDATES = Set.of("xchg", "add", "sub");
    private static final Set<Opcode> DIVISIONS = Set.of(Opcode.UDIV, Opcode.SDIV, Opcode.UREM, Opcode.SREM);
    private static final List<String> COPIES = List.of("llvm.memcpy.", "llvm.memmove.", "llvm.memset.");
    private static final List<String> LOOPING = List.of("llvm.experimental.", "llvm.vp.", "llvm.memset.pattern");

    private Expansions() {}

    /** What may become a loop; empty where nothing may. */
    static Optional<String> loop(Function function) {
        return instructions(function)
                .flatMap(instruction -> loop(instruction).stream())
                .findFirst();
    }

    private static Optional<String> loop(Instruction instruction) {
        if (instruction instanceof CallInstruction call) {
            if (call.call().callee() instanceof InlineAsm code && !code.code().isBlank()) {
                return Optional.of("inline assembly");
            }
            return callee(call)
                    .filter(name -> LOOPING.stream().anyMatch(name::startsWith) && !name.contains("noalias.scope"));
        }
        if (instruction instanceof AtomicUpdate update) {
            return PLAIN_UPDATES.contains(update.operation())
                    ? atomic(update.operand().type())
                    : Optional.of(REPEATED);
        }
        if (instruction instanceof CompareExchange exchange) {
            return atomic(exchange.expected().type());
        }
        if (instruction instanceof Store store && store.flags().has("atomic")) {
            return atomic(store.value().type());
        }
        boolean divides = instruction instanceof Binary binary
                && DIVISIONS.contains(binary.opcode())
                && !(binary.type() instanceof IntegerType integer && integer.bits() <= WIDEST_DIVISION);
        return divides ? Optional.of("a division of more than " + WIDEST_DIVISION + " bits") : Optional.empty();
    }

    private static Optional<String> atomic(Type type) {
        boolean plain =
                type.equals(Type.POINTER) || (type instanceof IntegerType integer && integer.bits() <= WIDEST_ATOMIC);
        return plain ? Optional.empty() : Optional.of(REPEATED);
    }

    /** The most bytes that one intrinsic copies or sets; empty if there is none, or one whose size is no constant. */
    static Optional<BigInteger> longestCopy(Function function) {
        List<Optional<BigInteger>> sizes = instructions(function)
                .filter(CallInstruction.class::isInstance)
                .map(CallInstruction.class::cast)
                .filter(call -> callee(call)
                        .filter(name -> COPIES.stream().anyMatch(name::startsWith))
                        .isPresent())
                .map(Expansions::size)
                .toList();
        return sizes.stream().allMatch(Optional::isPresent)
                ? sizes.stream().flatMap(Optional::stream).max(BigInteger::compareTo)
                : Optional.empty();
    }

    private static Optional<BigInteger> size(CallInstruction call) {
        List<Argument> arguments = call.call().arguments();
        return arguments.size() > 2 && arguments.get(2).value() instanceof IntegerConstant size && size.value() >= 0
                ? Optional.of(BigInteger.valueOf(size.value()))
                : Optional.empty();
    }

    private static Optional<String> callee(CallInstruction call) {
        return call.call().callee() instanceof GlobalReference callee ? Optional.of(callee.symbol()) : Optional.empty();
    }

    private static Stream<Instruction> instructions(Function function) {
        return function.blocks().stream().map(BasicBlock::instructions).flatMap(List::stream);
    }
}
