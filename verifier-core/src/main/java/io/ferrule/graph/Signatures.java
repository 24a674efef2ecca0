package io.ferrule.graph;

import io.ferrule.program.Program;
import io.ferrule.program.Type;
import io.ferrule.program.Type.ArrayType;
import io.ferrule.program.Type.FunctionType;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.NamedType;
import io.ferrule.program.Type.PointerType;
import io.ferrule.program.Type.StructType;
import io.ferrule.program.Type.VectorType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which functions a call of some type may reach.
 *
 * <p>Types that are spelled differently may still be one to the machine. LLVM merges functions of equal code, and to it a
 * pointer is an integer of the pointer's size then ({@code FunctionComparator::cmpTypes}): a table of functions that take
 * a number may hold, in the place of one of them, a function that takes a pointer. A named type may be spelled in several
 * ways, so it fits any.
 *
 * @param addressBits the size of a pointer
 */
record Signatures(int addressBits) {

    /** As the target of that program has it. */
    static Signatures of(Program program) {
        return new Signatures(TypeSizes.pointerBits(program));
    }

    /** Whether a call that believes in the type {@code called} may reach a function of that type. */
    boolean fit(FunctionType function, FunctionType called) {
        int fixed = function.parameters().size();
        boolean count = function.variadic()
                ? called.parameters().size() >= fixed
                : called.parameters().size() == fixed;
        return count
                && mayBe(function.result(), called.result())
                && mayBe(function.parameters(), called.parameters().subList(0, fixed));
    }

    private boolean mayBe(List<Type> one, List<Type> other) {
        return one.size() == other.size()
                && IntStream.range(0, one.size()).allMatch(i -> mayBe(one.get(i), other.get(i)));
    }

    private boolean mayBe(Type one, Type other) {
        if (one.equals(other) || one instanceof NamedType || other instanceof NamedType) {
            return true;
        }
        if (one instanceof StructType struct && other instanceof StructType second) {
            return struct.packed() == second.packed() && mayBe(struct.elements(), second.elements());
        }
        if (one instanceof ArrayType array && other instanceof ArrayType second) {
            return array.count() == second.count() && mayBe(array.element(), second.element());
        }
        if (one instanceof VectorType vector && other instanceof VectorType second) {
            return vector.scalable() == second.scalable()
                    && vector.count() == second.count()
                    && mayBe(vector.element(), second.element());
        }
        return isAddress(one) && isAddress(other);
    }

    private boolean isAddress(Type type) {
        return type instanceof PointerType || (type instanceof IntegerType integer && integer.bits() == addressBits);
    }
}
