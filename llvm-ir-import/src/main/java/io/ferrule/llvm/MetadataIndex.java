package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.LlvmIrParser.MetadataDefinitionContext;
import io.ferrule.grammar.LlvmIrParser.NamedMetadataContext;
import io.ferrule.program.Metadata;
import io.ferrule.program.MetadataOperand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Where each numbered metadata node stands. Each is checked when the module is read, so that it can be built, and built
 * when it is asked for: most never are, and all together would take much memory.
 */
final class MetadataIndex {

    /** Tokens that say nothing of types and values. */
    private static final Set<Integer> SIMPLE = Set.of(
            LlvmIrLexer.METADATA_NUMBER,
            LlvmIrLexer.METADATA_NAME,
            LlvmIrLexer.EQUALS,
            LlvmIrLexer.DISTINCT,
            LlvmIrLexer.EXCLAMATION,
            LlvmIrLexer.LPAREN,
            LlvmIrLexer.RPAREN,
            LlvmIrLexer.RBRACE,
            LlvmIrLexer.COMMA,
            LlvmIrLexer.BAR,
            LlvmIrLexer.LABEL,
            LlvmIrLexer.STRING,
            LlvmIrLexer.INTEGER,
            LlvmIrLexer.WORD,
            LlvmIrLexer.TRUE,
            LlvmIrLexer.FALSE,
            LlvmIrLexer.NULL);

    /** Shorter numbers fit an {@code int}, with their sign. */
    private static final int SHORT_NUMBER = 10;

    private final TokenTable tokens;
    private final EntityParser parser;
    private final MetadataBuilder checker;
    private final Shapes<Definition> shapes;
    private final MetadataPlaces places;
    private final Map<String, List<MetadataOperand>> named = new LinkedHashMap<>();

    MetadataIndex(TokenTable tokens, EntityParser parser, ModuleScope scope) {
        this.tokens = tokens;
        this.parser = parser;
        this.checker = new MetadataBuilder(scope, new ValueBuilder(scope, ValueBuilder.LocalScope.NONE));
        this.shapes = new Shapes<>(tokens, Definition::parse, IntervalSet.of(Token.EOF));
        this.places = new MetadataPlaces(tokens.text());
    }

    /**
     * The shape of a definition.
     *
     * @param simple whether its kinds of tokens rule out all but references, words, numbers and text: then nothing but
     *     the spelling of single tokens can keep it from being built
     */
    private record Definition(MetadataDefinitionContext tree, boolean simple) {

        static Definition parse(LlvmIrParser parser) {
            MetadataDefinitionContext tree = parser.metadataDefinition();
            TokenStream stream = parser.getTokenStream();
            boolean simple = true;
            for (int i = 0; i < stream.size(); i++) {
                int kind = stream.get(i).getType();
                simple &= kind == LlvmIrLexer.LBRACE
                        ? stream.get(i - 1).getType() == LlvmIrLexer.EXCLAMATION // else it may be a type
                        : SIMPLE.contains(kind);
            }
            return new Definition(tree, simple);
        }
    }

    void add(Entity entity) {
        int start = tokens.start(entity.from());
        int end = tokens.end(entity.to() - 1);
        int number = tokens.text().number(start + 1, tokens.end(entity.from()));
        if (number < 0 || !places.add(number, start, end)) {
            throw new UnreadableException(
                    start, "`" + tokens.spelling(entity.from()) + "` is defined twice, or is no number of a node");
        }
        parser.demandShallow(entity);
        Definition definition = shapes.at(entity.from(), entity.to()).tree();
        if (!definition.simple() || !isPlainlySpelled(entity)) {
            shapes.focus(entity.from(), entity.to());
            checker.node(definition.tree());
        }
    }

    /** Whether no token of a simple definition is spelled in a way that its builder might refuse. */
    private boolean isPlainlySpelled(Entity entity) {
        for (int i = entity.from(); i < entity.to(); i++) {
            int length = tokens.end(i) - tokens.start(i);
            boolean plain = switch (tokens.kind(i)) {
                case LlvmIrLexer.METADATA_NUMBER, LlvmIrLexer.INTEGER -> length < SHORT_NUMBER;
                case LlvmIrLexer.METADATA_NAME -> !tokens.text().holds((byte) '\\', tokens.start(i), tokens.end(i));
                default -> true;
            };
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    void addNamed(Entity entity) {
        NamedMetadataContext context = parser.parse(entity, LlvmIrParser::namedMetadata);
        List<MetadataOperand> operands = List.copyOf(checker.operands(context.operands));
        if (named.putIfAbsent(Spelling.name(context.name.getText()), operands) != null) {
            throw new UnreadableException(context.name, "`" + context.name + "` is defined twice");
        }
    }

    Map<String, List<MetadataOperand>> named() {
        return named;
    }

    boolean defines(int number) {
        return places.contains(number);
    }

    /** The nodes, from the text alone: the tokens of the module are not kept for them. */
    Metadata metadata() {
        MetadataNodes nodes = new MetadataNodes(tokens.text(), places.ordered());
        return Metadata.readBy(nodes::node);
    }
}
