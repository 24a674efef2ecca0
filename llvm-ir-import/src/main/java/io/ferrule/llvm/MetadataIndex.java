package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.LlvmIrParser.NamedMetadataContext;
import io.ferrule.program.Metadata;
import io.ferrule.program.MetadataOperand;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each numbered metadata node stands. All are built once when the module is read, to see
 * that it can be done, and again when asked for: most never are, and all together would take much memory. */
final class MetadataIndex {

    private final TokenTable tokens;
    private final EntityParser parser;
    private final ModuleScope scope;
    private final MetadataBuilder checker;
    private final Map<Integer, Entity> entities = new HashMap<>();
    private final Map<String, List<MetadataOperand>> named = new LinkedHashMap<>();

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

    void addNamed(Entity entity) {
        NamedMetadataContext context = parser.parse(entity, LlvmIrParser::namedMetadata);
        MetadataBuilder builder = new MetadataBuilder(scope, new ValueBuilder(scope, ValueBuilder.LocalScope.NONE));
        List<MetadataOperand> operands =
                context.operands.stream().map(builder::operand).toList();
        if (named.putIfAbsent(Spelling.name(context.name.getText()), operands) != null) {
            throw new UnreadableException(context.name, "`" + context.name + "` is defined twice");
        }
    }

    Map<String, List<MetadataOperand>> named() {
        return named;
    }

    boolean defines(int number) {
        return entities.containsKey(number);
    }

    /** The nodes, from the text alone: the tokens of the module are not kept for them. */
    Metadata metadata() {
        MetadataNodes nodes = MetadataNodes.of(tokens, entities);
        return Metadata.readBy(nodes::node);
    }
}
