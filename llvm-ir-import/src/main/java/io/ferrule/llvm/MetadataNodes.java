package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.llvm.Entity.Kind;
import io.ferrule.program.MetadataNode;
import java.util.Optional;

/** Reads a numbered metadata node from the text whenever it is asked for. */
final class MetadataNodes {

    private final SourceText text;
    private final MetadataPlaces places;

    /**
     * The nodes of one text.
     *
     * @param places in the order of numbers
     */
    MetadataNodes(SourceText text, MetadataPlaces places) {
        this.text = text;
        this.places = places;
    }

    /** The node of that number. What reads it is its own, so that several threads may ask. */
    Optional<MetadataNode> node(int number) {
        int at = places.place(number);
        if (at < 0) {
            return Optional.empty();
        }
        TokenTable tokens = text.tokens(places.start(at), places.end(at));
        ModuleScope scope = new ModuleScope(text);
        MetadataBuilder builder = new MetadataBuilder(scope, new ValueBuilder(scope, ValueBuilder.LocalScope.NONE));
        try {
            Entity entity = new Entity(Kind.METADATA, 0, tokens.size(), 0);
            return Optional.of(builder.node(new EntityParser(tokens).parse(entity, LlvmIrParser::metadataDefinition)));
        } catch (UnreadableException e) {
            return Optional.empty(); // reported when the module was read
        }
    }
}
