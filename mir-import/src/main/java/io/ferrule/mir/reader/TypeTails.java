package io.ferrule.mir.reader;

import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.TypeBound;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;

/**
 * Hands what follows a type to the part of it that it belongs to. Bounds go to the outermost {@code dyn} or {@code impl}
 * at the end of the type, the name of a function item to the outermost function.
 */
final class TypeTails {

    private TypeTails() {}

    static MirType withBound(ParserRuleContext context, MirType type, TypeBound bound) {
        if (type instanceof MirType.DynamicTrait dynamic) {
            return new MirType.DynamicTrait(appended(dynamic.bounds(), bound));
        }
        if (type instanceof MirType.ImplTrait implementation) {
            return new MirType.ImplTrait(appended(implementation.bounds(), bound));
        }
        return withEnd(context, type, end -> withBound(context, end, bound));
    }

    static MirType withItem(ParserRuleContext context, MirType type, MirPath item) {
        if (type instanceof MirType.FunctionPointer
                || type instanceof MirType.ForAll
                || type instanceof MirType.WithTargetFeatures) {
            return new MirType.FunctionItem(type, item);
        }
        if (type instanceof MirType.FunctionItem inner) {
            // The first name belongs to the result of the function that the second one names.
            MirType signature = withEnd(context, inner.signature(), result -> withItem(context, result, inner.path()));
            return new MirType.FunctionItem(signature, item);
        }
        return withEnd(context, type, end -> withItem(context, end, item));
    }

    static MirType withMethod(ParserRuleContext context, MirType type, MirPath method) {
        return type instanceof MirType.ImplTrait
                ? new MirType.MethodResult(type, method)
                : withEnd(context, type, end -> withMethod(context, end, method));
    }

    private interface Change {
        MirType of(MirType type);
    }

    /** The type with a change to the type that it ends with. */
    private static MirType withEnd(ParserRuleContext context, MirType type, Change change) {
        if (type instanceof MirType.Reference reference) {
            return new MirType.Reference(reference.lifetime(), reference.mutable(), change.of(reference.target()));
        }
        if (type instanceof MirType.RawPointer pointer) {
            return new MirType.RawPointer(pointer.mutable(), change.of(pointer.target()));
        }
        if (type instanceof MirType.ForAll binder) {
            return new MirType.ForAll(binder.lifetimes(), binder.modifier(), withEnd(context, binder.type(), change));
        }
        if (type instanceof MirType.UnsafeBinder binder) {
            return new MirType.UnsafeBinder(binder.lifetimes(), change.of(binder.type()));
        }
        if (type instanceof MirType.FunctionPointer function) {
            return new MirType.FunctionPointer(
                    function.isUnsafe(),
                    function.abi(),
                    function.parameters(),
                    function.variadic(),
                    change.of(function.result()));
        }
        if (type instanceof MirType.Implementation implementation) {
            return new MirType.Implementation(implementation.trait(), change.of(implementation.implementor()));
        }
        throw new UnreadableException(context, "this belongs to no part of the type before it");
    }

    private static List<TypeBound> appended(List<TypeBound> bounds, TypeBound bound) {
        return Stream.concat(bounds.stream(), Stream.of(bound)).toList();
    }
}
