package io.ferrule.loop.walk;

import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.Merges.Merge;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The locals that may have to do with a question: all that these are computed from (Weiser, "Program slicing", 1981).
 * Sums that a loop only adds up are not among them, and nobody need look at how they overflow.
 */
public final class Slice {

    private final FunctionModel model;
    private final Set<Integer> locals = new HashSet<>();
    private final Map<Integer, Map<Integer, Merge>> merges = new HashMap<>();

    private Slice(FunctionModel model) {
        this.model = model;
    }

    /**
     * For the question how often the loops go round: what decides when they are left, and which way is taken where ways
     * differ in that.
     */
    static Slice ofLoops(FunctionModel model) {
        Slice slice = new Slice(model);
        for (Loop loop : model.forest().loops()) {
            slice.merges.put(loop.header(), new HashMap<>(Merges.of(model, loop)));
            loop.exits().forEach(exit -> slice.addDecision(exit.from()));
        }
        for (BasicBlock block : model.function().blocks()) {
            block.instructions().stream().filter(Slice::isAssumption).forEach(i -> slice.add(i.operands()));
        }
        slice.settle();
        return slice;
    }

    /** For the question what the function calls others with, too: which way control goes at all. */
    static Slice ofCalls(FunctionModel model) {
        Slice slice = new Slice(model);
        for (int b = 0; b < model.function().blocks().size(); b++) {
            slice.addDecision(b);
            for (Instruction instruction : model.block(b).instructions()) {
                boolean given = instruction instanceof CallInstruction call
                        && (Intrinsics.name(call).isEmpty() || !Intrinsics.isFree(call));
                if (given || isAssumption(instruction)) {
                    slice.add(instruction.operands());
                }
            }
        }
        return slice;
    }

    /** Whether a local belongs to it. */
    boolean contains(int local) {
        return locals.contains(local);
    }

    /** The stretch of a round of that loop that begins at a block and makes no difference, if there is one. */
    Optional<Merge> mergeAt(int header, int block) {
        return Optional.ofNullable(merges.getOrDefault(header, Map.of()).get(block));
    }

    /** Where ways do make a difference, what decides between them matters too. */
    private void settle() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map<Integer, Merge> own : merges.values()) {
                changed |= own.entrySet().removeIf(entry -> {
                    boolean differs = Merges.differs(model, entry.getValue(), locals::contains);
                    if (differs) {
                        addDecision(entry.getKey());
                    }
                    return differs;
                });
            }
        }
    }

    private void addDecision(int block) {
        if (model.block(block).terminator() instanceof Branch
                || model.block(block).terminator() instanceof Switch) {
            add(model.block(block).terminator().operands());
        }
    }

    private void add(Collection<Value> values) {
        List<Value> open = new ArrayList<>(values);
        while (!open.isEmpty()) {
            Value next = open.remove(open.size() - 1);
            if (next instanceof Value.Local local && locals.add(local.index())) {
                model.definition(local.index()).filter(Slice::isFollowed).ifPresent(i -> open.addAll(i.operands()));
            }
        }
    }

    private static boolean isAssumption(Instruction instruction) {
        return instruction instanceof CallInstruction call
                && Intrinsics.name(call).filter("llvm.assume"::equals).isPresent();
    }

    private static boolean isFollowed(Instruction instruction) {
        boolean unknown = instruction instanceof MemoryInstruction
                || (instruction instanceof CallInstruction call
                        && Intrinsics.name(call).isEmpty());
        return !unknown;
    }
}
