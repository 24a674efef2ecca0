package io.ferrule.llvm;

import io.ferrule.program.Constant.ArrayConstant;
import io.ferrule.program.Constant.ByteString;
import io.ferrule.program.Constant.Expression;
import io.ferrule.program.Constant.FloatingConstant;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Constant.Splat;
import io.ferrule.program.Constant.StructConstant;
import io.ferrule.program.Constant.VectorConstant;
import io.ferrule.program.Constant.WideIntegerConstant;
import io.ferrule.program.InlineAsm;
import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Type.ArrayType;
import io.ferrule.program.Type.FloatingType;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.NamedType;
import io.ferrule.program.Type.PointerType;
import io.ferrule.program.Type.StructType;
import io.ferrule.program.Type.VectorType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.List;

/**
 * Whether a constant can have the type that is written before it. LLVM cuts an integer that is too wide down to its
 * type without a word ({@code i8 300} is 44), so the model must never hold one.
 */
final class ConstantTypes {

    private ConstantTypes() {}

    /** False where they do not go together; true for everything that only LLVM's own tables could tell. */
    static boolean fit(Type type, Value value) {
        if (type instanceof NamedType) {
            return true; // may stand for any type, and is looked up only when the module is complete
        }
        if (value instanceof IntegerConstant || value instanceof WideIntegerConstant) {
            return type instanceof IntegerType integer && isInRange(integer.bits(), value);
        }
        if (value instanceof FloatingConstant) {
            return type instanceof FloatingType;
        }
        if (value instanceof Simple simple) {
            return fitsSimple(type, simple);
        }
        if (value instanceof Value.Local || value instanceof InlineAsm) {
            return value instanceof Value.Local;
        }
        return value instanceof Expression expression ? fitsExpression(type, expression) : fitsCompound(type, value);
    }

    private static boolean isInRange(int bits, Value value) {
        if (value instanceof IntegerConstant narrow) {
            return isInRange(bits, narrow.value());
        }
        BigInteger number = ((WideIntegerConstant) value).value();
        return number.signum() < 0 ? number.bitLength() < bits : number.bitLength() <= bits;
    }

    private static boolean isInRange(int bits, long number) {
        int significant = Long.SIZE - Long.numberOfLeadingZeros(number < 0 ? ~number : number);
        return number < 0 ? significant < bits : significant <= bits;
    }

    private static boolean fitsSimple(Type type, Simple simple) {
        return switch (simple) {
            case NULL -> type instanceof PointerType;
            case NONE ->
                type instanceof Type.KeywordType keyword && keyword.keyword().equals("token");
            case UNDEF, POISON, ZEROINITIALIZER -> !type.equals(Type.VOID) && !(type instanceof Type.FunctionType);
        };
    }

    private static boolean fitsExpression(Type type, Expression expression) {
        if (expression.type().equals(Type.VOID)) {
            return true;
        }
        return expression.opcode() == Opcode.GETELEMENTPTR
                ? type instanceof PointerType || type instanceof VectorType
                : expression.type().equals(type) || isCallee(type, expression);
    }

    /** Callees have no written type, and may lie in any address space. */
    private static boolean isCallee(Type type, Expression expression) {
        return type.equals(Type.POINTER) && expression.type() instanceof PointerType;
    }

    private static boolean fitsCompound(Type type, Value value) {
        if (value instanceof ByteString bytes) {
            return type instanceof ArrayType array
                    && array.count() == bytes.bytes().length();
        }
        if (value instanceof ArrayConstant constant) {
            return type instanceof ArrayType array
                    && array.count() == constant.elements().size()
                    && allOfType(constant.elements(), array.element());
        }
        if (value instanceof VectorConstant constant) {
            return type instanceof VectorType vector
                    && !vector.scalable()
                    && vector.count() == constant.elements().size()
                    && allOfType(constant.elements(), vector.element());
        }
        if (value instanceof StructConstant constant) {
            return type instanceof StructType struct
                    && struct.packed() == constant.packed()
                    && struct.elements()
                            .equals(constant.fields().stream()
                                    .map(TypedValue::type)
                                    .toList());
        }
        return value instanceof Splat splat
                ? type instanceof VectorType vector
                        && vector.element().equals(splat.element().type())
                : type instanceof PointerType;
    }

    private static boolean allOfType(List<TypedValue> elements, Type type) {
        return elements.stream().allMatch(element -> element.type().equals(type));
    }
}
