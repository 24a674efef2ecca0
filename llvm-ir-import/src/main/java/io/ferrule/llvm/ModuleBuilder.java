package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.LlvmIrParser.AttributeGroupContext;
import io.ferrule.grammar.LlvmIrParser.ComdatContext;
import io.ferrule.grammar.LlvmIrParser.GlobalContext;
import io.ferrule.grammar.LlvmIrParser.TargetLineContext;
import io.ferrule.grammar.LlvmIrParser.TypeDefinitionContext;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.llvm.Entity.Kind;
import io.ferrule.program.Alias;
import io.ferrule.program.Attachments;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Body;
import io.ferrule.program.Function;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Header;
import io.ferrule.program.Problem;
import io.ferrule.program.Program;
import io.ferrule.program.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Builds a program out of the entities of one module; a bad entity becomes a problem, and the others are read on. */
final class ModuleBuilder {

    /** Others may refer to these before they are defined, so they are read first. */
    private static final Set<Kind> FIRST = EnumSet.of(Kind.ATTRIBUTES, Kind.TYPE);

    private final TokenTable tokens;
    private final SourceText text;
    private final EntityParser parser;
    private final ModuleScope scope;
    private final FunctionBuilder functionBuilder;
    private final GlobalBuilder globalBuilder;
    private final Shapes<GlobalContext> globalShapes;

    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Map<String, GlobalVariable> globals = new LinkedHashMap<>();
    private final Map<String, Alias> aliases = new LinkedHashMap<>();
    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final Set<String> comdats = new HashSet<>();
    private final Set<Integer> targetKeys = new HashSet<>();
    private final List<String> moduleAsm = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> leftOut = new HashSet<>();
    private final Optional<MetadataTail> tail;
    private final MetadataIndex metadata;
    private String dataLayout = "";
    private String targetTriple = "";

    /** A builder for a module in one go. */
    ModuleBuilder(SourceText text) {
        this(text, text.growingTokens(), Optional.empty());
    }

    /** A builder for the front of a module, whose tail {@code helper} cuts meanwhile. */
    ModuleBuilder(SourceText text, int tailStart, Executor helper) {
        this(text, text.growingTokens(0, tailStart), Optional.of(helper));
    }

    private ModuleBuilder(SourceText text, TokenTable tokens, Optional<Executor> helper) {
        this.text = text;
        this.tokens = tokens;
        this.parser = new EntityParser(tokens);
        this.scope = new ModuleScope(text);
        this.functionBuilder = new FunctionBuilder(tokens, scope);
        this.globalBuilder = new GlobalBuilder(scope);
        this.globalShapes = new Shapes<>(tokens, LlvmIrParser::global, IntervalSet.of(Token.EOF));
        this.tail = helper.map(executor -> MetadataTail.from(tokens.limit(), text, scope, executor));
        this.metadata = tail.map(MetadataTail::index).orElseGet(() -> new MetadataIndex(tokens, parser, scope));
    }

    void refuse(Problem problem) {
        problems.add(problem);
    }

    /** The whole module; empty where it has no such tail as was thought. */
    Optional<Program> program() {
        List<Entity> entities = cut();
        readAll(entities, false);
        return finished(entities);
    }

    /**
     * What can be reached from some functions, and the heads of the others: see {@link ReachedEntities}; empty where the
     * module has no such tail as was thought.
     */
    Optional<Program> program(UnaryOperator<Set<String>> entries) {
        List<Entity> entities = cut();
        List<String> mentioned = tail.map(MetadataTail::mentioned).orElse(List.of());
        BitSet reached = ReachedEntities.among(text, tokens, entities, functionBuilder, mentioned, entries);
        for (int i = 0; i < entities.size(); i++) {
            if (!reached.get(i)) {
                passOver(entities.get(i));
            } else if (!FIRST.contains(entities.get(i).kind())) {
                read(entities.get(i), this::build);
            }
        }
        return finished(entities);
    }

    private List<Entity> cut() {
        EntityCutter cutter = tail.isPresent()
                ? new EntityCutter(tokens)
                : new EntityCutter(tokens, metadata::settle, metadata::settleKnown);
        List<Entity> entities = cutter.cut();
        readAll(entities, true);
        return entities;
    }

    private Optional<Program> finished(List<Entity> entities) {
        if (tail.isPresent()) {
            if (!tail.get().fits(tokens, entities)) {
                return Optional.empty();
            }
            tail.get().entities().forEach(this::readInTail);
        }
        demandNames();
        demandTypes();
        return Optional.of(new Program(
                text.name(),
                dataLayout,
                targetTriple,
                types,
                globals,
                aliases,
                functions,
                moduleAsm,
                metadata.metadata(),
                metadata.named(),
                problems));
    }

    private boolean isDefined(String symbol) {
        return functions.containsKey(symbol)
                || globals.containsKey(symbol)
                || aliases.containsKey(symbol)
                || leftOut.contains(symbol);
    }

    private void readAll(List<Entity> entities, boolean first) {
        for (Entity entity : entities) {
            if (FIRST.contains(entity.kind()) == first) {
                read(entity, this::build);
            }
        }
    }

    private void passOver(Entity entity) {
        if (entity.kind() == Kind.FUNCTION) {
            read(entity, unread -> {
                Function function = functionBuilder.unread(unread);
                functions.put(function.symbol(), function);
            });
        } else {
            leftOut.add(Spelling.name(tokens.spelling(entity.from())));
        }
    }

    private void read(Entity entity, Consumer<Entity> builder) {
        try {
            builder.accept(entity);
        } catch (UnreadableException e) {
            String subject = subject(entity);
            // Where bytes are no tokens, the entity may end elsewhere in LLVM's eyes: that touches the whole module.
            Problem problem = text.problem(e.offset(), isTorn(entity) ? "" : subject, e.reason());
            problems.add(problem);
            if (entity.kind() == Kind.FUNCTION && !subject.isEmpty()) {
                functions.put(subject, unreadable(subject, problem));
            }
        }
    }

    private void readInTail(Entity entity) {
        try {
            if (entity.kind() == Kind.METADATA) {
                metadata.add(entity);
            } else {
                metadata.addNamed(entity);
            }
        } catch (UnreadableException e) {
            problems.add(text.problem(e.offset(), "", e.reason()));
        }
    }

    private void build(Entity entity) {
        switch (entity.kind()) {
            case FUNCTION -> addFunction(entity);
            case GLOBAL -> addGlobal(entity);
            case METADATA -> metadata.add(entity);
            case ATTRIBUTES -> addAttributes(entity);
            case TYPE -> addType(entity);
            case TARGET -> addTarget(entity);
            case MODULE_ASM ->
                moduleAsm.add(Spelling.string(
                        parser.parse(entity, LlvmIrParser::moduleAsm).text.getText()));
            case SOURCE_FILENAME -> parser.parse(entity, LlvmIrParser::sourceFilename);
            case COMDAT -> addComdat(entity);
            case NAMED_METADATA -> metadata.addNamed(entity, parser);
            case SUMMARY -> parser.parse(entity, LlvmIrParser::summaryEntry);
            case USE_LIST_ORDER -> parser.parse(entity, LlvmIrParser::moduleUseListOrder);
            case UNKNOWN ->
                throw new UnreadableException(
                        tokens.start(entity.from()),
                        "`" + tokens.spelling(entity.from()) + "` begins nothing that a module can hold");
        }
    }

    private void addFunction(Entity entity) {
        parser.demandShallow(entity);
        Function function = functionBuilder.function(entity);
        demandNew(function.symbol(), entity);
        functions.put(function.symbol(), function);
    }

    private void addGlobal(Entity entity) {
        parser.demandShallow(entity);
        GlobalContext context = globalShapes.at(entity.from(), entity.to()).tree();
        globalShapes.focus(entity.from(), entity.to());
        demandNew(scope.symbol(context.name), entity);
        if (GlobalBuilder.isAlias(context)) {
            Alias alias = globalBuilder.alias(context);
            aliases.put(alias.symbol(), alias);
        } else {
            GlobalVariable variable = globalBuilder.variable(context);
            globals.put(variable.symbol(), variable);
        }
    }

    private void demandNew(String symbol, Entity entity) {
        if (isDefined(symbol)) {
            throw new UnreadableException(tokens.start(entity.from()), "`@" + symbol + "` is defined twice");
        }
    }

    private void addAttributes(Entity entity) {
        AttributeGroupContext context = parser.parse(entity, LlvmIrParser::attributeGroup);
        if (!scope.attributes().defineGroup(Spelling.number(context.group), context.attributes)) {
            throw new UnreadableException(
                    context.group, "attribute group " + context.group.getText() + " is defined twice");
        }
    }

    private void addType(Entity entity) {
        TypeDefinitionContext context = parser.parse(entity, LlvmIrParser::typeDefinition);
        Type type = context.opaque != null
                ? new Type.KeywordType("opaque")
                : scope.types().type(context.definition);
        if (types.putIfAbsent(Spelling.name(context.name), type) != null) {
            throw new UnreadableException(context.name, "type `" + context.name.getText() + "` is defined twice");
        }
    }

    private void addComdat(Entity entity) {
        ComdatContext context = parser.parse(entity, LlvmIrParser::comdat);
        if (!context.keyword.getText().equals("comdat") || !comdats.add(Spelling.name(context.name))) {
            throw new UnreadableException(context.name, "this comdat is defined twice, or is none");
        }
    }

    private void demandNames() {
        boolean inTail = tail.flatMap(end -> undefinedNames(end.tokens())).isPresent();
        if (!metadata.isComplete() || inTail || undefinedNames(tokens).isPresent()) {
            undefinedNames(text.tokens()).ifPresent(problems::add); // settled entities have their part in it
        }
    }

    private Optional<Problem> undefinedNames(TokenTable table) {
        return new UndefinedNames(text, table, this::isDefined, comdats::contains, metadata::defines).problem();
    }

    private void demandTypes() {
        scope.types().named().forEach((name, offset) -> {
            if (!types.containsKey(name)) {
                problems.add(text.problem(offset, "", "type `%" + name + "` is used but not defined"));
            }
        });
    }

    private void addTarget(Entity entity) {
        TargetLineContext context = parser.parse(entity, LlvmIrParser::targetLine);
        String value = Spelling.string(context.text.getText());
        if (!targetKeys.add(context.key.getType())) {
            throw new UnreadableException(context.key, "a second target line of this kind");
        }
        if (context.key.getType() == LlvmIrLexer.TRIPLE) {
            targetTriple = value;
        } else {
            dataLayout = value;
        }
    }

    private boolean isTorn(Entity entity) {
        return IntStream.range(entity.from(), entity.to()).anyMatch(i -> tokens.kind(i) == LlvmIrLexer.INVALID);
    }

    /** The symbol of the function or global that an entity is about, read off its tokens. */
    private String subject(Entity entity) {
        if (entity.kind() != Kind.FUNCTION && entity.kind() != Kind.GLOBAL) {
            return "";
        }
        for (int i = entity.from(); i < entity.to(); i++) {
            if (tokens.kind(i) == LlvmIrLexer.GLOBAL_NAME) {
                return Spelling.name(tokens.spelling(i));
            }
        }
        return "";
    }

    private static Function unreadable(String symbol, Problem problem) {
        return new Function(
                symbol,
                Type.VOID,
                List.of(),
                true,
                AttributeSet.NONE,
                AttributeSet.NONE,
                Optional.empty(),
                List.of(),
                Header.NO_LOCATION,
                Attachments.NONE,
                new Body.Unreadable(problem));
    }
}
