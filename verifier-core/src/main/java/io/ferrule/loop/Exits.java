package io.ferrule.loop;

import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import io.ferrule.loop.walk.Intrinsics;
import io.ferrule.program.Body;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Alloca;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.Opcode;
import io.ferrule.program.Terminator;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a loop can be left, for a person who wonders why it has no bound. */
public final class Exits {

    private static final int DEPTH = 60;

    private final Function function;
    private final Loop loop;
    private final Map<Integer, Integer> blockOf = new HashMap<>();
    private final Map<Integer, Instruction> definitions = new HashMap<>();

    /** The exits of a loop of that function. */
    public Exits(Function function, Loop loop) {
        this.function = function;
        this.loop = loop;
        for (int b = 0; b < function.blocks().size(); b++) {
            for (Instruction instruction : function.blocks().get(b).instructions()) {
                if (instruction.header().result() != Header.NO_RESULT) {
                    blockOf.put(instruction.header().result(), b);
                    definitions.put(instruction.header().result(), instruction);
                }
            }
        }
    }

    /**
     * Whether a loop that has gone round once goes round for ever: it calls nothing, and nothing that it leaves by ever
     * changes.
     */
    public boolean isEndless() {
        boolean calls = loop.blocks().stream()
                .flatMap(block -> function.blocks().get(block).instructions().stream())
                .anyMatch(i -> i instanceof CallInstruction call && !Intrinsics.isFree(call));
        return !calls && loop.exits().stream().allMatch(exit -> isDecidedBefore(exit.from()));
    }

    /** Whether a block goes the same way in each round. */
    private boolean isDecidedBefore(int block) {
        Terminator terminator = function.blocks().get(block).terminator();
        boolean decides = terminator instanceof Branch || terminator instanceof Switch;
        return decides && terminator.operands().stream().allMatch(value -> isFixed(value, 0));
    }

    private boolean isFixed(Value value, int depth) {
        if (!(value instanceof Value.Local local)) {
            return value instanceof IntegerConstant;
        }
        Integer block = blockOf.get(local.index());
        if (block == null || !loop.contains(block)) {
            return true;
        }
        Instruction definition = definitions.get(local.index());
        boolean pure = definition instanceof Computation.Binary
                || definition instanceof Compare
                || definition instanceof Computation.Cast;
        return pure
                && definition != null
                && depth < DEPTH
                && definition.operands().stream().allMatch(operand -> isFixed(operand, depth + 1));
    }

    /** A sentence for each way out: what must hold for it to be taken. */
    public List<String> conditions(LoopForest forest) {
        List<String> conditions = new ArrayList<>();
        for (Loop.Edge exit : loop.exits()) {
            Terminator terminator = function.blocks().get(exit.from()).terminator();
            boolean inner = forest.innermost(exit.from())
                    .filter(own -> own.header() != loop.header())
                    .isPresent();
            String where = inner ? " (from a loop inside)" : "";
            condition(terminator, exit.to()).ifPresent(text -> conditions.add("it is left where " + text + where));
        }
        return conditions.stream().distinct().toList();
    }

    private Optional<String> condition(Terminator terminator, int target) {
        if (!(terminator instanceof Branch branch)
                || !(branch.condition() instanceof Value.Local local)
                || !(definitions.get(local.index()) instanceof Compare compare)
                || compare.opcode() != Opcode.ICMP) {
            return Optional.empty();
        }
        String relation = (branch.ifTrue() == target ? "" : "not ") + "`" + name(compare.left()) + " "
                + compare.predicate() + " " + name(compare.right()) + "`";
        return Optional.of(relation);
    }

    private String name(Value value) {
        if (value instanceof Value.Local local && function.body() instanceof Body.Defined defined) {
            return "%" + defined.names().locals().get(local.index());
        }
        return value instanceof IntegerConstant constant ? Long.toString(constant.value()) : "a constant";
    }

    /** Whether the loop is left by what is loaded from the function's own stack frame, as unoptimised code does. */
    public boolean looksUnoptimised() {
        boolean noPhis = function.blocks().get(loop.header()).instructions().stream()
                .noneMatch(Computation.Phi.class::isInstance);
        return noPhis
                && loop.exits().stream()
                        .map(exit -> function.blocks().get(exit.from()).terminator())
                        .anyMatch(terminator -> loadsOwnStack(terminator.operands()));
    }

    private boolean loadsOwnStack(List<Value> values) {
        Set<Integer> seen = new HashSet<>();
        List<Value> open = new ArrayList<>(values);
        while (!open.isEmpty() && seen.size() < DEPTH) {
            Value next = open.remove(open.size() - 1);
            if (next instanceof Value.Local local && seen.add(local.index())) {
                Instruction definition = definitions.get(local.index());
                if (definition instanceof Load load
                        && load.address().value() instanceof Value.Local address
                        && definitions.get(address.index()) instanceof Alloca) {
                    return true;
                }
                if (definition != null && !(definition instanceof CallInstruction)) {
                    open.addAll(definition.operands());
                }
            }
        }
        return false;
    }
}
