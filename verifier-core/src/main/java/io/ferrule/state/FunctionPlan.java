package io.ferrule.state;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.graph.Components;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Computation;
import io.ferrule.program.Computation.Incoming;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is computed of a function once, whatever the state it is called in. */
final class FunctionPlan {

    /** Functions with more blocks times locals do without liveness: facts are kept longer there. */
    private static final long MOST_LIVENESS = 64_000_000;

    private final Function function;
    private final int[] firstInstruction;
    private final Map<Integer, Instruction> definitions = new HashMap<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<Integer, CallSite> sites = new HashMap<>();
    private final BitSet cyclic = new BitSet();
    private final List<BitSet> liveIn = new ArrayList<>();
    private final int instructions;
    private final int locals;
    private final Rounds rounds;

    FunctionPlan(CallGraph calls, Function function, Relevance relevance) {
        this.function = function;
        this.firstInstruction = new int[function.blocks().size()];
        int next = 0;
        for (int b = 0; b < firstInstruction.length; b++) {
            firstInstruction[b] = next;
            for (Instruction instruction : function.blocks().get(b).instructions()) {
                int result = instruction.header().result();
                if (result != Header.NO_RESULT) {
                    definitions.put(result, instruction);
                    numbers.put(result, next);
                }
                next++;
            }
        }
        calls.sitesIn(function.symbol()).forEach(site -> sites.put(number(site.block(), site.index()), site));
        findCycles();
        this.instructions = next;
        this.locals = function.parameters().size() + definitions.size();
        findLiveness(locals);
        this.rounds = new Rounds(this, relevance);
    }

    Function function() {
        return function;
    }

    String symbol() {
        return function.symbol();
    }

    BasicBlock block(int block) {
        return function.blocks().get(block);
    }

    int number(int block, int index) {
        return firstInstruction[block] + index;
    }

    /**
     * The number that stands for what lies in the slot of that local where the block begins, as if an instruction yielded it
     * there. Those of a block follow one another.
     */
    int joined(int block, int slot) {
        return instructions + block * locals + slot;
    }

    /** How many such numbers each block has. */
    int locals() {
        return locals;
    }

    /** The instruction of that number; empty where it stands for something else. */
    Optional<Instruction> instruction(int number) {
        int block = Arrays.binarySearch(firstInstruction, number);
        int in = block >= 0 ? block : -block - 2;
        return number < 0 || number >= instructions
                ? Optional.empty()
                : Optional.of(block(in).instructions().get(number - firstInstruction[in]));
    }

    /** The number of the instruction that defines that local; empty for a parameter. */
    Optional<Integer> numberOf(int local) {
        return Optional.ofNullable(numbers.get(local));
    }

    Optional<Instruction> definition(int local) {
        return Optional.ofNullable(definitions.get(local));
    }

    Optional<CallSite> site(int block, int index) {
        return Optional.ofNullable(sites.get(number(block, index)));
    }

    /** The calls of a block. */
    Stream<CallSite> sitesIn(int block) {
        return IntStream.range(0, block(block).instructions().size())
                .boxed()
                .flatMap(index -> site(block, index).stream());
    }

    /** How the rounds of its loops are told apart. */
    Rounds rounds() {
        return rounds;
    }

    /** The call that yields that local; empty where it is no result of a call. */
    Optional<CallSite> siteOf(int local) {
        return numberOf(local).map(sites::get);
    }

    /** What a local is computed from; nothing where it is read, given, or the result of a function. */
    List<Value> sources(int local) {
        return definition(local)
                .filter(definition -> definition instanceof Computation || isIntrinsic(local))
                .map(Instruction::operands)
                .orElse(List.of());
    }

    private boolean isIntrinsic(int local) {
        return siteOf(local)
                .filter(site -> site.target() instanceof CallTarget.External external && external.isIntrinsic())
                .isPresent();
    }

    /** The place of a block that control comes to in an order where blocks come before those that they lead to, but for loops. */
    int position(int block) {
        return rounds.position(block);
    }

    /** Whether the block may be executed more than once in one call. */
    boolean isCyclic(int block) {
        return cyclic.get(block);
    }

    /** Whether a value may still be read when control comes to that block. */
    boolean isLive(int local, int block) {
        return liveIn.isEmpty() || liveIn.get(block).get(local);
    }

    /** Marks every block that can reach itself: what Tarjan's algorithm leaves in components of more than one. */
    private void findCycles() {
        int[] component = Components.of(function.blocks().stream()
                .map(block -> block.terminator().successors())
                .toList());
        int[] size = new int[component.length];
        for (int c : component) {
            size[c]++;
        }
        for (int b = 0; b < component.length; b++) {
            if (size[component[b]] > 1
                    || function.blocks().get(b).terminator().successors().contains(b)) {
                cyclic.set(b);
            }
        }
    }

    private void findLiveness(int locals) {
        int blocks = function.blocks().size();
        if ((long) blocks * locals > MOST_LIVENESS) {
            return;
        }
        List<List<Integer>> predecessors = new ArrayList<>();
        for (int b = 0; b < blocks; b++) {
            liveIn.add(new BitSet());
            predecessors.add(new ArrayList<>());
        }
        for (int b = 0; b < blocks; b++) {
            for (int successor : function.blocks().get(b).terminator().successors()) {
                predecessors.get(successor).add(b);
            }
        }
        Deque<Integer> open = new ArrayDeque<>();
        for (int b = blocks - 1; b >= 0; b--) {
            open.add(b);
        }
        while (!open.isEmpty()) {
            int b = open.remove();
            BitSet live = liveBefore(b);
            if (!live.equals(liveIn.get(b))) {
                liveIn.set(b, live);
                open.addAll(predecessors.get(b));
            }
        }
    }

    private BitSet liveBefore(int b) {
        BasicBlock block = function.blocks().get(b);
        BitSet live = new BitSet();
        for (int successor : block.terminator().successors()) {
            live.or(liveIn.get(successor));
            phis(successor)
                    .forEach(phi -> phi.incoming().stream()
                            .filter(incoming -> incoming.block() == b)
                            .map(Incoming::value)
                            .forEach(value -> mark(live, value)));
        }
        List<Instruction> instructions = block.instructions();
        for (int i = instructions.size() - 1; i >= 0; i--) {
            Instruction instruction = instructions.get(i);
            if (instruction.header().result() != Header.NO_RESULT) {
                live.clear(instruction.header().result());
            }
            if (!(instruction instanceof Phi)) {
                instruction.operands().forEach(value -> mark(live, value));
            }
        }
        return live;
    }

    private static void mark(BitSet live, Value value) {
        if (value instanceof Local local) {
            live.set(local.index());
        }
    }

    /** The phis of a block, which are its first instructions. */
    List<Phi> phis(int block) {
        return function.blocks().get(block).instructions().stream()
                .takeWhile(Phi.class::isInstance)
                .map(Phi.class::cast)
                .toList();
    }
}
