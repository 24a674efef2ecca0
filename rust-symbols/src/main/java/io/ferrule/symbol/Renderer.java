package io.ferrule.symbol;

import java.util.List;
import java.util.function.Consumer;

/** Writes a tree as Rust would, in the notation the demanglers of binutils and of rustc agree on. */
final class Renderer {
    private static final int LETTERS = 26;

    private final StringBuilder out = new StringBuilder();
    private final boolean hashes;
    private final ConstRenderer constants;
    private int boundLifetimes;

    Renderer(boolean hashes) {
        this.hashes = hashes;
        this.constants = new ConstRenderer(out, hashes, this);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /**
     * Writes a path.
     *
     * @param asValue whether it stands for a value, where Rust puts {@code ::} before generic arguments
     */
    void path(RustPath path, boolean asValue) {
        if (path instanceof RustPath.CrateRoot crate) {
            out.append(crate.name());
            if (hashes && crate.disambiguator() != 0) {
                out.append('[').append(Long.toHexString(crate.disambiguator())).append(']');
            }
        } else if (path instanceof RustPath.Nested nested) {
            path(nested.parent(), asValue);
            String segment = nested.segment();
            if (!segment.isEmpty()) {
                out.append("::").append(segment);
            }
        } else if (path instanceof RustPath.InherentImpl impl) {
            out.append('<');
            type(impl.selfType());
            out.append('>');
        } else if (path instanceof RustPath.TraitImpl impl) {
            asTrait(impl.selfType(), impl.trait());
        } else if (path instanceof RustPath.TraitDefinition definition) {
            asTrait(definition.selfType(), definition.trait());
        } else if (path instanceof RustPath.Generic generic) {
            path(generic.base(), asValue);
            out.append(asValue ? "::<" : "<");
            separated(generic.arguments(), ", ", this::argument);
            out.append('>');
        } else if (path instanceof RustPath.Textual textual) {
            out.append(String.join("::", textual.segments()));
        }
    }

    private void asTrait(RustType selfType, RustPath trait) {
        out.append('<');
        type(selfType);
        out.append(" as ");
        path(trait, false);
        out.append('>');
    }

    private void argument(GenericArgument argument) {
        if (argument instanceof Lifetime lifetime) {
            lifetime(lifetime);
        } else if (argument instanceof RustType type) {
            type(type);
        } else if (argument instanceof RustConst constant) {
            constant(constant);
        }
    }

    void constant(RustConst constant) {
        constants.constant(constant, false);
    }

    void type(RustType type) {
        if (type instanceof PrimitiveType primitive) {
            out.append(primitive.text());
        } else if (type instanceof RustType.Named named) {
            path(named.path(), false);
        } else if (type instanceof RustType.Reference reference) {
            reference(reference);
        } else if (type instanceof RustType.RawPointer pointer) {
            out.append(pointer.mutable() ? "*mut " : "*const ");
            type(pointer.target());
        } else if (type instanceof RustType.Array array) {
            out.append('[');
            type(array.element());
            out.append("; ");
            constants.constant(array.length(), true);
            out.append(']');
        } else if (type instanceof RustType.Slice slice) {
            out.append('[');
            type(slice.element());
            out.append(']');
        } else if (type instanceof RustType.Tuple tuple) {
            out.append('(');
            separated(tuple.elements(), ", ", this::type);
            out.append(tuple.elements().size() == 1 ? ",)" : ")");
        } else if (type instanceof RustType.FunctionPointer function) {
            functionPointer(function);
        } else if (type instanceof RustType.DynTrait dyn) {
            dynTrait(dyn);
        } else if (type instanceof RustType.Patterned patterned) {
            type(patterned.base());
            out.append(" is ");
            pattern(patterned.pattern());
        }
    }

    private void reference(RustType.Reference reference) {
        out.append('&');
        if (!reference.lifetime().isErased()) {
            lifetime(reference.lifetime());
            out.append(' ');
        }
        if (reference.mutable()) {
            out.append("mut ");
        }
        type(reference.target());
    }

    private void functionPointer(RustType.FunctionPointer function) {
        openBinder(function.boundLifetimes());
        if (function.isUnsafe()) {
            out.append("unsafe ");
        }
        if (!function.abi().equals(RustType.FunctionPointer.RUST_ABI)) {
            out.append("extern \"").append(function.abi()).append("\" ");
        }
        out.append("fn(");
        separated(function.parameters(), ", ", this::type);
        out.append(')');
        if (function.result() != PrimitiveType.UNIT) {
            out.append(" -> ");
            type(function.result());
        }
        boundLifetimes -= function.boundLifetimes();
    }

    private void dynTrait(RustType.DynTrait dyn) {
        out.append("dyn ");
        openBinder(dyn.boundLifetimes());
        separated(dyn.bounds(), " + ", this::dynBound);
        boundLifetimes -= dyn.boundLifetimes();
        if (!dyn.lifetime().isErased()) {
            out.append(" + ");
            lifetime(dyn.lifetime());
        }
    }

    /** The bindings stand between the angle brackets of the trait's own arguments. */
    private void dynBound(RustType.DynBound bound) {
        if (bound.bindings().isEmpty()) {
            path(bound.trait(), false);
            return;
        }
        if (bound.trait() instanceof RustPath.Generic generic) {
            path(generic.base(), false);
            out.append('<');
            separated(generic.arguments(), ", ", this::argument);
            out.append(generic.arguments().isEmpty() ? "" : ", ");
        } else {
            path(bound.trait(), false);
            out.append('<');
        }
        separated(bound.bindings(), ", ", binding -> {
            out.append(binding.name()).append(" = ");
            type(binding.type());
        });
        out.append('>');
    }

    private void pattern(TypePattern pattern) {
        if (pattern instanceof TypePattern.Range range) {
            constants.constant(range.first(), true);
            out.append("..=");
            constants.constant(range.last(), true);
        } else if (pattern instanceof TypePattern.AnyOf anyOf) {
            separated(anyOf.alternatives(), " | ", this::pattern);
        } else if (pattern instanceof TypePattern.NotNull) {
            out.append("!null");
        }
    }

    private void openBinder(int count) {
        if (count == 0) {
            return;
        }
        out.append("for<");
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ", ");
            boundLifetimes++;
            lifetime(new Lifetime(1));
        }
        out.append("> ");
    }

    /** Names a lifetime by the level at which it is bound, counted from the outermost binder. */
    private void lifetime(Lifetime lifetime) {
        int level = boundLifetimes - lifetime.index();
        out.append('\'');
        if (lifetime.isErased() || level < 0) {
            out.append('_');
        } else if (level < LETTERS) {
            out.append((char) ('a' + level));
        } else {
            out.append('_').append(level);
        }
    }

    <T> void separated(List<T> parts, String separator, Consumer<T> writer) {
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : separator);
            writer.accept(parts.get(i));
        }
    }
}
