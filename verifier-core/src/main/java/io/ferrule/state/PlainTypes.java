package io.ferrule.state;

import io.ferrule.program.Type;
import io.ferrule.program.Type.ArrayType;
import io.ferrule.program.Type.NamedType;
import io.ferrule.program.Type.StructType;
import java.util.Map;

/** A type with what its names stand for. For one type: what it is made of may be more than anybody wants to look at. */
final class PlainTypes {

    /** What is left of a type of more parts than these keeps its names. */
    private static final int MOST_PARTS = 256;

    private final Map<String, Type> names;
    private int parts;

    PlainTypes(Map<String, Type> names) {
        this.names = names;
    }

    Type of(Type type) {
        if (++parts > MOST_PARTS) {
            return type;
        }
        if (type instanceof NamedType named && names.containsKey(named.name())) {
            return of(names.get(named.name()));
        }
        if (type instanceof StructType struct) {
            return new StructType(
                    struct.packed(), struct.elements().stream().map(this::of).toList());
        }
        return type instanceof ArrayType array ? new ArrayType(array.count(), of(array.element())) : type;
    }
}
