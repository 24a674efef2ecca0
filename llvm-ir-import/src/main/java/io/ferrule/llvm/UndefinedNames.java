package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.program.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Finds names of globals and comdats and numbers of metadata that the module uses and does not define. LLVM refuses such a module;
 * a text that was cut off between two entities is noticed by nothing else.
 */
final class UndefinedNames {

    private final TokenTable tokens;
    private final Predicate<String> symbols;
    private final Predicate<String> comdats;
    private final IntPredicate nodes;

    UndefinedNames(TokenTable tokens, Predicate<String> symbols, Predicate<String> comdats, IntPredicate nodes) {
        this.tokens = tokens;
        this.symbols = symbols;
        this.comdats = comdats;
        this.nodes = nodes;
    }

    /** One problem for each undefined name, at its first use. */
    List<Problem> problems() {
        List<Problem> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (isName(tokens.kind(i)) && seen.add(tokens.spelling(i)) && !isDefined(i)) {
                String message = "`" + tokens.spelling(i) + "` is used but not defined: is the file complete?";
                found.add(tokens.text().problem(tokens.start(i), "", message));
            }
        }
        return found;
    }

    private static boolean isName(int kind) {
        return kind == LlvmIrLexer.GLOBAL_NAME
                || kind == LlvmIrLexer.METADATA_NUMBER
                || kind == LlvmIrLexer.COMDAT_NAME;
    }

    private boolean isDefined(int token) {
        String spelling = tokens.spelling(token);
        return switch (tokens.kind(token)) {
            case LlvmIrLexer.GLOBAL_NAME -> symbols.test(Spelling.name(spelling));
            case LlvmIrLexer.COMDAT_NAME -> comdats.test(Spelling.name(spelling));
            default -> nodes.test(Spelling.number(spelling));
        };
    }
}
