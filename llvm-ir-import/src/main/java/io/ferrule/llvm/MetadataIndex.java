package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.program.Metadata;
import io.ferrule.program.MetadataNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where each numbered metadata node stands. All are built once when the module is read, to see
 * that it can be done, and again when asked for: most never are, and all together would take much memory. */
final class MetadataIndex {

    private final TokenTable tokens;
    private final EntityParser parser;
    private final ModuleScope scope;
    private final MetadataBuilder checker;
    private final Map<Integer, Entity> entities = new HashMap<>();

    MetadataIndex(TokenTable tokens, EntityParser parser, ModuleScope scope) {
        this.tokens = tokens;
        this.parser = parser;
        this.scope = scope;
        this.checker = new MetadataBuilder(scope, new ValueBuilder(scope, ValueBuilder.LocalScope.NONE));
    }

    void add(Entity entity) {
        String name = tokens.spelling(entity.from());
        int number = Spelling.number(name);
        if (number < 0 || entities.putIfAbsent(number, entity) != null) {
            throw new UnreadableException(
                    tokens.start(entity.from()), "`" + name + "` is defined twice, or is no number of a node");
        }
        checker.node(parser.parse(entity, LlvmIrParser::metadataDefinition));
    }

    boolean defines(int number) {
        return entities.containsKey(number);
    }

    Metadata metadata() {
        Map<Integer, Entity> known = Map.copyOf(entities);
        return Metadata.readBy(number -> Optional.ofNullable(known.get(number)).flatMap(this::node));
    }

    /** A node; its builders are its own, so that several threads may ask. */
    private Optional<MetadataNode> node(Entity entity) {
        ModuleScope own = new ModuleScope(scope.text());
        ValueBuilder values = new ValueBuilder(own, ValueBuilder.LocalScope.NONE);
        try {
            return Optional.of(
                    new MetadataBuilder(own, values).node(parser.parse(entity, LlvmIrParser::metadataDefinition)));
        } catch (UnreadableException e) {
            return Optional.empty(); // reported when the module was read
        }
    }
}
