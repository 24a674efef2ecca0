package io.ferrule.llvm;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;

/** The names and words of one module: the same spelling gives the same string, and equal names are one string. */
final class ModuleNames {

    private final SpellingMap<String> names;
    private final SpellingMap<String> labels;
    private final SpellingMap<String> words;
    private final Map<String, String> shared = new HashMap<>();

    ModuleNames(SourceText text) {
        this.names = new SpellingMap<>(text);
        this.labels = new SpellingMap<>(text);
        this.words = new SpellingMap<>(text);
    }

    /** As {@link Spelling#name(Token)}. */
    String name(Token token) {
        return known(names, token, Spelling::name);
    }

    /** As {@link Spelling#label}. */
    String label(Token token) {
        return known(labels, token, Spelling::label);
    }

    /** The token as it is written. */
    String word(Token token) {
        return known(words, token, Token::getText);
    }

    private String known(SpellingMap<String> spellings, Token token, Function<Token, String> meaning) {
        String known = spellings.find(token);
        if (known == null) {
            String name = meaning.apply(token);
            known = shared.computeIfAbsent(name, n -> n);
            spellings.put(token, known);
        }
        return known;
    }
}
