package io.ferrule.llvm;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;

/** The names and words of one module: the same spelling gives the same string, and equal names are one string. */
final class ModuleNames {

    private final SpellingMap<String> names;
    private final SpellingMap<String> words;
    private final SpellingMap<LocalName> locals;
    private final SpellingMap<LocalName> labels;
    private final Map<String, String> shared = new HashMap<>();
    private final Map<String, LocalName> sharedLocals = new HashMap<>();

    ModuleNames(SourceText text) {
        this.names = new SpellingMap<>(text);
        this.words = new SpellingMap<>(text);
        this.locals = new SpellingMap<>(text);
        this.labels = new SpellingMap<>(text);
    }

    /** As {@link Spelling#name(Token)}. */
    String name(Token token) {
        return known(names, token, Spelling::name);
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

    /** The name that a {@code %name} token has, as {@link Spelling#name(Token)} gives it. */
    LocalName local(Token token) {
        return knownLocal(locals, token, Spelling::name);
    }

    /** The name of a block that a label has, as {@link Spelling#label} gives it. */
    LocalName label(Token token) {
        return knownLocal(labels, token, Spelling::label);
    }

    /** The name of what has only a number. */
    LocalName numbered(int number) {
        return sharedLocals.computeIfAbsent(Integer.toString(number), LocalName::new);
    }

    private LocalName knownLocal(
            SpellingMap<LocalName> spellings, Token token, Function<Token, String> meaning) {
        LocalName known = spellings.find(token);
        if (known == null) {
            known = sharedLocals.computeIfAbsent(meaning.apply(token), LocalName::new);
            spellings.put(token, known);
        }
        return known;
    }
}
