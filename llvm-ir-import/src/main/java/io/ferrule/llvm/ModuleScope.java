package io.ferrule.llvm;

import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.MetadataOperand;
import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** What the builders of one module share: its text, its names, types, attributes and attachments, one of each. */
final class ModuleScope {

    private final SourceText text;
    private final ModuleNames names;
    private final TypeBuilder types;
    private final AttributeBuilder attributes;
    private final SharedAttachments attachments;
    private final SpellingMap<MetadataOperand> inlineNodes;
    private final Map<String, GlobalReference> references = new HashMap<>();
    private final SpellingMap<GlobalReference> spelledReferences;

    ModuleScope(SourceText text) {
        this.text = text;
        this.names = new ModuleNames(text);
        this.types = new TypeBuilder(text, names);
        this.attributes = new AttributeBuilder(text, names);
        this.attachments = new SharedAttachments(text);
        this.inlineNodes = new SpellingMap<>(text);
        this.spelledReferences = new SpellingMap<>(text);
    }

    SourceText text() {
        return text;
    }

    ModuleNames names() {
        return names;
    }

    TypeBuilder types() {
        return types;
    }

    AttributeBuilder attributes() {
        return attributes;
    }

    SharedAttachments attachments() {
        return attachments;
    }

    /** Metadata nodes that stand in place and mean the same wherever they do. */
    SpellingMap<MetadataOperand> inlineNodes() {
        return inlineNodes;
    }

    /** The symbol that a {@code @name} token names. */
    String symbol(Token name) {
        return reference(name).symbol();
    }

    /** The reference to what a {@code @name} token names; always the same instance. */
    GlobalReference reference(Token name) {
        GlobalReference known = spelledReferences.find(name);
        if (known == null) {
            known = references.computeIfAbsent(Spelling.name(name), GlobalReference::new);
            spelledReferences.put(name, known);
        }
        return known;
    }
}
