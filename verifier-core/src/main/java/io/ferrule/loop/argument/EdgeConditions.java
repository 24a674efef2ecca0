package io.ferrule.loop.argument;

import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.List;

/** The conditions that hold whenever a loop goes back to its header from one of its latches. */
public final class EdgeConditions {

    private static final int LIMIT = 60;

    private EdgeConditions() {}

    /** A value of type i1, and which of the two it is. */
    record Known(Value condition, boolean truth) {}

    /** What was branched upon in the round that ends there, conjunctions taken apart. */
    static List<Known> at(FunctionModel model, Loop loop, int latch) {
        List<Known> open = new ArrayList<>();
        branch(model, latch, loop.header(), open);
        int at = latch;
        while (at != loop.header()) {
            int above = model.dominators().immediate(at);
            boolean only = model.graph().predecessors(at).stream().allMatch(before -> before == above);
            if (only) {
                branch(model, above, at, open);
            }
            at = above;
        }
        return apart(model, open);
    }

    private static void branch(FunctionModel model, int from, int to, List<Known> known) {
        if (model.block(from).terminator() instanceof Branch branch && branch.ifTrue() != branch.ifFalse()) {
            known.add(new Known(branch.condition(), branch.ifTrue() == to));
        }
    }

    private static List<Known> apart(FunctionModel model, List<Known> open) {
        List<Known> all = new ArrayList<>();
        while (!open.isEmpty() && all.size() < LIMIT) {
            Known next = open.remove(open.size() - 1);
            all.add(next);
            if (next.condition instanceof Value.Local local && !model.isParameter(local.index())) {
                model.definition(local.index())
                        .ifPresent(instruction ->
                                parts(instruction, next.truth).forEach(part -> open.add(new Known(part, next.truth))));
            }
        }
        return all;
    }

    /** Conditions that have the same truth if this one has it. */
    private static List<Value> parts(Instruction instruction, boolean truth) {
        if (instruction instanceof Binary binary && binary.opcode() == (truth ? Opcode.AND : Opcode.OR)) {
            return List.of(binary.left(), binary.right());
        }
        if (instruction instanceof Select select) {
            Value decided = truth ? select.ifFalse().value() : select.ifTrue().value();
            Value other = truth ? select.ifTrue().value() : select.ifFalse().value();
            boolean both = decided instanceof IntegerConstant constant && ((constant.value() & 1) == 1) != truth;
            return both ? List.of(select.condition().value(), other) : List.of();
        }
        return List.of();
    }
}
