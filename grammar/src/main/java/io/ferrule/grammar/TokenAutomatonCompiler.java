package io.ferrule.grammar;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.atn.LexerSkipAction;
import org.antlr.v4.runtime.atn.OrderedATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.dfa.DFAState;

/**
 * Run by the build: explores the automaton that ANTLR's lexer would otherwise build piece by piece while it runs, over
 * all bytes, and writes it as a table. Each grammar has one mode, no predicates and no actions but {@code skip}; without
 * them a lexer is a plain finite automaton.
 */
final class TokenAutomatonCompiler extends LexerATNSimulator {

    private static final int BYTES = 256;

    private final CharStream nothing = CharStreams.fromString("");
    private final ATN lexerAtn;

    private TokenAutomatonCompiler(ATN atn) {
        super(null, atn, new DFA[] {new DFA(atn.modeToStartState.get(0))}, new PredictionContextCache());
        this.lexerAtn = atn;
    }

    /** Writes the tables into the folder of that name. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        compile(LlvmIrLexer._ATN, folder.resolve(TokenAutomaton.LLVM_IR_FILE));
        compile(RustMirLexer._ATN, folder.resolve(TokenAutomaton.RUST_MIR_FILE));
    }

    private static void compile(ATN lexer, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            new TokenAutomatonCompiler(lexer).explore().write(out);
        }
    }

    private TokenAutomaton explore() {
        List<DFAState> states = new ArrayList<>();
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        List<int[]> rows = new ArrayList<>();
        add(
                addDFAState(computeStartState(nothing, lexerAtn.modeToStartState.get(Lexer.DEFAULT_MODE))),
                states,
                numbers);
        for (int i = 0; i < states.size(); i++) {
            int[] row = new int[BYTES];
            for (int b = 0; b < BYTES; b++) {
                ATNConfigSet reached = new OrderedATNConfigSet();
                getReachableConfigSet(nothing, states.get(i).configs, reached, b);
                row[b] = reached.isEmpty() ? -1 : add(addDFAState(reached), states, numbers);
            }
            rows.add(row);
        }
        return table(states, rows);
    }

    private static int add(DFAState state, List<DFAState> states, Map<Integer, Integer> numbers) {
        Integer known = numbers.putIfAbsent(state.stateNumber, states.size());
        if (known == null) {
            states.add(state);
            return states.size() - 1;
        }
        return known;
    }

    /** Bytes that no state tells apart share a column. */
    private static TokenAutomaton table(List<DFAState> states, List<int[]> rows) {
        Map<List<Integer>, Integer> columns = new LinkedHashMap<>();
        byte[] classes = new byte[BYTES];
        for (int b = 0; b < BYTES; b++) {
            int index = b;
            List<Integer> column = rows.stream().map(row -> row[index]).toList();
            classes[b] = (byte) (int) columns.computeIfAbsent(column, c -> columns.size());
        }
        int width = columns.size();
        if (width > Byte.MAX_VALUE || states.size() > Short.MAX_VALUE) {
            throw new IllegalStateException("the lexer has outgrown its table");
        }
        short[] next = new short[states.size() * width];
        Arrays.fill(next, (short) -1);
        for (int s = 0; s < states.size(); s++) {
            for (int b = 0; b < BYTES; b++) {
                next[s * width + classes[b]] = (short) rows.get(s)[b];
            }
        }
        short[] accepts = new short[states.size()];
        for (int s = 0; s < states.size(); s++) {
            accepts[s] = accept(states.get(s));
        }
        return new TokenAutomaton(classes, width, next, accepts);
    }

    private static short accept(DFAState state) {
        if (!state.isAcceptState) {
            return 0;
        }
        boolean skipped = state.lexerActionExecutor != null
                && Arrays.stream(state.lexerActionExecutor.getLexerActions())
                        .anyMatch(LexerSkipAction.class::isInstance);
        return (short) (skipped ? TokenAutomaton.SKIPPED : state.prediction);
    }
}
