package io.ferrule.loop.walk;

import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Terminator;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which address computations cannot have overflowed once a block has begun. To branch on poison and to access memory
 * through it is undefined behaviour, which the program is assumed not to have; so whatever such a place depends on is
 * no poison, and the flags of its {@code getelementptr}s hold. A block is followed up to its first call that may not
 * return.
 */
public final class DefinedUses {

    private final FunctionModel model;
    private final Map<Integer, List<Integer>> byBlock = new HashMap<>();

    DefinedUses(FunctionModel model) {
        this.model = model;
    }

    /** The locals that are no poison whenever control has come to that block. */
    List<Integer> provedBy(int block) {
        return byBlock.computeIfAbsent(block, this::compute);
    }

    private List<Integer> compute(int block) {
        List<Value> used = new ArrayList<>();
        for (Instruction instruction : model.block(block).instructions()) {
            if (instruction instanceof CallInstruction call && !isHarmless(call)) {
                break;
            }
            if (instruction instanceof MemoryInstruction.Load load) {
                used.add(load.address().value());
            } else if (instruction instanceof MemoryInstruction.Store store) {
                used.add(store.address().value());
            } else if (instruction instanceof Terminator.Branch branch) {
                used.add(branch.condition());
            } else if (instruction instanceof Terminator.Switch choice) {
                used.add(choice.selector().value());
            }
        }
        return closure(used);
    }

    /** What is no poison where none of these values is. */
    List<Integer> closure(List<Value> used) {
        Set<Integer> defined = new LinkedHashSet<>();
        List<Value> open = new ArrayList<>(used);
        while (!open.isEmpty()) {
            Value next = open.remove(open.size() - 1);
            if (next instanceof Value.Local local && defined.add(local.index())) {
                model.definition(local.index()).ifPresent(instruction -> open.addAll(propagating(instruction)));
            }
        }
        return List.copyOf(defined);
    }

    /** The operands of which none is poison where the result is none. */
    private static List<Value> propagating(Instruction instruction) {
        if (instruction instanceof Phi || instruction.opcode() == Opcode.FREEZE) {
            return List.of();
        }
        if (instruction instanceof Computation.Select select) {
            return List.of(select.condition().value());
        }
        boolean plain = instruction instanceof Computation.Binary
                || instruction instanceof Computation.Compare
                || instruction instanceof Computation.Cast
                || instruction instanceof ElementPointer;
        return plain ? instruction.operands() : List.of();
    }

    private static boolean isHarmless(CallInstruction call) {
        Optional<String> name = Intrinsics.name(call);
        return name.filter(n -> !n.startsWith("llvm.trap") && !n.contains("statepoint"))
                .isPresent();
    }
}
