package io.ferrule.loop.walk;

import io.ferrule.graph.Loop;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Instruction;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Which phis of one function matter to how often its loops go round. */
public final class RelevantPhis {

    private final FunctionModel model;
    private final Slice slice;
    private final List<List<Phi>> numeric;
    private final Map<Integer, List<Phi>> state = new HashMap<>();
    private final Map<Integer, List<Integer>> stateLocals = new HashMap<>();

    RelevantPhis(FunctionModel model, Slice slice) {
        this.model = model;
        this.slice = slice;
        this.numeric = IntStream.range(0, model.function().blocks().size())
                .mapToObj(block -> model.phis(block).stream()
                        .filter(phi -> model.width(phi.type()) > 1 && isRelevant(phi))
                        .toList())
                .toList();
        for (Loop loop : model.forest().loops()) {
            List<Phi> own = findState(loop);
            state.put(loop.header(), own);
            stateLocals.put(
                    loop.header(),
                    own.stream().map(phi -> phi.header().result()).toList());
        }
    }

    private boolean isRelevant(Phi phi) {
        return slice.contains(phi.header().result());
    }

    /** The numbers and flags that a round of the loop hands to the next one. */
    private List<Phi> findState(Loop loop) {
        Set<Value> decided = decided(loop);
        return model.phis(loop.header()).stream()
                .filter(phi -> {
                    int width = model.width(phi.type());
                    return width > 1
                            ? isRelevant(phi)
                            : width == 1
                                    && decided.contains(
                                            Value.Local.of(phi.header().result()));
                })
                .toList();
    }

    /** What the loop decides by. */
    private Set<Value> decided(Loop loop) {
        Set<Value> decided = new HashSet<>();
        for (int block : loop.blocks()) {
            for (Instruction instruction : model.block(block).instructions()) {
                if (instruction instanceof Branch branch) {
                    decided.add(branch.condition());
                } else if (instruction instanceof Select select) {
                    decided.add(select.condition().value());
                }
            }
        }
        return decided;
    }

    /** The phis of a block whose values are numbers, and may have to do with which way control goes. */
    List<Phi> numeric(int block) {
        return numeric.get(block);
    }

    /** The numeric phis of a header, and the flags that its loop decides by. */
    List<Phi> state(int header) {
        return state.getOrDefault(header, List.of());
    }

    /** The locals that those phis define. */
    List<Integer> stateLocals(int header) {
        return stateLocals.getOrDefault(header, List.of());
    }
}
