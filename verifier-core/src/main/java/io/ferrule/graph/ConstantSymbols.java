package io.ferrule.graph;

import io.ferrule.program.Constant.ArrayConstant;
import io.ferrule.program.Constant.BlockAddress;
import io.ferrule.program.Constant.Expression;
import io.ferrule.program.Constant.FunctionAlternative;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Constant.SignedPointer;
import io.ferrule.program.Constant.Splat;
import io.ferrule.program.Constant.StructConstant;
import io.ferrule.program.Constant.VectorConstant;
import io.ferrule.program.MetadataOperand.Wrapped;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which globals a constant mentions. */
public final class ConstantSymbols {

    private ConstantSymbols() {}

    /** The symbols in this value, at any depth, in the order of the text. */
    public static Set<String> in(Value value) {
        Set<String> symbols = new LinkedHashSet<>();
        Deque<Value> open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty()) {
            Value next = open.pop();
            if (next instanceof GlobalReference reference) {
                symbols.add(reference.symbol());
            } else if (next instanceof FunctionAlternative alternative) {
                symbols.add(alternative.symbol());
            } else if (next instanceof BlockAddress address) {
                symbols.add(address.function());
            } else {
                parts(next).forEach(part -> open.push(part.value()));
            }
        }
        return symbols;
    }

    private static List<TypedValue> parts(Value value) {
        if (value instanceof ArrayConstant array) {
            return array.elements();
        }
        if (value instanceof StructConstant struct) {
            return struct.fields();
        }
        if (value instanceof VectorConstant vector) {
            return vector.elements();
        }
        if (value instanceof Expression expression) {
            return expression.operands();
        }
        if (value instanceof SignedPointer pointer) {
            return pointer.parts();
        }
        if (value instanceof Splat splat) {
            return List.of(splat.element());
        }
        return value instanceof Wrapped wrapped ? List.of(wrapped.value()) : List.of();
    }
}
