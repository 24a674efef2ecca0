package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.TokenTable;
import io.ferrule.program.Problem;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Finds names of globals and comdats and numbers of metadata that the module uses and does not define. LLVM refuses such a module;
 * a text that was cut off between two entities is noticed by nothing else.
 */
final class UndefinedNames {

    private final SourceText text;
    private final TokenTable tokens;
    private final Predicate<String> symbols;
    private final Predicate<String> comdats;
    private final IntPredicate nodes;

    UndefinedNames(
            SourceText text,
            TokenTable tokens,
            Predicate<String> symbols,
            Predicate<String> comdats,
            IntPredicate nodes) {
        this.text = text;
        this.tokens = tokens;
        this.symbols = symbols;
        this.comdats = comdats;
        this.nodes = nodes;
    }

    /** A problem at the first use of an undefined name, which counts the others: a cut-off file has hundreds. */
    Optional<Problem> problem() {
        int first = -1;
        Set<String> undefined = new HashSet<>();
        SpellingMap<Boolean> known = new SpellingMap<>(text);
        for (int i = 0; i < tokens.size(); i++) {
            if (isName(tokens.kind(i)) && !isKnown(i, known)) {
                first = first < 0 ? i : first;
                undefined.add(tokens.spelling(i));
            }
        }
        return undefined.isEmpty() ? Optional.empty() : Optional.of(problem(first, undefined.size() - 1));
    }

    private boolean isKnown(int token, SpellingMap<Boolean> known) {
        int start = tokens.start(token);
        int end = tokens.end(token);
        if (tokens.kind(token) == LlvmIrLexer.METADATA_NUMBER) {
            return nodes.test(tokens.number(start + 1, end));
        }
        if (known.find(start, end) != null) {
            return true;
        }
        boolean defined = isDefined(token);
        if (defined) {
            known.put(start, end, true);
        }
        return defined;
    }

    private Problem problem(int token, int others) {
        String more = others == 0 ? "" : " (and " + others + " other names)";
        String message = "`" + tokens.spelling(token) + "` is used but not defined" + more + ": is the file complete?";
        return text.problem(tokens.start(token), "", message);
    }

    private static boolean isName(int kind) {
        return kind == LlvmIrLexer.GLOBAL_NAME
                || kind == LlvmIrLexer.METADATA_NUMBER
                || kind == LlvmIrLexer.COMDAT_NAME;
    }

    private boolean isDefined(int token) {
        String name = Spelling.name(tokens.spelling(token));
        return tokens.kind(token) == LlvmIrLexer.GLOBAL_NAME ? symbols.test(name) : comdats.test(name);
    }
}
