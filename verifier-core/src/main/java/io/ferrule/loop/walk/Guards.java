package io.ferrule.loop.walk;

import io.ferrule.graph.Loop;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Instruction;
import io.ferrule.program.Terminator;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Conditions that hold at a block because control came there: branches taken on every way to it. */
public final class Guards {

    /** How many blocks up the dominator tree are looked at. */
    private static final int HEIGHT = 200;

    /** How many conditions are taken; the nearest first. */
    private static final int LIMIT = 24;

    private final FunctionModel model;
    private final Map<Integer, List<Guard>> assumptions = new HashMap<>();
    private final Map<Integer, List<Known>> above = new HashMap<>();

    Guards(FunctionModel model) {
        this.model = model;
    }

    /** A branch that goes to a block, or a value that is assumed. */
    record Guard(Optional<Terminator> terminator, int target, Optional<Value> assumed) {
        private Collection<Value> reads() {
            return terminator
                    .map(t -> (Collection<Value>) t.operands())
                    .orElseGet(() -> assumed.stream().toList());
        }

        /** Tells a walk that it holds. */
        void apply(Walk walk) {
            assumed.ifPresent(value -> walk.assume(value, true));
            terminator.ifPresent(way -> take(walk, way, target, false));
        }
    }

    /** A guard, and all locals on which it depends. */
    private record Known(Guard guard, Set<Integer> reads) {}

    /**
     * What is known where control comes to a block; the nearest first.
     *
     * @param inside blocks of which nothing may be assumed, as they are walked through
     * @param relevant the locals that matter; conditions that share none with them are left out
     */
    List<Guard> at(int block, Collection<Integer> inside, Set<Integer> relevant) {
        Set<Integer> wanted = new HashSet<>(relevant);
        List<Guard> taken = new ArrayList<>();
        int at = block;
        for (int height = 0; height < HEIGHT && at != 0 && taken.size() < LIMIT; height++) {
            int higher = model.dominators().immediate(at);
            if (!inside.contains(higher)) {
                take(above(at), wanted, taken);
            }
            at = higher;
        }
        return List.copyOf(taken);
    }

    private static void take(List<Known> all, Set<Integer> wanted, List<Guard> taken) {
        for (Known known : all) {
            if (taken.size() < LIMIT && !Collections.disjoint(known.reads, wanted)) {
                wanted.addAll(known.reads);
                taken.add(known.guard);
            }
        }
    }

    /** What is known at a block because of the one that dominates it immediately. */
    private List<Known> above(int block) {
        return above.computeIfAbsent(block, at -> {
            int higher = model.dominators().immediate(at);
            List<Guard> guards = new ArrayList<>();
            edge(higher, at).ifPresent(guards::add);
            guards.addAll(in(higher));
            return guards.stream()
                    .map(guard -> new Known(guard, Set.copyOf(closure(guard.reads()))))
                    .toList();
        });
    }

    /** Tells a walk which blocks control has passed where it comes to a block; before any value is asked for. */
    void passed(Walk walk, int block, Collection<Integer> inside) {
        int at = block;
        for (int height = 0; height < HEIGHT && at != 0; height++) {
            at = model.dominators().immediate(at);
            if (!inside.contains(at)) {
                walk.cameThrough(at);
            }
        }
    }

    /** The edge between two blocks if it is the only way into the lower one, but for that one's own loop. */
    private Optional<Guard> edge(int above, int block) {
        Optional<Loop> loop = model.forest().headedBy(block);
        boolean only = model.graph().predecessors(block).stream()
                .filter(before -> loop.isEmpty() || !loop.get().contains(before))
                .allMatch(before -> before == above);
        return only
                ? Optional.of(new Guard(Optional.of(model.block(above).terminator()), block, Optional.empty()))
                : Optional.empty();
    }

    /** Assumptions that stand in a block which control passes. */
    List<Guard> in(int block) {
        return assumptions.computeIfAbsent(block, this::assumptions);
    }

    private List<Guard> assumptions(int block) {
        List<Guard> guards = new ArrayList<>();
        for (Instruction instruction : model.block(block).instructions()) {
            boolean assumes = instruction instanceof CallInstruction call
                    && Intrinsics.name(call).filter("llvm.assume"::equals).isPresent();
            if (assumes) {
                Value value = ((CallInstruction) instruction)
                        .call()
                        .arguments()
                        .get(0)
                        .value();
                guards.add(new Guard(Optional.empty(), block, Optional.of(value)));
            }
        }
        return List.copyOf(guards);
    }

    /**
     * Control takes one of some ways out of a block.
     *
     * @return the block to which it goes
     */
    static int takeOne(Walk walk, Terminator terminator, List<Integer> ways) {
        if (ways.isEmpty()) {
            throw new Infeasible();
        }
        int to = ways.get(walk.choose(ways.size()));
        take(walk, terminator, to, true);
        walk.prune();
        return to;
    }

    /** Control takes the edge to that block. */
    static void take(Walk walk, Terminator terminator, int target, boolean forks) {
        if (terminator instanceof Branch branch && branch.ifTrue() != branch.ifFalse()) {
            walk.assume(branch.condition(), branch.ifTrue() == target);
        } else if (terminator instanceof Switch choice) {
            walk.conditions().assume(choice, target, forks);
        }
    }

    /** The locals that values depend on, up to phis, parameters, calls and memory, these included. */
    Set<Integer> closure(Collection<Value> values) {
        Set<Integer> seen = new HashSet<>();
        List<Value> open = new ArrayList<>(values);
        while (!open.isEmpty() && seen.size() < HEIGHT) {
            Value next = open.remove(open.size() - 1);
            if (next instanceof Value.Local local && seen.add(local.index())) {
                model.definition(local.index())
                        .filter(i -> !(i instanceof Phi)
                                && !(i instanceof io.ferrule.program.MemoryInstruction)
                                && (!(i instanceof CallInstruction call)
                                        || Intrinsics.name(call).isPresent()))
                        .ifPresent(i -> open.addAll(i.operands()));
            }
        }
        return seen;
    }
}
