package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.ExtractValue;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Terminator.Case;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a condition tells of numbers when it is true, or false. What is not understood tells nothing. Where it tells
 * "this or that", the walk forks, if it may.
 */
public final class Conditions {

    private static final int DEPTH_LIMIT = 60;

    /** How many cases of a {@code switch} are told apart where none of them is taken. */
    private static final int SPLIT_CASES = 2;

    private final Walk walk;

    Conditions(Walk walk) {
        this.walk = walk;
    }

    void assume(Value condition, boolean truth, int depth) {
        if (condition instanceof IntegerConstant constant) {
            if ((constant.value() & 1) == 1 != truth) {
                throw new Infeasible();
            }
            return;
        }
        if (!(condition instanceof Value.Local local) || depth > DEPTH_LIMIT) {
            return;
        }
        Optional<Value> chosen = walk.chosen(local.index());
        if (chosen.isPresent()) {
            assume(chosen.get(), truth, depth + 1);
            return;
        }
        walk.model().definition(local.index()).ifPresent(i -> assume(local.index(), i, truth, depth));
    }

    private void assume(int local, Instruction definition, boolean truth, int depth) {
        int block = walk.model().blockOf(local);
        if (definition instanceof Compare compare && compare.opcode() == Opcode.ICMP) {
            compare(compare, block, truth);
        } else if (definition instanceof Select select) {
            select(select, block, truth, depth);
        } else if (definition instanceof Binary binary) {
            binary(binary, block, truth, depth);
        } else if (definition instanceof Phi phi && isFlag(phi, block)) {
            BigInteger number = truth ? walk.model().read(BigInteger.ONE, 1) : BigInteger.ZERO;
            walk.requireEqual(walk.local(local, 1), Linear.of(number));
        } else if (definition instanceof ExtractValue extract) {
            overflow(extract, truth);
        } else if (definition instanceof Cast cast
                && cast.opcode() == Opcode.TRUNC
                && cast.flags().has("nuw")) {
            bit(cast, truth);
        }
    }

    /** Whether a phi is one of a loop's flags. */
    private boolean isFlag(Phi phi, int block) {
        return walk.model().width(phi.type()) == 1
                && walk.model().forest().headedBy(block).isPresent();
    }

    /** {@code trunc nuw .. to i1}, where the result is branched upon: the operand is 0 or 1. */
    private void bit(Cast cast, boolean truth) {
        int width = walk.model().width(cast.operand().type());
        if (width > 1 && !walk.model().signed()) {
            walk.requireEqual(walk.value(cast.operand().value(), width), Linear.of(truth ? 1 : 0));
        }
    }

    private void select(Select select, int block, boolean truth, int depth) {
        Value condition = select.condition().value();
        Value ifTrue = select.ifTrue().value();
        Value ifFalse = select.ifFalse().value();
        if (isConstant(ifFalse, 0)) {
            both(true, condition, ifTrue, block, truth, depth);
        } else if (isConstant(ifTrue, 1)) {
            both(false, condition, ifFalse, block, truth, depth);
        } else if (walk.mayFork(block)) {
            boolean first = walk.choose(2) == 0;
            assume(condition, first, depth + 1);
            assume(first ? ifTrue : ifFalse, truth, depth + 1);
        }
    }

    private static boolean isConstant(Value value, int bit) {
        return value instanceof IntegerConstant constant && (constant.value() & 1) == bit;
    }

    private void binary(Binary binary, int block, boolean truth, int depth) {
        if (walk.model().width(binary.type()) != 1) {
            return;
        }
        switch (binary.opcode()) {
            case AND -> both(true, binary.left(), binary.right(), block, truth, depth);
            case OR -> both(false, binary.left(), binary.right(), block, truth, depth);
            case XOR -> {
                if (isConstant(binary.right(), 1)) {
                    assume(binary.left(), !truth, depth + 1);
                } else if (walk.mayFork(block)) {
                    boolean left = walk.choose(2) == 0;
                    assume(binary.left(), left, depth + 1);
                    assume(binary.right(), left != truth, depth + 1);
                }
            }
            default -> {}
        }
    }

    /** {@code left && right} or {@code left || right}. */
    private void both(boolean and, Value left, Value right, int block, boolean truth, int depth) {
        if (and == truth) {
            assume(left, truth, depth + 1);
            assume(right, truth, depth + 1);
        } else if (walk.mayFork(block)) {
            boolean first = walk.choose(2) == 0;
            assume(left, first == truth, depth + 1);
            if (!first) {
                assume(right, truth, depth + 1);
            }
        }
    }

    private void compare(Compare compare, int block, boolean truth) {
        int width = walk.model().width(compare.type());
        if (width < 2) {
            return;
        }
        String predicate = truth ? compare.predicate() : opposite(compare.predicate());
        Linear left = walk.value(compare.left(), width);
        Linear right = walk.value(compare.right(), width);
        switch (predicate) {
            case "eq" -> walk.requireEqual(left, right);
            case "ne" -> differ(left, right, block);
            default -> {
                boolean signed = predicate.startsWith("s");
                Optional<Linear> a = read(left, width, signed, block);
                Optional<Linear> b = a.flatMap(x -> read(right, width, signed, block));
                b.ifPresent(y -> order(predicate.substring(1), a.orElseThrow(), y));
            }
        }
    }

    private static String opposite(String predicate) {
        return switch (predicate) {
            case "eq" -> "ne";
            case "ne" -> "eq";
            case "ult" -> "uge";
            case "uge" -> "ult";
            case "ugt" -> "ule";
            case "ule" -> "ugt";
            case "slt" -> "sge";
            case "sge" -> "slt";
            case "sgt" -> "sle";
            default -> "sgt";
        };
    }

    private void order(String relation, Linear left, Linear right) {
        switch (relation) {
            case "lt" -> walk.require(right.minus(left).plus(-1));
            case "le" -> walk.require(right.minus(left));
            case "gt" -> walk.require(left.minus(right).plus(-1));
            default -> walk.require(left.minus(right));
        }
    }

    private void differ(Linear left, Linear right, int block) {
        Linear below = right.minus(left).plus(-1);
        Linear above = left.minus(right).plus(-1);
        if (walk.entails(left.minus(right))) {
            walk.require(above);
        } else if (walk.entails(right.minus(left))) {
            walk.require(below);
        } else if (walk.mayFork(block)) {
            walk.require(walk.choose(2) == 0 ? below : above);
        }
    }

    /** A number read as signed or unsigned, whatever the model reads it as. */
    private Optional<Linear> read(Linear number, int width, boolean signed, int block) {
        if (signed == walk.model().signed()) {
            return Optional.of(number);
        }
        BigInteger half = Interval.power(width - 1);
        Linear small = signed ? Linear.of(half.subtract(BigInteger.ONE)).minus(number) : number;
        Linear other = signed ? number.minus(Linear.of(half)) : number.negate().plus(-1);
        Linear moved =
                signed ? number.minus(Linear.of(Interval.power(width))) : number.plus(Linear.of(Interval.power(width)));
        if (walk.entails(small)) {
            return Optional.of(number);
        }
        if (walk.entails(other)) {
            return Optional.of(moved);
        }
        if (!walk.mayFork(block)) {
            return Optional.empty();
        }
        boolean first = walk.choose(2) == 0;
        walk.require(first ? small : other);
        walk.prune();
        return Optional.of(first ? number : moved);
    }

    /** The overflow bit of {@code llvm.uadd.with.overflow} and its like. */
    private void overflow(ExtractValue extract, boolean truth) {
        Optional<CallInstruction> call = Semantics.withOverflow(walk.model(), extract);
        if (call.isEmpty()
                || !extract.indices().equals(List.of(1))
                || walk.model().signed()) {
            return;
        }
        var arguments = call.get().call().arguments();
        int width = walk.model().width(arguments.get(0).type());
        if (width < 2) {
            return;
        }
        Linear left = walk.value(arguments.get(0).value(), width);
        Linear right = walk.value(arguments.get(1).value(), width);
        Linear largest = Linear.of(walk.model().interval(width).maximum());
        switch (Intrinsics.operation(call.get()).orElse("")) {
            case "uadd.with.overflow" -> {
                Linear fits = largest.minus(left).minus(right);
                walk.require(truth ? fits.negate().plus(-1) : fits);
            }
            case "usub.with.overflow" -> {
                Linear fits = left.minus(right);
                walk.require(truth ? fits.negate().plus(-1) : fits);
            }
            case "umul.with.overflow" -> {
                if (left.isConstant() || right.isConstant()) {
                    Linear product = left.isConstant() ? right.times(left.constant()) : left.times(right.constant());
                    Linear fits = largest.minus(product);
                    walk.require(truth ? fits.negate().plus(-1) : fits);
                }
            }
            default -> {}
        }
    }

    /**
     * A {@code switch} goes to that block.
     *
     * @param forks whether to take its cases one by one
     */
    void assume(Switch choice, int target, boolean forks) {
        int width = walk.model().width(choice.selector().type());
        if (width < 2) {
            return;
        }
        List<Linear> cases = choice.cases().stream()
                .filter(c -> c.target() == target)
                .map(c -> walk.value(c.value(), width))
                .toList();
        Linear selector = walk.value(choice.selector().value(), width);
        boolean byDefault = choice.otherwise() == target;
        int ways = cases.size() + (byDefault ? 1 : 0);
        if (ways == 1 || (forks && ways > 1)) {
            int way = walk.choose(ways);
            if (way < cases.size()) {
                walk.requireEqual(selector, cases.get(way));
            } else {
                exclude(choice, selector, width, forks);
            }
        } else if (!byDefault) {
            walk.require(selector.plus(cases.stream()
                    .map(Linear::constant)
                    .min(Comparable::compareTo)
                    .orElseThrow()
                    .negate()));
            walk.require(Linear.of(cases.stream()
                            .map(Linear::constant)
                            .max(Comparable::compareTo)
                            .orElseThrow())
                    .minus(selector));
        }
    }

    /**
     * None of the cases: where they stand at an end of what is possible, that end moves; of few others the selector is
     * above or below.
     */
    private void exclude(Switch choice, Linear selector, int width, boolean forks) {
        Deque<Linear> numbers = choice.cases().stream()
                .map(Case::value)
                .map(value -> walk.value(value, width))
                .sorted((a, b) -> a.constant().compareTo(b.constant()))
                .collect(Collectors.toCollection(ArrayDeque::new));
        while (!numbers.isEmpty() && walk.entails(selector.minus(numbers.getFirst()))) {
            walk.require(selector.minus(numbers.removeFirst()).plus(-1));
        }
        while (!numbers.isEmpty() && walk.entails(numbers.getLast().minus(selector))) {
            walk.require(numbers.removeLast().minus(selector).plus(-1));
        }
        if (forks && numbers.size() <= SPLIT_CASES) {
            for (Linear number : numbers) {
                Linear above = selector.minus(number).plus(-1);
                walk.require(walk.choose(2) == 0 ? above : above.negate().plus(-2));
                walk.prune();
            }
        }
    }
}
