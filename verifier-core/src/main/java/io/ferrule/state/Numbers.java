package io.ferrule.state;

import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.AbstractValue.Unknown;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Base.Slot;

/**
 * Arithmetic on what is known of numbers, as LLVM defines it. Of a type of more than 64 bits a number may be known that has no
 * higher ones, as that behind a cast to a narrower type that loses nothing; it is not computed with.
 */
final class Numbers {

    private Numbers() {}

    /** Whether every number of that type is known by 64 bits. */
    static boolean fits(Type type) {
        return !(type instanceof IntegerType integer) || integer.bits() <= Long.SIZE;
    }

    /** The low bits that a type holds; a type of other than 1 to 64 bits holds them all. */
    static long cut(long value, Type type) {
        return type instanceof IntegerType integer && integer.bits() < Long.SIZE
                ? value & ((1L << integer.bits()) - 1)
                : value;
    }

    /** The number that these bits are where the highest one of the type is the sign. */
    static long signed(long value, Type type) {
        int unused = type instanceof IntegerType integer && integer.bits() < Long.SIZE ? Long.SIZE - integer.bits() : 0;
        return value << unused >> unused;
    }

    /** What an operation on two numbers of that type yields. One that overflows where it must not may yield anything. */
    static AbstractValue computed(Opcode opcode, Type type, AbstractValue left, AbstractValue right) {
        boolean zero = isZero(left) || isZero(right);
        if (opcode == Opcode.AND && zero) {
            return new Numeral(0);
        }
        if (!(left instanceof Numeral one) || !(right instanceof Numeral other) || !fits(type)) {
            return Unknown.UNKNOWN;
        }
        return switch (opcode) {
            case AND -> new Numeral(one.value() & other.value());
            case OR -> new Numeral(one.value() | other.value());
            case XOR -> new Numeral(one.value() ^ other.value());
            case ADD -> new Numeral(cut(one.value() + other.value(), type));
            case SUB -> new Numeral(cut(one.value() - other.value(), type));
            case MUL -> new Numeral(cut(one.value() * other.value(), type));
            case SHL, LSHR, ASHR -> shifted(opcode, type, one.value(), other.value());
            default -> Unknown.UNKNOWN;
        };
    }

    /** Nothing is known of a shift by more bits than there are. */
    private static AbstractValue shifted(Opcode opcode, Type type, long value, long by) {
        if (!(type instanceof IntegerType integer) || by < 0 || by >= integer.bits()) {
            return Unknown.UNKNOWN;
        }
        return new Numeral(
                switch (opcode) {
                    case SHL -> cut(value << by, type);
                    case LSHR -> value >>> by;
                    default -> cut(signed(value, type) >> by, type);
                });
    }

    private static boolean isZero(AbstractValue value) {
        return value instanceof Numeral number && number.value() == 0;
    }

    static AbstractValue compared(String predicate, Type type, AbstractValue left, AbstractValue right) {
        if (left instanceof Numeral one && right instanceof Numeral other) {
            return truth(holds(predicate, type, one.value(), other.value()));
        }
        if (left instanceof Scalar one && one.isNamed() && left.equals(right)) {
            return truth(holds(predicate, 0));
        }
        boolean same =
                left instanceof Address address && left.equals(right) && address.base() != Base.Somewhere.SOMEWHERE;
        boolean apart = (isObject(left) && isZero(right)) || (isObject(right) && isZero(left));
        if (isEquality(predicate)) {
            if (same || apart) {
                return truth(same == predicate.equals("eq"));
            }
        }
        return Unknown.UNKNOWN;
    }

    /** Whether a comparison asks whether two numbers are equal. */
    static boolean isEquality(String predicate) {
        return predicate.equals("eq") || predicate.equals("ne");
    }

    /** Whether that holds of two numbers; of a type of more than 64 bits none that is known is below zero. */
    static boolean holds(String predicate, Type type, long one, long other) {
        boolean signed = predicate.startsWith("s") && fits(type);
        return holds(
                predicate,
                signed ? Long.compare(signed(one, type), signed(other, type)) : Long.compareUnsigned(one, other));
    }

    /** The same comparison with its sides exchanged. */
    static String exchanged(String predicate) {
        if (isEquality(predicate)) {
            return predicate;
        }
        char turned = predicate.charAt(1) == 'l' ? 'g' : 'l';
        return predicate.charAt(0) + String.valueOf(turned) + predicate.charAt(2);
    }

    /** What holds where the comparison does not. */
    static String opposite(String predicate) {
        return switch (predicate) {
            case "eq" -> "ne";
            case "ne" -> "eq";
            default -> {
                boolean less = predicate.charAt(1) == 'l';
                boolean equal = predicate.charAt(2) == 'e';
                yield predicate.charAt(0) + (less ? "g" : "l") + (equal ? "t" : "e");
            }
        };
    }

    /** Whether that holds of two numbers that compare so. */
    static boolean holds(String predicate, int order) {
        return switch (predicate) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "ult", "slt" -> order < 0;
            case "ule", "sle" -> order <= 0;
            case "ugt", "sgt" -> order > 0;
            case "uge", "sge" -> order >= 0;
            default -> throw new IllegalArgumentException("no comparison of integers: " + predicate);
        };
    }

    private static AbstractValue truth(boolean value) {
        return new Numeral(value ? 1 : 0);
    }

    /** An object that is there, whose address is not null. */
    private static boolean isObject(AbstractValue value) {
        return value instanceof Address address && (address.base() instanceof Global || address.base() instanceof Slot);
    }
}
