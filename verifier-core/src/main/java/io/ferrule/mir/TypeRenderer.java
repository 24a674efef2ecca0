package io.ferrule.mir;

import java.util.List;

/** Writes types and paths as a dump does. */
final class TypeRenderer {

    private final StringBuilder out;

    TypeRenderer(StringBuilder out) {
        this.out = out;
    }

    TypeRenderer path(MirPath path) {
        return path(path, "");
    }

    /** A path to a value: its generic arguments stand behind two colons. */
    TypeRenderer valuePath(MirPath path) {
        return path(path, "::");
    }

    private TypeRenderer path(MirPath path, String turbofish) {
        for (int i = 0; i < path.segments().size(); i++) {
            out.append(i == 0 ? "" : "::");
            segment(path.segments().get(i), turbofish);
        }
        return this;
    }

    private void segment(PathSegment segment, String turbofish) {
        if (segment instanceof PathSegment.Name name) {
            out.append(name.name());
            arguments(name.arguments(), turbofish);
        } else if (segment instanceof PathSegment.Numbered numbered) {
            out.append('{')
                    .append(numbered.kind())
                    .append('#')
                    .append(numbered.number())
                    .append('}');
            arguments(numbered.arguments(), turbofish);
        } else if (segment instanceof PathSegment.ImplAt implementation) {
            out.append("<impl at ").append(implementation.at()).append('>');
        } else if (segment instanceof PathSegment.ImplBlock block) {
            out.append('<');
            type(block.type());
            out.append('>');
        } else if (segment instanceof PathSegment.Qualified qualified) {
            out.append('<');
            type(qualified.self());
            qualified.trait().ifPresent(trait -> {
                out.append(" as ");
                type(trait);
            });
            out.append('>');
        } else if (segment instanceof PathSegment.Promoted promoted) {
            out.append("promoted[").append(promoted.number()).append(']');
        }
    }

    private void arguments(List<GenericArgument> arguments, String turbofish) {
        if (arguments.isEmpty()) {
            return;
        }
        if (arguments.get(0) instanceof GenericArgument.Parenthesized function) {
            out.append('(');
            types(function.parameters());
            out.append(')');
            function.result().ifPresent(this::result);
            return;
        }
        out.append(turbofish).append('<');
        for (int i = 0; i < arguments.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            argument(arguments.get(i));
        }
        out.append('>');
    }

    void argument(GenericArgument argument) {
        if (argument instanceof GenericArgument.Type type) {
            type(type.type());
        } else if (argument instanceof GenericArgument.Lifetime lifetime) {
            out.append(lifetime.name());
        } else if (argument instanceof GenericArgument.Value value) {
            new ConstantRenderer(out).constant(value.constant());
        } else if (argument instanceof GenericArgument.Binding binding) {
            path(binding.name());
            out.append(" = ");
            argument(binding.value());
        } else if (argument instanceof GenericArgument.Bounded bounded) {
            path(bounded.name());
            out.append(" : ");
            bounds(bounded.bounds());
        }
    }

    private void result(MirType type) {
        out.append(" -> ");
        type(type);
    }

    private void types(List<MirType> types) {
        for (int i = 0; i < types.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            type(types.get(i));
        }
    }

    TypeRenderer type(MirType type) {
        if (type instanceof MirType.Named named) {
            path(named.path());
        } else if (type instanceof MirType.Reference reference) {
            out.append('&')
                    .append(reference.lifetime())
                    .append(reference.lifetime().isEmpty() ? "" : " ");
            out.append(reference.mutable() ? "mut " : "");
            type(reference.target());
        } else if (type instanceof MirType.RawPointer pointer) {
            out.append(pointer.mutable() ? "*mut " : "*const ");
            type(pointer.target());
        } else if (type instanceof MirType.Slice slice) {
            out.append('[');
            type(slice.element());
            out.append(']');
        } else if (type instanceof MirType.Array array) {
            out.append('[');
            type(array.element());
            out.append("; ");
            argument(array.length());
            out.append(']');
        } else if (type instanceof MirType.Tuple tuple) {
            out.append('(');
            types(tuple.elements());
            out.append(tuple.elements().size() == 1 ? ",)" : ")");
        } else {
            special(type);
        }
        return this;
    }

    private void special(MirType type) {
        if (type instanceof MirType.Never) {
            out.append('!');
        } else if (type instanceof MirType.Elided) {
            out.append("...");
        } else if (type instanceof MirType.FunctionPointer function) {
            functionPointer(function);
        } else if (type instanceof MirType.FunctionItem item) {
            type(item.signature());
            out.append(" {");
            valuePath(item.path());
            out.append('}');
        } else if (type instanceof MirType.ForAll binder) {
            out.append("for<").append(String.join(", ", binder.lifetimes())).append("> ");
            out.append(binder.modifier()).append(binder.modifier().isEmpty() ? "" : " ");
            type(binder.type());
        } else if (type instanceof MirType.UnsafeBinder binder) {
            out.append("unsafe<").append(String.join(", ", binder.lifetimes())).append("> ");
            type(binder.type());
        } else if (type instanceof MirType.MethodResult result) {
            type(result.type());
            out.append(" { ");
            valuePath(result.method());
            out.append("(..) }");
        } else if (type instanceof MirType.WithTargetFeatures function) {
            out.append("#[target_features] ");
            type(function.type());
        } else if (type instanceof MirType.Restricted restricted) {
            out.append('(');
            type(restricted.base());
            out.append(") is ").append(restricted.pattern());
        } else {
            unnamed(type);
        }
    }

    private void unnamed(MirType type) {
        if (type instanceof MirType.DynamicTrait dynamic) {
            boolean brackets = dynamic.bounds().stream().anyMatch(TypeBound.Outlives.class::isInstance);
            out.append(brackets ? "(dyn " : "dyn ");
            bounds(dynamic.bounds());
            out.append(brackets ? ")" : "");
        } else if (type instanceof MirType.ImplTrait opaque) {
            out.append("impl ");
            bounds(opaque.bounds());
        } else if (type instanceof MirType.Implementation implementation) {
            type(implementation.trait());
            out.append(" for ");
            type(implementation.implementor());
        } else if (type instanceof MirType.Anonymous anonymous) {
            out.append('{').append(anonymous.kind()).append('@');
            out.append(anonymous.at().equals(Span.NONE) ? "..." : anonymous.at())
                    .append('}');
        } else if (type instanceof MirType.AnonymousItem item) {
            out.append('{').append(item.kind()).append('@');
            path(item.path());
            out.append('}');
        } else if (type instanceof MirType.BodyOf body) {
            out.append('{').append(body.kind()).append(" of ");
            path(body.path());
            out.append("()}");
        }
    }

    private void functionPointer(MirType.FunctionPointer function) {
        out.append(function.isUnsafe() ? "unsafe " : "");
        if (!function.abi().isEmpty()) {
            out.append("extern \"").append(function.abi()).append("\" ");
        }
        out.append("fn(");
        types(function.parameters());
        if (function.variadic()) {
            out.append(function.parameters().isEmpty() ? "..." : ", ...");
        }
        out.append(')');
        if (!function.result().equals(MirType.UNIT)) {
            result(function.result());
        }
    }

    private void bounds(List<TypeBound> bounds) {
        for (int i = 0; i < bounds.size(); i++) {
            out.append(i == 0 ? "" : " + ");
            if (bounds.get(i) instanceof TypeBound.Outlives outlives) {
                out.append(outlives.lifetime());
            } else if (bounds.get(i) instanceof TypeBound.Trait trait) {
                out.append(trait.modifier())
                        .append(
                                trait.modifier().endsWith("t")
                                                || trait.modifier().endsWith("]")
                                        ? " "
                                        : "");
                out.append(trait.parenthesized() ? "(" : "");
                type(trait.trait());
                out.append(trait.parenthesized() ? ")" : "");
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
