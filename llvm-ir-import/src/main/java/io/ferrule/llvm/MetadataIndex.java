package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.LlvmIrParser.MetadataDefinitionContext;
import io.ferrule.grammar.LlvmIrParser.NamedMetadataContext;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.llvm.Entity.Kind;
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

    private final SourceText text;
    private final TokenTable tokens;
    private final EntityParser parser;
    private final MetadataBuilder checker;
    private final Shapes<Definition> shapes;
    private final MetadataPlaces places = new MetadataPlaces();
    private final NumberSet defined;
    private final NumberSet used;
    private final KnownDefinitions known;
    private final Map<String, List<MetadataOperand>> named = new LinkedHashMap<>();

    MetadataIndex(TokenTable tokens, EntityParser parser, ModuleScope scope) {
        this.text = scope.text();
        this.tokens = tokens;
        this.parser = parser;
        this.checker = new MetadataBuilder(scope, new ValueBuilder(scope, ValueBuilder.LocalScope.NONE));
        this.shapes = new Shapes<>(tokens, Definition::parse, IntervalSet.of(Token.EOF));
        this.defined = new NumberSet(text);
        this.used = new NumberSet(text);
        this.known = new KnownDefinitions(text, used);
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

    /**
     * Reads a definition if that can be done from its tokens alone, as for most: of a known kind, with nothing in it that
     * the builder might refuse. Its tokens are not needed any more then.
     *
     * @return false where it has to be read by {@link #add}
     */
    boolean settle(Entity entity) {
        if (entity.kind() != Kind.METADATA || entity.depth() > EntityParser.NESTING_LIMIT) {
            return false;
        }
        int number = number(entity);
        if (defined.contains(number) || !isSimple(entity) || !isPlainlySpelled(entity)) {
            return false;
        }
        place(number, entity);
        known.learn(tokens, entity);
        return true;
    }

    /**
     * Settles definitions that follow each other and are spelled like others before.
     *
     * @param from the byte where an entity begins
     * @return the byte where the first entity begins that is not settled so
     */
    int settleKnown(int from) {
        return known.pass(from, defined::contains, (number, start, end) -> {
            defined.add(number);
            places.add(number, start, end);
        });
    }

    private boolean isSimple(Entity entity) {
        try {
            return shapes.at(entity.from(), entity.to()).tree().simple();
        } catch (UnreadableException e) {
            return false; // reported by add
        }
    }

    /** Whether no token of a simple definition is spelled in a way that its builder might refuse; notes what it uses. */
    private boolean isPlainlySpelled(Entity entity) {
        for (int i = entity.from(); i < entity.to(); i++) {
            int start = tokens.start(i);
            int end = tokens.end(i);
            switch (tokens.kind(i)) {
                case LlvmIrLexer.METADATA_NUMBER -> {
                    if (end - start >= SHORT_NUMBER) {
                        return false;
                    }
                    used.add(tokens.number(start + 1, end));
                }
                case LlvmIrLexer.INTEGER -> {
                    if (end - start >= SHORT_NUMBER) {
                        return false;
                    }
                }
                case LlvmIrLexer.METADATA_NAME -> {
                    if (tokens.holds((byte) '\\', start, end)) {
                        return false;
                    }
                }
                default -> {
                    // Says nothing that could be refused.
                }
            }
        }
        return true;
    }

    /** Adds named metadata that stands among the nodes. */
    void addNamed(Entity entity) {
        addNamed(entity, parser);
    }

    void add(Entity entity) {
        int number = number(entity);
        if (number < 0 || defined.contains(number)) {
            throw new UnreadableException(
                    tokens.start(entity.from()),
                    "`" + tokens.spelling(entity.from()) + "` is defined twice, or is no number of a node");
        }
        place(number, entity);
        parser.demandShallow(entity);
        Definition definition = shapes.at(entity.from(), entity.to()).tree();
        shapes.focus(entity.from(), entity.to());
        checker.node(definition.tree());
    }

    /** The number that the entity defines, or -1 where it is none. */
    private int number(Entity entity) {
        return tokens.number(tokens.start(entity.from()) + 1, tokens.end(entity.from()));
    }

    private void place(int number, Entity entity) {
        defined.add(number);
        places.add(number, tokens.start(entity.from()), tokens.end(entity.to() - 1));
    }

    /** Adds named metadata, which need not stand among the nodes. */
    void addNamed(Entity entity, EntityParser parsedBy) {
        NamedMetadataContext context = parsedBy.parse(entity, LlvmIrParser::namedMetadata);
        List<MetadataOperand> operands = List.copyOf(checker.operands(context.operands));
        if (named.putIfAbsent(Spelling.name(context.name.getText()), operands) != null) {
            throw new UnreadableException(context.name, "`" + context.name + "` is defined twice");
        }
    }

    Map<String, List<MetadataOperand>> named() {
        return named;
    }

    boolean defines(int number) {
        return defined.contains(number);
    }

    /** Whether all that the settled definitions refer to is defined. */
    boolean isComplete() {
        return used.isWithin(defined);
    }

    /** The nodes, from the text alone: the tokens of the module are not kept for them. */
    Metadata metadata() {
        MetadataNodes nodes = new MetadataNodes(text, places.ordered());
        return Metadata.readBy(nodes::node);
    }
}
