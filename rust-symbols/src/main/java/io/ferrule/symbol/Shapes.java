package io.ferrule.symbol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reduces trees to shapes. */
final class Shapes {
    static final String ARRAY = "[;]";
    static final String SLICE = "[]";
    static final String TUPLE = "()";
    static final String DYN = "dyn";

    private Shapes() {}

    static Shape of(RustPath path) {
        return path instanceof RustPath.Textual textual ? LegacyShapes.of(textual) : item(path);
    }

    private static Shape.Item item(RustPath path) {
        if (path instanceof RustPath.CrateRoot crate) {
            return new Shape.Item(null, List.of(new Shape.Segment(crate.name(), null)));
        }
        if (path instanceof RustPath.Nested nested) {
            Shape.Item parent = item(nested.parent());
            String segment = nested.segment();
            return segment.isEmpty() ? parent : append(parent, new Shape.Segment(segment, null));
        }
        if (path instanceof RustPath.InherentImpl impl) {
            return inherent(type(impl.selfType()));
        }
        if (path instanceof RustPath.TraitImpl impl) {
            return rooted(type(impl.selfType()), item(impl.trait()));
        }
        if (path instanceof RustPath.TraitDefinition definition) {
            return rooted(type(definition.selfType()), item(definition.trait()));
        }
        if (path instanceof RustPath.Generic generic) {
            return withArguments(item(generic.base()), new Shape.Arguments(arguments(generic.arguments()), false));
        }
        throw new IllegalArgumentException("a path inside a tree is never text");
    }

    /** The root of an inherent {@code impl}: the path of the type itself where it has one. */
    static Shape.Item inherent(Shape selfType) {
        return selfType instanceof Shape.Item item ? item : rooted(selfType, null);
    }

    static Shape.Item rooted(Shape selfType, @Nullable Shape trait) {
        return new Shape.Item(new Shape.Root(selfType, trait), List.of());
    }

    static Shape.Item append(Shape.Item item, Shape.Segment segment) {
        List<Shape.Segment> segments = new ArrayList<>(item.segments());
        segments.add(segment);
        return new Shape.Item(item.root(), segments);
    }

    /** Puts arguments on the last segment, which a path in a symbol always has where it has arguments. */
    static Shape.Item withArguments(Shape.Item item, Shape.Arguments arguments) {
        if (item.segments().isEmpty()) {
            return item;
        }
        List<Shape.Segment> segments = new ArrayList<>(item.segments());
        int last = segments.size() - 1;
        segments.set(last, new Shape.Segment(segments.get(last).name(), arguments));
        return new Shape.Item(item.root(), segments);
    }

    private static List<Shape> arguments(List<GenericArgument> arguments) {
        List<Shape> shapes = new ArrayList<>();
        for (GenericArgument argument : arguments) {
            if (argument instanceof RustType type) {
                shapes.add(type(type));
            } else if (argument instanceof RustConst constant) {
                shapes.add(constant(constant));
            }
        }
        return shapes;
    }

    private static Shape type(RustType type) {
        if (type instanceof PrimitiveType primitive) {
            return new Shape.Atom(primitive.text());
        }
        if (type instanceof RustType.Named named) {
            return item(named.path());
        }
        if (type instanceof RustType.Reference reference) {
            return compound(reference.mutable() ? "&mut" : "&", type(reference.target()));
        }
        if (type instanceof RustType.RawPointer pointer) {
            return compound(pointer.mutable() ? "*mut" : "*const", type(pointer.target()));
        }
        if (type instanceof RustType.Array array) {
            return compound(ARRAY, type(array.element()), constant(array.length()));
        }
        if (type instanceof RustType.Slice slice) {
            return compound(SLICE, type(slice.element()));
        }
        if (type instanceof RustType.Tuple tuple) {
            return new Shape.Compound(TUPLE, types(tuple.elements()));
        }
        if (type instanceof RustType.FunctionPointer function) {
            List<Shape> parts = types(function.parameters());
            parts.add(type(function.result()));
            return new Shape.Compound(functionConstructor(function.isUnsafe(), function.abi()), parts);
        }
        if (type instanceof RustType.DynTrait dyn) {
            return new Shape.Compound(
                    DYN, dyn.bounds().stream().map(Shapes::bound).toList());
        }
        Renderer renderer = new Renderer(false);
        renderer.type(type);
        return new Shape.Atom(renderer.toString());
    }

    static String functionConstructor(boolean isUnsafe, String abi) {
        return (isUnsafe ? "unsafe fn " : "fn ") + abi;
    }

    private static Shape bound(RustType.DynBound bound) {
        List<Shape> arguments = new ArrayList<>();
        if (bound.trait() instanceof RustPath.Generic generic) {
            arguments.addAll(arguments(generic.arguments()));
        }
        bound.bindings().forEach(binding -> arguments.add(binding(binding.name(), type(binding.type()))));
        Shape.Item trait = item(bound.trait());
        return arguments.isEmpty() ? trait : withArguments(trait, new Shape.Arguments(arguments, false));
    }

    static Shape binding(String name, Shape type) {
        return compound(name + " =", type);
    }

    private static List<Shape> types(List<RustType> types) {
        List<Shape> shapes = new ArrayList<>();
        types.forEach(type -> shapes.add(type(type)));
        return shapes;
    }

    private static Shape constant(RustConst constant) {
        if (constant instanceof RustConst.IntegerValue integer) {
            return new Shape.Atom(integer.value().toString());
        }
        Renderer renderer = new Renderer(false);
        renderer.constant(constant);
        return new Shape.Atom(renderer.toString());
    }

    static Shape compound(String constructor, Shape... parts) {
        return new Shape.Compound(constructor, List.of(parts));
    }
}
