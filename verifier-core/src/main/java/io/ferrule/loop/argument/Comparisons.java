package io.ferrule.loop.argument;

import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comparisons for equality that a loop makes in each round, and that it is left by where they hold. */
public final class Comparisons {

    private static final int LIMIT = 8;

    private Comparisons() {}

    /** The blocks that end in a branch and are passed in every round, once. */
    static List<Integer> places(FunctionModel model, Loop loop) {
        return loop.blocks().stream()
                .filter(block -> isOnEveryRound(model, loop, block))
                .toList();
    }

    private static boolean isOnEveryRound(FunctionModel model, Loop loop, int block) {
        return model.block(block).terminator() instanceof Branch
                && model.forest()
                        .innermost(block)
                        .filter(inner -> inner == loop)
                        .isPresent()
                && loop.latches().stream().allMatch(latch -> model.dominators().dominates(block, latch));
    }

    /** The comparisons at such a block of which each alone makes it leave when its sides are equal. */
    static List<Compare> at(FunctionModel model, Loop loop, int block) {
        boolean valid = block >= 0 && block < model.graph().size() && isOnEveryRound(model, loop, block);
        if (!valid) {
            return List.of();
        }
        Branch branch = (Branch) model.block(block).terminator();
        boolean leavesIfTrue = !loop.contains(branch.ifTrue());
        return leavesIfTrue == !loop.contains(branch.ifFalse())
                ? List.of()
                : deciding(model, branch.condition(), leavesIfTrue);
    }

    private static List<Compare> deciding(FunctionModel model, Value condition, boolean leavesIfTrue) {
        List<Compare> found = new ArrayList<>();
        List<Value> open = new ArrayList<>(List.of(condition));
        while (!open.isEmpty() && found.size() < LIMIT) {
            Value next = open.remove(open.size() - 1);
            Optional<Instruction> definition =
                    next instanceof Value.Local local ? model.definition(local.index()) : Optional.empty();
            definition.ifPresent(instruction -> {
                if (instruction instanceof Compare compare
                        && compare.opcode() == Opcode.ICMP
                        && compare.predicate().equals(leavesIfTrue ? "eq" : "ne")
                        && model.width(compare.type()) > 1) {
                    found.add(compare);
                }
                open.addAll(alternatives(instruction, leavesIfTrue));
            });
        }
        return found;
    }

    /** Conditions of which each alone decides this one. */
    private static List<Value> alternatives(Instruction instruction, boolean truth) {
        if (instruction instanceof Binary binary && binary.opcode() == (truth ? Opcode.OR : Opcode.AND)) {
            return List.of(binary.left(), binary.right());
        }
        if (instruction instanceof Select select) {
            Value decided = truth ? select.ifTrue().value() : select.ifFalse().value();
            Value other = truth ? select.ifFalse().value() : select.ifTrue().value();
            boolean shortCircuit =
                    decided instanceof IntegerConstant constant && ((constant.value() & 1) == 1) == truth;
            return shortCircuit ? List.of(select.condition().value(), other) : List.of();
        }
        return List.of();
    }
}
