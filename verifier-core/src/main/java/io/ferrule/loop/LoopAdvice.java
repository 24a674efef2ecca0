package io.ferrule.loop;

import io.ferrule.graph.Loop;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.loop.walk.Intrinsics;
import io.ferrule.program.Body;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.AtomicUpdate;
import io.ferrule.program.MemoryInstruction.CompareExchange;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.Names;
import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which idiom would make a loop without a bound provable, by what decides when it is left. A guess at what a person meant:
 * nothing is proved by it.
 */
public final class LoopAdvice {

    private static final int MOST = 400;

    private final Function function;
    private final Loop loop;
    private final Map<Integer, Instruction> definitions = new HashMap<>();
    private final Map<Integer, Integer> blockOf = new HashMap<>();
    private final Set<Instruction> decisive = new LinkedHashSet<>();
    private final Set<Value> fixed = new LinkedHashSet<>();

    private LoopAdvice(Function function, Loop loop) {
        this.function = function;
        this.loop = loop;
        for (int b = 0; b < function.blocks().size(); b++) {
            for (Instruction instruction : function.blocks().get(b).instructions()) {
                if (instruction.header().result() != Header.NO_RESULT) {
                    definitions.put(instruction.header().result(), instruction);
                    blockOf.put(instruction.header().result(), b);
                }
            }
        }
        for (Loop.Edge exit : loop.exits()) {
            function.blocks().get(exit.from()).terminator().operands().forEach(this::follow);
        }
    }

    /** What stands in the way, and so what helps. */
    public enum Idiom {
        /** The counter lives in memory: unoptimised code. */
        OPTIMISE,
        /** A compare-and-exchange that others may win each time. */
        RETRY,
        /** Memory that others write. */
        WAIT,
        /** The answer of a call. */
        DRAIN,
        /** The next place is read from memory. */
        CHAIN,
        /** A step that may be 0. */
        STEP,
        /** An end that comes from outside as an argument: the bound is a number that is too large. */
        ARGUMENT,
        /** Anything else. */
        COUNT
    }

    /** The idiom, and the help as a sentence. */
    public record Advice(Idiom idiom, String help) {}

    /**
     * The advice on a loop without a bound.
     *
     * @param entered whether the function is an entry point, so that a contract may speak of its arguments
     */
    public static Advice of(Function function, LoopBound bound, boolean entered) {
        LoopAdvice advice = new LoopAdvice(function, bound.loop());
        Idiom idiom = advice.idiom(bound);
        return new Advice(idiom, advice.help(idiom, entered));
    }

    private Idiom idiom(LoopBound bound) {
        if (new Exits(function, loop).looksUnoptimised()) {
            return Idiom.OPTIMISE;
        }
        if (decides(CompareExchange.class::isInstance)) {
            return Idiom.RETRY;
        }
        if (decides(LoopAdvice::isSharedLoad)) {
            return decides(instruction -> instruction instanceof Load load && leadsOn(load)) ? Idiom.CHAIN : Idiom.WAIT;
        }
        if (decides(i -> i instanceof CallInstruction call && !Intrinsics.isFree(call))) {
            return Idiom.DRAIN;
        }
        boolean steps = decides(i -> i instanceof Binary sum && isVariableStep(sum));
        if (!steps && decides(instruction -> instruction instanceof Load load && leadsOn(load))) {
            return Idiom.CHAIN;
        }
        if (bound.rounds().isPresent()) {
            return parameter().isPresent() ? Idiom.ARGUMENT : Idiom.COUNT;
        }
        return steps ? Idiom.STEP : Idiom.COUNT;
    }

    private String help(Idiom idiom, boolean entered) {
        return switch (idiom) {
            case OPTIMISE ->
                "compile with -C opt-level=s, and give Ferrule what is loaded: the counter lives in memory here";
            case RETRY ->
                "bound the attempts, for others may win each time: `for _ in 0..ATTEMPTS { if x.compare_exchange_weak(..)"
                        + ".is_ok() { .. } }`";
            case WAIT ->
                "bound the wait, for others decide when it is over: `for _ in 0..MAX { if done() { break; } .. }`";
            case DRAIN ->
                "bound the rounds, for nothing says that the call ever answers otherwise: `for _ in 0..MAX { let Some(x) ="
                        + " next() else { break }; .. }`, or `.take(MAX)`";
            case CHAIN ->
                "bound the walk, for what is read from memory may be a circle: `for _ in 0..MAX`, or `.take(MAX)`";
            case STEP ->
                "leave where the step is 0, before it is added: `if step == 0 { break; }`, `step.max(1)`, `.step_by(N)`,"
                        + " or `chunks_exact(N)`";
            case ARGUMENT -> argument(entered);
            case COUNT ->
                "make the bound visible: `for _ in 0..MAX`, `.take(MAX)`, `chunks_exact(N)`"
                        + parameter()
                                .map(index -> "; an [[argument]] contract on `" + name(index) + "` may do, too")
                                .orElse("");
        };
    }

    private String argument(boolean entered) {
        int index = parameter().orElseThrow();
        String name = name(index);
        return entered
                ? "say what the kernel gives: [[argument]] match = \"sym:" + function.symbol() + "\", argument = \""
                        + name + "\", max = .."
                : "bound `" + name + "` of `" + Names.display(function.symbol())
                        + "` where it comes from, as by `.min(MAX)`, or an [[argument]] contract on the entry point";
    }

    /** As contracts name it: {@code data.1} is the length of the slice {@code data}. */
    private String name(int parameter) {
        if (!(function.body() instanceof Body.Defined defined)) {
            return Integer.toString(parameter);
        }
        String name = defined.names().locals().get(parameter);
        String slice = name.endsWith(".1") ? name.substring(0, name.length() - 2) + ".len" : name;
        return slice.isEmpty() || Character.isDigit(slice.charAt(0)) ? Integer.toString(parameter) : slice;
    }

    private boolean decides(Predicate<Instruction> which) {
        return decisive.stream().anyMatch(which);
    }

    private static boolean isSharedLoad(Instruction instruction) {
        return instruction instanceof AtomicUpdate
                || (instruction instanceof Load load
                        && (load.flags().has("atomic") || load.flags().has("volatile")));
    }

    /** Whether what is loaded decides where the next round loads from, and is not only added to that. */
    private boolean leadsOn(Load load) {
        Set<Instruction> from = closure(load.address().value());
        return from.contains(load) && from.stream().anyMatch(Phi.class::isInstance);
    }

    /** Whether a value of the loop's header is added to something that changes, or that nobody knows. */
    private boolean isVariableStep(Binary sum) {
        boolean adds = sum.opcode() == Opcode.ADD || sum.opcode() == Opcode.SUB;
        List<Value> operands = sum.operands();
        return adds
                && operands.stream().allMatch(Value.Local.class::isInstance)
                && operands.stream()
                        .anyMatch(value -> value instanceof Value.Local local
                                && definitions.get(local.index()) instanceof Phi phi
                                && closure(value).contains(sum)
                                && phi.header().result() == local.index());
    }

    private Set<Instruction> closure(Value start) {
        Set<Instruction> reached = new HashSet<>();
        collect(start, reached);
        return reached;
    }

    private void follow(Value value) {
        collect(value, decisive);
    }

    /** What the loop computes for that value, and from which values of before it. */
    private void collect(Value value, Set<Instruction> into) {
        if (!(value instanceof Value.Local local)) {
            return;
        }
        Integer block = blockOf.get(local.index());
        if (block == null || !loop.contains(block)) {
            fixed.add(value);
            return;
        }
        Instruction definition = definitions.get(local.index());
        if (definition != null && into.size() < MOST && into.add(definition)) {
            definition.operands().forEach(operand -> collect(operand, into));
        }
    }

    /** The first parameter that is a number and decides when the loop is left. */
    private Optional<Integer> parameter() {
        Set<Integer> seen = new HashSet<>();
        List<Value> open = new ArrayList<>(fixed);
        while (!open.isEmpty() && seen.size() < MOST) {
            if (open.remove(0) instanceof Value.Local local && seen.add(local.index())) {
                Instruction definition = definitions.get(local.index());
                if (definition == null && isNumber(local.index())) {
                    return Optional.of(local.index());
                }
                if (definition != null && !(definition instanceof Load) && !(definition instanceof CallInstruction)) {
                    open.addAll(definition.operands());
                }
            }
        }
        return Optional.empty();
    }

    private boolean isNumber(int local) {
        return local < function.parameters().size()
                && function.parameters().get(local).type() instanceof Type.IntegerType;
    }
}
