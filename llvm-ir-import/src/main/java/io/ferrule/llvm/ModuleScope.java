package io.ferrule.llvm;

import io.ferrule.program.Constant.GlobalReference;
import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** What the builders of one module share: its text, its types and attributes, and one string for each symbol. */
final class ModuleScope {

    private final SourceText text;
    private final TypeBuilder types = new TypeBuilder();
    private final AttributeBuilder attributes;
    private final Map<String, GlobalReference> references = new HashMap<>();

    ModuleScope(SourceText text) {
        this.text = text;
        this.attributes = new AttributeBuilder(text);
    }

    SourceText text() {
        return text;
    }

    TypeBuilder types() {
        return types;
    }

    AttributeBuilder attributes() {
        return attributes;
    }

    /** The symbol that a {@code @name} token names. */
    String symbol(Token name) {
        return reference(Spelling.name(name)).symbol();
    }

    /** The reference to that symbol; always the same instance. */
    GlobalReference reference(String symbol) {
        return references.computeIfAbsent(symbol, GlobalReference::new);
    }
}
