package io.ferrule.mir;

import java.util.List;

/** What an assignment computes. */
public sealed interface Rvalue {

    /** An operand as it is; {@code retags} is false where rustc says {@code no_retag}. */
    record Use(Operand operand, boolean retags) implements Rvalue {}

    /** {@code [a; N]}. */
    record Repeat(Operand operand, GenericArgument count) implements Rvalue {}

    /** {@code &p}, {@code &raw mut p}. */
    record Borrow(BorrowKind kind, Place place) implements Rvalue {}

    /** The address of a thread-local static. */
    record ThreadLocalAddress(boolean mutable, MirPath path) implements Rvalue {}

    /** {@code a as T}. */
    record Cast(Operand operand, MirType type, CastKind kind) implements Rvalue {}

    /** {@code wrap_binder!(a; T)}: puts a value into an unsafe binder. */
    record WrapBinder(Operand operand, MirType type) implements Rvalue {}

    /** {@code Add(a, b)}. */
    record Binary(BinaryOperator operator, Operand left, Operand right) implements Rvalue {}

    /** {@code Not(a)}. */
    record Unary(UnaryOperator operator, Operand operand) implements Rvalue {}

    /** The number of an enum's variant. */
    record Discriminant(Place place) implements Rvalue {}

    /** A copy that is only there to be dereferenced. */
    record CopyForDereference(Place place) implements Rvalue {}

    /** {@code [a, b]}. */
    record Array(List<Operand> elements) implements Rvalue {
        /** Copies its list. */
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** {@code (a, b)}. */
    record Tuple(List<Operand> elements) implements Rvalue {
        /** Copies its list. */
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** A struct or a variant with numbered fields: {@code Some(a)}. */
    record Constructor(MirPath path, List<Operand> arguments) implements Rvalue {
        /** Copies its list. */
        public Constructor {
            arguments = List.copyOf(arguments);
        }
    }

    /** A struct, union or variant with named fields: {@code Foo { a: x }}. Of a union one field is set. */
    record Structure(MirPath path, List<Field> fields) implements Rvalue {
        /** Copies its list. */
        public Structure {
            fields = List.copyOf(fields);
        }
    }

    /** A closure or coroutine with what it captures. */
    record Captures(MirType type, List<Field> fields) implements Rvalue {
        /** Copies its list. */
        public Captures {
            fields = List.copyOf(fields);
        }
    }

    /** A field of a {@link Structure} or {@link Captures}. */
    record Field(String name, Operand value) {}

    /** {@code *const T from (data, metadata)}. */
    record RawPointer(boolean mutable, MirType type, Operand data, Operand metadata) implements Rvalue {}
}
