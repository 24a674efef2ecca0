package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.llvm.Entity.Kind;
import io.ferrule.program.MetadataNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Where in the text each numbered metadata node stands, in three arrays; reads a node again whenever it is asked for. */
final class MetadataNodes {

    private final SourceText text;
    private final int[] numbers;
    private final int[] starts;
    private final int[] ends;

    private MetadataNodes(SourceText text, int[] numbers) {
        this.text = text;
        this.numbers = numbers;
        this.starts = new int[numbers.length];
        this.ends = new int[numbers.length];
    }

    /** The nodes that these entities define, by their numbers. */
    static MetadataNodes of(TokenTable tokens, Map<Integer, Entity> entities) {
        int[] numbers =
                entities.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        MetadataNodes nodes = new MetadataNodes(tokens.text(), numbers);
        entities.forEach((number, entity) -> {
            int at = Arrays.binarySearch(numbers, number);
            nodes.starts[at] = tokens.start(entity.from());
            nodes.ends[at] = tokens.end(entity.to() - 1);
        });
        return nodes;
    }

    /** The node of that number. What reads it is its own, so that several threads may ask. */
    Optional<MetadataNode> node(int number) {
        int at = Arrays.binarySearch(numbers, number);
        if (at < 0) {
            return Optional.empty();
        }
        TokenTable tokens = TokenTable.of(text, starts[at], ends[at]);
        ModuleScope scope = new ModuleScope(text);
        MetadataBuilder builder = new MetadataBuilder(scope, new ValueBuilder(scope, ValueBuilder.LocalScope.NONE));
        try {
            Entity entity = new Entity(Kind.METADATA, 0, tokens.size());
            return Optional.of(builder.node(new EntityParser(tokens).parse(entity, LlvmIrParser::metadataDefinition)));
        } catch (UnreadableException e) {
            return Optional.empty(); // reported when the module was read
        }
    }
}
