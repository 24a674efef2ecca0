package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.loop.walk.Entry;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Situation;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Type;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Guesses what holds of the parameters of every activation in a recursion. */
public final class CallInvariants {

    private static final int CANDIDATES = 60;

    private CallInvariants() {}

    /**
     * Forms that may be at least 0: limits that first calls keep to, or that parameters are compared with, and the order
     * of two parameters.
     */
    public static List<Linear> candidates(List<FunctionModel> models, Situation situation) {
        Set<Linear> candidates = new LinkedHashSet<>();
        FunctionModel first = models.get(0);
        for (int parameter : first.numericParameters()) {
            Linear self = Linear.variable(parameter);
            int width = width(first, parameter);
            for (BigInteger limit : limits(models, situation, parameter, width)) {
                Linear above = self.minus(Linear.of(limit));
                candidates.add(above);
                candidates.add(above.negate());
                candidates.add(above.plus(-1));
                candidates.add(above.negate().plus(-1));
            }
            for (int other : first.numericParameters()) {
                if (other != parameter && width(first, other) == width) {
                    candidates.add(self.minus(Linear.variable(other)));
                }
            }
        }
        return candidates.stream().limit(CANDIDATES).toList();
    }

    private static int width(FunctionModel model, int parameter) {
        return model.width(model.function().parameters().get(parameter).type());
    }

    private static Set<BigInteger> limits(List<FunctionModel> models, Situation situation, int parameter, int width) {
        Set<BigInteger> limits = new LinkedHashSet<>();
        for (Entry entry : situation.entries()) {
            Linear value = entry.at(Linear.variable(parameter));
            bound(situation, entry, value).ifPresent(limits::add);
            bound(situation, entry, value.negate()).map(BigInteger::negate).ifPresent(limits::add);
        }
        for (FunctionModel model : models) {
            for (BasicBlock block : model.function().blocks()) {
                for (Instruction instruction : block.instructions()) {
                    compared(instruction, parameter)
                            .forEach(number -> limits.add(model.read(BigInteger.valueOf(number), width)));
                }
            }
        }
        return limits;
    }

    private static Optional<BigInteger> bound(Situation situation, Entry entry, Linear form) {
        return form.isIntegral() ? situation.oracle().upperBound(entry.constraints(), form) : Optional.empty();
    }

    /** The numbers that a parameter is compared with. */
    private static List<Long> compared(Instruction instruction, int parameter) {
        List<Long> numbers = new ArrayList<>();
        Value self = Value.Local.of(parameter);
        if (instruction instanceof Compare compare
                && compare.left().equals(self)
                && compare.type() instanceof Type.IntegerType
                && compare.right() instanceof IntegerConstant number) {
            numbers.add(number.value());
        } else if (instruction instanceof Switch choice
                && choice.selector().value().equals(self)) {
            choice.cases().forEach(way -> {
                if (way.value() instanceof IntegerConstant number) {
                    numbers.add(number.value());
                }
            });
        }
        return numbers;
    }
}
