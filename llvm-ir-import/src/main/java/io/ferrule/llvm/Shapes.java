package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.LlvmIrParser.BodyItemContext;
import io.ferrule.grammar.LlvmIrParser.OperationContext;
import io.ferrule.grammar.RuleParser;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.TokenWindow;
import io.ferrule.grammar.UnreadableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * Parses each shape of one rule once. A module of megabytes is written in a few thousand shapes: sequences of kinds of
 * tokens. The generated parser looks at kinds alone, so what it has made of one stretch of tokens holds for every other
 * stretch of the same kinds; only where its tokens lie is another matter, and that is for the {@link TokenWindow} to say.
 *
 * <p>Known shapes are a tree of kinds. A shape ends where a token follows that may follow the rule: as the grammar is
 * LL(1), a token that may follow leads out of the rule at every place where the rule could end, whatever token followed
 * when the shape was parsed. The argument needs the rule to be used inside of the grammar, so that ANTLR knows what
 * follows, and {@code follow} to be no more than that.
 *
 * @param <T> what the rule finds
 */
final class Shapes<T> {

    /** One shape: what the parser made of it, and how many tokens it has. */
    record Shape<T>(T tree, int length) {}

    /** Longer ones are parsed each time: they rarely come twice. */
    private static final int LONGEST = 128;

    /** A bound on memory for texts that repeat nothing. */
    private static final int MOST_TOKENS = 1 << 18;

    private static final int KIND_BITS = 9;
    private static final int NO_KIND = -1;

    /** A bound on time for texts that are made to have equal hashes. */
    private static final int MOST_PROBES = 32;

    private final TokenTable tokens;
    private final RuleParser<LlvmIrParser, T> parser;
    private final boolean[] follow = new boolean[1 << KIND_BITS];

    private final List<@Nullable Shape<T>> ends = new ArrayList<>(1 << 10); // by node; node 0 is the root
    private int[] firstKinds = new int[1 << 10]; // by node: the first edge that it got, which is mostly the only one
    private int[] firstTargets = new int[1 << 10];
    private int[] keys = new int[1 << 12]; // of edges: the node, the kind; 0 for a free place
    private int[] targets = new int[1 << 12];

    /**
     * No shape yet.
     *
     * @param follow the kinds of tokens that may follow the rule
     */
    Shapes(TokenTable tokens, Function<LlvmIrParser, T> rule, IntervalSet follow) {
        this.tokens = tokens;
        this.parser = new RuleParser<>(tokens, LlvmIrParser::new, rule, Shapes::unknownInstruction);
        for (int kind : follow.toArray()) {
            this.follow[code(kind)] = true;
        }
        addNode();
    }

    /**
     * The shape of what begins at {@code from}.
     *
     * @throws UnreadableException if the rule does not describe it
     */
    Shape<T> at(int from, int limit) {
        int node = 0;
        for (int token = from; node >= 0; token++) {
            int kind = code(token < limit ? tokens.kind(token) : Token.EOF);
            Shape<T> end = ends.get(node);
            if (end != null && follow[kind]) {
                return end;
            }
            node = firstKinds[node] == kind ? firstTargets[node] : next(node, kind);
        }
        return parse(from, limit);
    }

    private static Optional<String> unknownInstruction(RecognitionException cause) {
        Token found = cause.getOffendingToken();
        boolean wanted = cause.getCtx() instanceof BodyItemContext || cause.getCtx() instanceof OperationContext;
        return wanted && found.getType() == LlvmIrLexer.WORD
                ? Optional.of("unknown instruction `" + found.getText() + "`")
                : Optional.empty();
    }

    /** The node behind that edge, or -1. */
    private int next(int node, int kind) {
        int place = place(node << KIND_BITS | kind);
        return place < 0 ? -1 : targets[place] - 1;
    }

    /** Lets the tokens of a shape be those that begin at {@code from}. */
    void focus(int from, int limit) {
        parser.window().moveTo(from, limit);
    }

    private Shape<T> parse(int from, int limit) {
        T tree = parser.parse(from, limit);
        Shape<T> shape = new Shape<>(tree, parser.consumed());
        boolean known = follow[code(parser.window().kind(shape.length()))];
        if (known && shape.length() <= LONGEST && ends.size() + shape.length() <= MOST_TOKENS) {
            remember(shape, from);
        }
        return shape;
    }

    private void remember(Shape<T> shape, int from) {
        int node = 0;
        for (int i = 0; i < shape.length() && node >= 0; i++) {
            node = child(node, code(tokens.kind(from + i)));
        }
        if (node >= 0) {
            ends.set(node, shape);
        }
    }

    /** The node behind that edge, made where there is none; -1 where it can be nowhere. */
    private int child(int node, int kind) {
        int place = place(node << KIND_BITS | kind);
        if (place < 0) {
            return -1;
        }
        if (targets[place] == 0) {
            int made = ends.size();
            keys[place] = node << KIND_BITS | kind;
            targets[place] = made + 1;
            addNode();
            if (firstTargets[node] == 0) {
                firstKinds[node] = kind;
                firstTargets[node] = made;
            }
            growIfFull();
            return made;
        }
        return targets[place] - 1;
    }

    private void addNode() {
        int node = ends.size();
        if (node == firstKinds.length) {
            firstKinds = Arrays.copyOf(firstKinds, 2 * node);
            firstTargets = Arrays.copyOf(firstTargets, 2 * node);
        }
        ends.add(null);
        firstKinds[node] = NO_KIND;
    }

    private void growIfFull() {
        if (2 * ends.size() < keys.length) {
            return;
        }
        int[] oldKeys = keys;
        int[] oldTargets = targets;
        keys = new int[2 * oldKeys.length];
        targets = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldTargets[i] != 0) {
                int place = place(oldKeys[i]);
                if (place >= 0) { // else what lies behind it is parsed each time
                    keys[place] = oldKeys[i];
                    targets[place] = oldTargets[i];
                }
            }
        }
    }

    /** Where that edge is kept, or would be: a place whose target is 0; -1 where it can be nowhere. */
    private int place(int key) {
        int mask = keys.length - 1;
        int hash = key * 0x9E3779B1;
        hash ^= hash >>> 15;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            int place = (hash + probe * (probe + 1) / 2) & mask; // triangular: full stretches do not grow together
            if (targets[place] == 0 || keys[place] == key) {
                return place;
            }
        }
        return -1;
    }

    /** The kind as a number from 0. */
    private static int code(int kind) {
        return kind + 1; // EOF is -1
    }
}
