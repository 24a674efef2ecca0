package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.llvm.Entity.Kind;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the functions and variables of a module that running some of its functions can have anything to do with: those
 * that they mention, directly or not.
 *
 * <p>Sound because what nothing mentions nothing can call, load or hand out, and because whatever may be used from
 * outside without being mentioned counts as mentioned: variables that other modules can name or that lie in a section
 * (tables that a loader walks, {@code llvm.used}, constructors), aliases and ifuncs, functions in a section, names in
 * metadata, names in strings of attributes and assembly, and functions under a name that code generation may call.
 * What is not whole, has bytes that are no tokens, is defined twice or cannot be told counts as mentioned, too, so that
 * it becomes a problem. With module-level assembly, or anything that begins no entity, everything does.
 *
 * <p>The other functions may run only if somebody calls them from outside; that is the caller's to rule out.
 */
final class ReachedEntities {

    private static final Pattern NO_WORD = Pattern.compile("[^-a-zA-Z$._0-9]+");

    private final TokenTable tokens;
    private final List<Entity> entities;
    private final FunctionBuilder functions;
    private final Map<String, Integer> entityOf = new HashMap<>();
    private final Set<String> callable = new LinkedHashSet<>();
    private final SpellingMap<Integer> spelled;
    private final BitSet reached = new BitSet();
    private final Deque<Integer> open = new ArrayDeque<>();

    private ReachedEntities(SourceText text, TokenTable tokens, List<Entity> entities, FunctionBuilder functions) {
        this.tokens = tokens;
        this.entities = entities;
        this.functions = functions;
        this.spelled = new SpellingMap<>(text);
    }

    /**
     * The numbers of the entities that must be read; all that are no function with a body and no variable are among them.
     *
     * @param mentioned symbols that other parts of the module mention
     * @param entries given the symbols that can be called, those that are called from outside
     */
    static BitSet among(
            SourceText text,
            TokenTable tokens,
            List<Entity> entities,
            FunctionBuilder functions,
            List<String> mentioned,
            UnaryOperator<Set<String>> entries) {
        ReachedEntities search = new ReachedEntities(text, tokens, entities, functions);
        IntStream.range(0, entities.size()).forEach(search::enter);
        mentioned.forEach(search::reach);
        search.find(entries);
        return search.reached;
    }

    /** Notes what an entity defines, and whether it is to be read whoever mentions it. */
    private void enter(int number) {
        Entity entity = entities.get(number);
        boolean kept = switch (entity.kind()) {
            case FUNCTION -> enterFunction(number, entity);
            case GLOBAL -> enterGlobal(number, entity);
            default -> true;
        };
        if (kept || isTorn(entity)) {
            reach(number);
        }
    }

    private boolean enterFunction(int number, Entity entity) {
        FunctionBuilder.Head head;
        try {
            head = functions.head(entity);
        } catch (UnreadableException e) {
            return true;
        }
        String symbol = head.symbol();
        callable.add(symbol);
        boolean declared = tokens.kind(entity.from()) == LlvmIrLexer.DECLARE;
        return define(symbol, number)
                || declared
                || isRuntimeName(symbol)
                || NO_WORD.matcher(symbol).find()
                || holds(LlvmIrLexer.SECTION, entity.from(), head.bodyFrom())
                || !isWholeBody(head.bodyFrom(), entity.to());
    }

    private boolean enterGlobal(int number, Entity entity) {
        String symbol = Spelling.name(tokens.spelling(entity.from()));
        int at = entity.from() + 2;
        boolean local = false;
        while (at < entity.to() && tokens.kind(at) == LlvmIrLexer.WORD) {
            String word = tokens.spelling(at);
            local |= word.equals("private") || word.equals("internal");
            at++;
        }
        boolean variable = tokens.kind(at) == LlvmIrLexer.GLOBAL || tokens.kind(at) == LlvmIrLexer.CONSTANT;
        if (!variable) {
            callable.add(symbol);
        }
        return define(symbol, number) || !variable || !local || holds(LlvmIrLexer.SECTION, at, entity.to());
    }

    /** Whether something else is defined under that name. */
    private boolean define(String symbol, int number) {
        Integer other = entityOf.putIfAbsent(symbol, number);
        if (other != null) {
            reach(other);
        }
        return other != null;
    }

    /**
     * Code generation calls functions of compiler run-times and of the C library under names of its own: those of the
     * first begin with an underscore, as names that Rust makes do, too; those of the second hold none.
     */
    private static boolean isRuntimeName(String symbol) {
        boolean rust = symbol.startsWith("_R") || symbol.startsWith("_ZN");
        return !rust && (symbol.startsWith("_") || symbol.indexOf('_') < 0 || symbol.startsWith("llvm."));
    }

    /** Whether a function ends with the bracket that closes its body, and not before. */
    private boolean isWholeBody(int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            depth += Brackets.change(tokens.kind(i));
            if (depth <= 0) {
                return depth == 0 && i == to - 1 && tokens.kind(i) == LlvmIrLexer.RBRACE;
            }
        }
        return false;
    }

    private boolean isTorn(Entity entity) {
        return entity.depth() > EntityParser.NESTING_LIMIT
                || holds(LlvmIrLexer.INVALID, entity.from(), entity.to())
                || entity.kind() == Kind.UNKNOWN;
    }

    private boolean holds(int kind, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.kind(i) == kind) {
                return true;
            }
        }
        return false;
    }

    private void find(UnaryOperator<Set<String>> entries) {
        if (entities.stream().anyMatch(entity -> entity.kind() == Kind.MODULE_ASM || entity.kind() == Kind.UNKNOWN)) {
            IntStream.range(0, entities.size()).forEach(this::reach);
            return;
        }
        for (String entry : entries.apply(callable)) {
            reach(entry);
        }
        while (!open.isEmpty()) {
            follow(entities.get(open.pop()));
        }
    }

    private void reach(int number) {
        if (!reached.get(number)) {
            reached.set(number);
            open.push(number);
        }
    }

    private void reach(String symbol) {
        Integer number = entityOf.get(symbol);
        if (number != null) {
            reach(number);
        }
    }

    private void follow(Entity entity) {
        if (entity.kind() == Kind.USE_LIST_ORDER || entity.kind() == Kind.SUMMARY) {
            return; // says again what others say
        }
        for (int i = entity.from(); i < entity.to(); i++) {
            int kind = tokens.kind(i);
            if (kind == LlvmIrLexer.GLOBAL_NAME) {
                reachNamed(i);
            } else if (kind == LlvmIrLexer.STRING && entity.kind() != Kind.METADATA) {
                NO_WORD.splitAsStream(Spelling.string(tokens.spelling(i))).forEach(this::reach);
            }
        }
    }

    private void reachNamed(int token) {
        int from = tokens.start(token);
        int to = tokens.end(token);
        Integer known = spelled.find(from, to);
        if (known == null) {
            known = entityOf.getOrDefault(Spelling.name(tokens.spelling(token)), -1);
            spelled.put(from, to, known);
        }
        if (known >= 0) {
            reach(known);
        }
    }
}
