package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Opcode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the tokens that are keywords stand for, by their kinds. */
final class Keywords {

    /** The opcode of each kind of token that is one. */
    private static final List<Optional<Opcode>> OPCODES = IntStream.rangeClosed(
                    0, LlvmIrLexer.VOCABULARY.getMaxTokenType())
            .mapToObj(kind -> literal(kind).flatMap(Opcode::ofKeyword))
            .toList();

    private static final List<Optional<Simple>> CONSTANTS = IntStream.rangeClosed(
                    0, LlvmIrLexer.VOCABULARY.getMaxTokenType())
            .mapToObj(kind -> literal(kind).flatMap(Keywords::simple))
            .toList();

    private Keywords() {}

    static Opcode opcode(int kind) {
        return OPCODES.get(kind).orElseThrow();
    }

    static Simple constant(int kind) {
        return CONSTANTS.get(kind).orElseThrow();
    }

    private static Optional<String> literal(int kind) {
        return Optional.ofNullable(LlvmIrLexer.VOCABULARY.getLiteralName(kind))
                .map(quoted -> quoted.substring(1, quoted.length() - 1));
    }

    private static Optional<Simple> simple(String keyword) {
        return Arrays.stream(Simple.values())
                .filter(constant -> constant.name().equalsIgnoreCase(keyword))
                .findFirst();
    }
}
