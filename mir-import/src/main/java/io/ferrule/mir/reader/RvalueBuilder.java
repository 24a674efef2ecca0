package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirParser.BorrowKindContext;
import io.ferrule.grammar.RustMirParser.ConstantCastContext;
import io.ferrule.grammar.RustMirParser.RvalueContext;
import io.ferrule.grammar.RustMirParser.TypeContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.BinaryOperator;
import io.ferrule.mir.BorrowKind;
import io.ferrule.mir.CastKind;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirConstant.TypeForm;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.Operand;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Place;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.UnaryOperator;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds what an assignment computes. */
final class RvalueBuilder {

    private final Builders builders;
    private final BodyLocals locals;

    RvalueBuilder(Builders builders, BodyLocals locals) {
        this.builders = builders;
        this.locals = locals;
    }

    /** The value that {@code target} gets; calls are none. */
    Rvalue value(RvalueContext context, Place target) {
        if (context.source != null) {
            return named(context, target);
        }
        if (context.constant != null) {
            return constant(context);
        }
        if (context.reference != null) {
            return new Rvalue.Borrow(borrowKind(context.kind), builders.places().place(context.location));
        }
        if (context.dereferenced != null) {
            return new Rvalue.CopyForDereference(builders.places().place(context.location));
        }
        if (context.unretagged != null) {
            return new Rvalue.Use(builders.operands().operand(context.used), false);
        }
        return context.tls == null
                ? aggregate(context)
                : new Rvalue.ThreadLocalAddress(
                        context.mutable != null, builders.paths().path(context.item));
    }

    private Rvalue aggregate(RvalueContext context) {
        if (context.tuple != null) {
            TypeBuilder.demandCommas(context, context.arguments.size(), context.commas.size());
            return new Rvalue.Tuple(builders.operands().operands(context.arguments));
        }
        if (context.anonymous != null) {
            return new Rvalue.Captures(
                    builders.types().anonymous(context.anonymous),
                    context.fields == null ? List.of() : builders.operands().fields(context.fields));
        }
        List<Operand> operands = builders.operands().operands(context.arguments);
        if (context.wrapped != null) {
            return new Rvalue.WrapBinder(operands.get(0), builders.types().type(context.typed));
        }
        if (context.pointer != null) {
            return new Rvalue.RawPointer(
                    context.mutable != null, builders.types().type(context.typed), operands.get(0), operands.get(1));
        }
        if (context.array != null && context.length == null) {
            return new Rvalue.Array(operands);
        }
        if (context.array == null || operands.size() != 1) {
            throw new UnreadableException(context, "not a value");
        }
        return new Rvalue.Repeat(operands.get(0), builders.arguments().length(context.length));
    }

    private Rvalue named(RvalueContext context, Place target) {
        if (context.open != null) {
            return operation(context, target);
        }
        if (context.fields != null) {
            return new Rvalue.Structure(path(context), builders.operands().fields(context.fields));
        }
        Operand operand = builders.operands().operand(context.source);
        return context.cast == null ? new Rvalue.Use(operand, true) : cast(context.cast, context.typed, operand);
    }

    private Rvalue constant(RvalueContext context) {
        List<ConstantCastContext> casts = context.casts;
        if (context.cast != null && !casts.isEmpty()) {
            ConstantCastContext cast = casts.get(casts.size() - 1);
            if (cast.operation != null) {
                throw new UnreadableException(cast, "only a type can stand before the kind of a cast");
            }
            MirConstant value = builders.constants().cast(context.constant, casts.subList(0, casts.size() - 1));
            return cast(context.cast, cast.typed, builders.operands().constant(value));
        }
        MirConstant value = builders.constants().cast(context.constant, casts);
        if (context.constantType != null) {
            value = new MirConstant.Typed(
                    TypeForm.PLAIN, value, builders.types().type(context.constantType));
        }
        Operand operand = builders.operands().constant(value);
        return context.cast == null ? new Rvalue.Use(operand, true) : cast(context.cast, context.typed, operand);
    }

    private Rvalue cast(Token cast, TypeContext type, Operand operand) {
        String text = cast.getText();
        CastKind kind = CastKind.of(text.substring(" (".length(), text.length() - 1))
                .orElseThrow(() -> new UnreadableException(cast, "unknown cast `" + text.strip() + "`"));
        return new Rvalue.Cast(operand, builders.types().type(type), kind);
    }

    private MirPath path(RvalueContext context) {
        if (context.source.item == null) {
            throw new UnreadableException(context, "a constructor has a name");
        }
        return builders.paths().path(context.source.item);
    }

    /** {@code NAME(..)}: an operation, or a constructor. */
    private Rvalue operation(RvalueContext context, Place target) {
        MirPath path = path(context);
        String name = plainName(path);
        if (name.equals("discriminant") && context.arguments.size() == 1) {
            return discriminant(context);
        }
        List<Operand> operands = builders.operands().operands(context.arguments);
        Optional<BinaryOperator> binary = operands.size() == 2 ? BinaryOperator.of(name) : Optional.empty();
        if (binary.isPresent() && locals.mayHold(target, binary.get())) {
            return new Rvalue.Binary(binary.get(), operands.get(0), operands.get(1));
        }
        Optional<UnaryOperator> unary = operands.size() == 1 ? UnaryOperator.of(name) : Optional.empty();
        if (unary.isPresent() && locals.mayHold(target, unary.get())) {
            return new Rvalue.Unary(unary.get(), operands.get(0));
        }
        return new Rvalue.Constructor(path, operands);
    }

    private Rvalue discriminant(RvalueContext context) {
        var argument = context.arguments.get(0);
        if (argument.location == null) {
            throw new UnreadableException(argument, "a discriminant is that of a place");
        }
        return new Rvalue.Discriminant(builders.places().place(argument.location));
    }

    private static String plainName(MirPath path) {
        return path.segments().size() == 1
                        && path.segments().get(0) instanceof PathSegment.Name name
                        && name.arguments().isEmpty()
                ? name.name()
                : "";
    }

    private static BorrowKind borrowKind(@Nullable BorrowKindContext context) {
        if (context == null) {
            return BorrowKind.SHARED;
        }
        if (context.raw != null) {
            return raw(context.mutable, context.fake);
        }
        if (context.mutable != null) {
            return BorrowKind.MUTABLE;
        }
        return context.shallow == null ? BorrowKind.FAKE : BorrowKind.FAKE_SHALLOW;
    }

    private static BorrowKind raw(@Nullable Token mutable, @Nullable Token fake) {
        if (mutable != null) {
            return BorrowKind.RAW_MUTABLE;
        }
        return fake == null ? BorrowKind.RAW_CONST : BorrowKind.RAW_FAKE;
    }
}
