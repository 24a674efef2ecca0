package io.ferrule.state;

import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Computation.Unary;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import io.ferrule.state.AbstractValue.Numeral;

/** What a branch that was taken says about values. */
final class Conditions {

    /** Longer chains of instructions are not followed. */
    private static final int DEEPEST = 16;

    private static final Type BIT = new IntegerType(1);

    private final FunctionPlan plan;
    private final Values values;

    Conditions(FunctionPlan plan, Values values) {
        this.plan = plan;
        this.values = values;
    }

    /** Notes that the value is that number; false if that cannot be. */
    boolean learnEqual(Type type, Value value, long number, Facts facts) {
        return equal(type, value, number, facts, 0) && facts.marks().settle();
    }

    /** Notes that the value is another number; false if that cannot be. */
    boolean learnApart(Type type, Value value, long number, Facts facts) {
        return apart(type, value, number, facts) && facts.marks().settle();
    }

    private boolean apart(Type type, Value value, long number, Facts facts) {
        AbstractValue known = known(type, value, facts);
        if (known instanceof Numeral same) {
            return same.value() != number;
        }
        facts.marks().learnApart(known, number);
        if (facts.marks().isNothingLeft(known)) {
            return false;
        }
        if (value instanceof Local local) {
            facts.exclude(local.index(), number);
            if (type.equals(BIT)) {
                return equal(type, value, 1 - number, facts, 0);
            }
        }
        return true;
    }

    private AbstractValue known(Type type, Value value, Facts facts) {
        return values.stored(new TypedValue(type, value), facts);
    }

    private boolean equal(Type type, Value value, long number, Facts facts, int depth) {
        AbstractValue known = known(type, value, facts);
        if (known instanceof Numeral other && other.value() != number) {
            return false;
        }
        if (facts.handles().contradicts(type, known, number)) {
            return false;
        }
        if (!(value instanceof Local local)) {
            return true;
        }
        if (facts.excludes(local.index(), number) || facts.marks().contradicts(known, number)) {
            return false;
        }
        if (!facts.handles().isNonnegative(known)) {
            facts.marks().learn(known, number);
        }
        if (!(known instanceof AbstractValue.Address)) {
            facts.set(local.index(), new Numeral(number));
        }
        return depth > DEEPEST
                || plan.definition(local.index())
                        .map(definition -> behind(definition, number, facts, depth + 1))
                        .orElse(true);
    }

    private boolean behind(Instruction definition, long number, Facts facts, int depth) {
        if (definition instanceof Unary unary && unary.opcode() == Opcode.FREEZE) {
            return equal(unary.operand().type(), unary.operand().value(), number, facts, depth);
        }
        if (definition instanceof Cast cast) {
            boolean lossless = cast.opcode() == Opcode.ZEXT
                    || (cast.opcode() == Opcode.PTRTOINT && cast.target().equals(new IntegerType(Long.SIZE)))
                    || (cast.opcode() == Opcode.TRUNC && cast.flags().has("nuw"));
            return !lossless || equal(cast.operand().type(), cast.operand().value(), number, facts, depth);
        }
        if (definition instanceof Compare compare) {
            return compared(compare, number != 0, facts, depth);
        }
        if (definition instanceof Binary binary && binary.type().equals(BIT)) {
            return logical(binary, number != 0, facts, depth);
        }
        return !(definition instanceof Select select) || chosen(select, number, facts, depth);
    }

    /** Where only one of two numbers is the one that came out, the condition is known. */
    private boolean chosen(Select select, long number, Facts facts, int depth) {
        AbstractValue one = values.of(select.ifTrue(), facts);
        AbstractValue other = values.of(select.ifFalse(), facts);
        boolean notOne = one instanceof Numeral first && first.value() != number;
        boolean notOther = other instanceof Numeral second && second.value() != number;
        Value condition = select.condition().value();
        if (notOne && notOther) {
            return false;
        }
        if (select.ifTrue().type().equals(BIT) && !shortCircuit(select, number != 0, facts, depth)) {
            return false;
        }
        return (!notOne && !notOther) || equal(BIT, condition, notOne ? 0 : 1, facts, depth);
    }

    private boolean compared(Compare compare, boolean truth, Facts facts, int depth) {
        boolean equality = compare.predicate().equals("eq");
        if (compare.opcode() != Opcode.ICMP || !(equality || compare.predicate().equals("ne"))) {
            return true;
        }
        boolean same = equality == truth;
        return side(compare.type(), compare.left(), compare.right(), same, facts, depth)
                && side(compare.type(), compare.right(), compare.left(), same, facts, depth);
    }

    private boolean side(Type type, Value value, Value other, boolean same, Facts facts, int depth) {
        if (!(values.of(type, other, facts) instanceof Numeral number)) {
            return true;
        }
        return same ? equal(type, value, number.value(), facts, depth) : apart(type, value, number.value(), facts);
    }

    private boolean logical(Binary binary, boolean truth, Facts facts, int depth) {
        long number = truth ? 1 : 0;
        return switch (binary.opcode()) {
            case AND -> !truth || both(binary, number, facts, depth);
            case OR -> truth || both(binary, number, facts, depth);
            case XOR -> {
                AbstractValue right = values.of(BIT, binary.right(), facts);
                yield !(right instanceof Numeral mask)
                        || equal(BIT, binary.left(), number ^ mask.value(), facts, depth);
            }
            default -> true;
        };
    }

    private boolean both(Binary binary, long number, Facts facts, int depth) {
        return equal(BIT, binary.left(), number, facts, depth) && equal(BIT, binary.right(), number, facts, depth);
    }

    /** {@code a && b} is {@code select a, b, false}, and {@code a || b} is {@code select a, true, b}. */
    private boolean shortCircuit(Select select, boolean truth, Facts facts, int depth) {
        Value condition = select.condition().value();
        boolean and = values.of(select.ifFalse(), facts).equals(new Numeral(0));
        boolean or = values.of(select.ifTrue(), facts).equals(new Numeral(1));
        if (truth && and) {
            return equal(BIT, condition, 1, facts, depth)
                    && equal(BIT, select.ifTrue().value(), 1, facts, depth);
        }
        if (!truth && or) {
            return equal(BIT, condition, 0, facts, depth)
                    && equal(BIT, select.ifFalse().value(), 0, facts, depth);
        }
        return true;
    }
}
