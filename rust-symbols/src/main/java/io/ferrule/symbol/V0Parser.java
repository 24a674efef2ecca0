package io.ferrule.symbol;

import java.util.ArrayList;
import java.util.List;

/** Reads the v0 grammar of RFC 2603, one method for each production. */
final class V0Parser {
    /** Lifetimes one {@code for<..>} may bind; a number in the symbol, so without a bound it could be any. */
    private static final int MAX_BOUND_LIFETIMES = 1000;

    private final Budget budget = new Budget();
    private final V0Cursor cursor;
    private final V0ConstParser constants;
    private int boundLifetimes;

    V0Parser(byte[] bytes) {
        cursor = new V0Cursor(bytes, budget);
        constants = new V0ConstParser(cursor, budget, this);
    }

    V0Cursor cursor() {
        return cursor;
    }

    RustPath path() {
        budget.enter();
        RustPath path = pathOfTag(cursor.next());
        budget.leave();
        return path;
    }

    private RustPath pathOfTag(char tag) {
        return switch (tag) {
            case 'C' -> {
                long disambiguator = disambiguator();
                yield new RustPath.CrateRoot(crateName(), disambiguator);
            }
            case 'N' -> nestedPath();
            case 'M' -> new RustPath.InherentImpl(implLocation(), type());
            case 'X' -> new RustPath.TraitImpl(implLocation(), type(), path());
            case 'Y' -> new RustPath.TraitDefinition(type(), path());
            case 'I' -> new RustPath.Generic(path(), genericArguments());
            case 'B' -> cursor.backReference(this::path);
            default -> throw new MalformedSymbolException("unknown path tag " + tag);
        };
    }

    private String crateName() {
        String name = cursor.identifier();
        if (name.isEmpty()) {
            throw new MalformedSymbolException("crate has no name");
        }
        return name;
    }

    private RustPath nestedPath() {
        char namespace = cursor.next();
        if (!(namespace >= 'A' && namespace <= 'Z') && !(namespace >= 'a' && namespace <= 'z')) {
            throw new MalformedSymbolException("namespace is no letter");
        }
        RustPath parent = path();
        long disambiguator = disambiguator();
        return new RustPath.Nested(parent, namespace, cursor.identifier(), disambiguator);
    }

    private RustPath.ImplLocation implLocation() {
        long disambiguator = disambiguator();
        return new RustPath.ImplLocation(path(), disambiguator);
    }

    private long disambiguator() {
        return cursor.optionalBase62('s');
    }

    private List<GenericArgument> genericArguments() {
        List<GenericArgument> arguments = new ArrayList<>();
        while (!cursor.eat('E')) {
            if (cursor.peek() == 'L') {
                budget.enter();
                arguments.add(optionalLifetime());
                budget.leave();
            } else if (cursor.eat('K')) {
                arguments.add(constants.constant());
            } else {
                arguments.add(type());
            }
        }
        return arguments;
    }

    RustType type() {
        budget.enter();
        RustType type = typeOfTag();
        budget.leave();
        return type;
    }

    private RustType typeOfTag() {
        var primitive = PrimitiveType.ofTag(cursor.peek());
        if (primitive.isPresent()) {
            cursor.next();
            return primitive.get();
        }
        return switch (cursor.peek()) {
            case 'C', 'N', 'M', 'X', 'Y', 'I' -> new RustType.Named(path());
            default -> compoundType(cursor.next());
        };
    }

    private RustType compoundType(char tag) {
        return switch (tag) {
            case 'R' -> new RustType.Reference(optionalLifetime(), false, type());
            case 'Q' -> new RustType.Reference(optionalLifetime(), true, type());
            case 'P' -> new RustType.RawPointer(false, type());
            case 'O' -> new RustType.RawPointer(true, type());
            case 'A' -> new RustType.Array(type(), constants.constant());
            case 'S' -> new RustType.Slice(type());
            case 'T' -> new RustType.Tuple(typesToEnd());
            case 'F' -> functionPointer();
            case 'D' -> dynTrait();
            case 'W' -> new RustType.Patterned(type(), constants.pattern());
            case 'B' -> cursor.backReference(this::type);
            default -> throw new MalformedSymbolException("unknown type tag " + tag);
        };
    }

    private List<RustType> typesToEnd() {
        List<RustType> types = new ArrayList<>();
        while (!cursor.eat('E')) {
            types.add(type());
        }
        return types;
    }

    private RustType functionPointer() {
        int bound = openBinder();
        boolean isUnsafe = cursor.eat('U');
        String abi = cursor.eat('K') ? abi() : RustType.FunctionPointer.RUST_ABI;
        List<RustType> parameters = typesToEnd();
        RustType result = type();
        boundLifetimes -= bound;
        return new RustType.FunctionPointer(bound, isUnsafe, abi, parameters, result);
    }

    /** The name of a calling convention, whose dashes are mangled to underscores. */
    private String abi() {
        if (cursor.eat('C')) {
            return "C";
        }
        String name = cursor.identifier();
        if (name.isEmpty()) {
            throw new MalformedSymbolException("calling convention has no name");
        }
        return name.replace('_', '-');
    }

    private RustType dynTrait() {
        int bound = openBinder();
        List<RustType.DynBound> bounds = new ArrayList<>();
        while (!cursor.eat('E')) {
            bounds.add(dynBound());
        }
        boundLifetimes -= bound;
        if (cursor.peek() != 'L') {
            throw new MalformedSymbolException("trait object has no lifetime");
        }
        return new RustType.DynTrait(bound, bounds, optionalLifetime());
    }

    private RustType.DynBound dynBound() {
        RustPath trait = path();
        List<RustType.AssociatedType> bindings = new ArrayList<>();
        while (cursor.eat('p')) {
            String name = cursor.identifier();
            bindings.add(new RustType.AssociatedType(name, type()));
        }
        return new RustType.DynBound(trait, bindings);
    }

    private int openBinder() {
        long bound = cursor.optionalBase62('G');
        if (bound < 0 || bound > MAX_BOUND_LIFETIMES) {
            throw new MalformedSymbolException("too many bound lifetimes");
        }
        budget.spend((int) bound);
        boundLifetimes += (int) bound;
        return (int) bound;
    }

    private Lifetime optionalLifetime() {
        if (!cursor.eat('L')) {
            return Lifetime.ERASED;
        }
        long index = cursor.base62();
        if (index < 0 || index > boundLifetimes) {
            throw new MalformedSymbolException("lifetime is not bound");
        }
        return index == 0 ? Lifetime.ERASED : new Lifetime((int) index);
    }
}
