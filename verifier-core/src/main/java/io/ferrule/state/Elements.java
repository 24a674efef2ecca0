package io.ferrule.state;

import io.ferrule.graph.Offsets;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.TypedValue;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Base.Origin;
import io.ferrule.state.Base.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where in a global an element lies whose index is not known.
 *
 * <p>An element lies the further behind the start the larger its indices are, since no type has a size below zero. So it lies
 * between where it would with the least index that is possible on the path, and with the greatest one: what a check of bounds
 * says of an index, and what a mask or a remainder leaves of it.
 */
final class Elements {

    private final Type source;
    private final Function<TypedValue, AbstractValue> values;
    private final Marks marks;

    /**
     * @param source the type by which a pointer is moved, without names
     * @param values what is known of indices
     */
    Elements(Type source, Function<TypedValue, AbstractValue> values, Marks marks) {
        this.source = source;
        this.values = values;
        this.marks = marks;
    }

    /** Where that pointer points, which has that name; empty where it is counted from no global. */
    Optional<Within> place(Address start, ElementPointer pointer, Origin name) {
        Stretch here = Stretch.of(start.offset(), start.offset());
        if (start.base() instanceof Global global) {
            return Optional.of(new Within(global.symbol(), name, here.plus(distance(pointer.indices()))));
        }
        return start.base() instanceof Within within
                ? Optional.of(new Within(
                        within.symbol(), name, within.offsets().plus(here).plus(distance(pointer.indices()))))
                : Optional.empty();
    }

    private Stretch distance(List<TypedValue> indices) {
        List<TypedValue> least = new ArrayList<>();
        List<TypedValue> most = new ArrayList<>();
        for (TypedValue index : indices) {
            Stretch numbers = numbers(index);
            if (numbers.equals(Stretch.ANYWHERE)) {
                return Stretch.ANYWHERE;
            }
            least.add(new TypedValue(index.type(), new IntegerConstant(numbers.first())));
            most.add(new TypedValue(index.type(), new IntegerConstant(numbers.last())));
        }
        Offsets first = Offsets.moved(source, least);
        Offsets last = Offsets.moved(source, most);
        return first.stride() == 0 && last.stride() == 0 ? Stretch.of(first.base(), last.base()) : Stretch.ANYWHERE;
    }

    /** The numbers that an index may be, as one with a sign. */
    private Stretch numbers(TypedValue index) {
        if (index.value() instanceof IntegerConstant constant) {
            return Stretch.of(constant.value(), constant.value());
        }
        AbstractValue value = values.apply(index);
        if (value instanceof Numeral number) {
            long signed = Numbers.signed(number.value(), index.type());
            return Stretch.of(signed, signed);
        }
        boolean wide = index.type() instanceof IntegerType integer && integer.bits() == Long.SIZE;
        return value instanceof Scalar scalar && wide ? numbers(scalar) : Stretch.ANYWHERE;
    }

    /** The numbers that a value may be, without a sign: none of them is so large that it would be one below zero. */
    private Stretch numbers(Scalar value) {
        long widest = value.bits() >= Long.SIZE ? -1L : (1L << value.bits()) - 1;
        long told = marks.last(value.name());
        long most = Long.compareUnsigned(widest, told) <= 0 ? widest : told;
        return most < 0 ? Stretch.ANYWHERE : Stretch.of(Math.max(0, marks.first(value.name())), most);
    }
}
