package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser.BareConstantContext;
import io.ferrule.grammar.RustMirParser.ConstantAtomContext;
import io.ferrule.grammar.RustMirParser.ConstantCastContext;
import io.ferrule.grammar.RustMirParser.ConstantElementContext;
import io.ferrule.grammar.RustMirParser.ConstantFieldContext;
import io.ferrule.grammar.RustMirParser.ConstantFieldsContext;
import io.ferrule.grammar.RustMirParser.ConstantValueContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirConstant.LiteralKind;
import io.ferrule.mir.MirConstant.TypeForm;
import io.ferrule.mir.MirPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Builds constants. */
final class ConstantBuilder {

    private static final int POINTER_PREFIX = "alloc".length();
    private static final String IMMUTABLE = "<imm>";
    private static final String OFFSET = "+0x";
    private static final int HEXADECIMAL = 16;
    private static final Pattern SIGNED_FLOAT = Pattern.compile("[-+](inf|nan)", Pattern.CASE_INSENSITIVE);

    private final Builders builders;

    ConstantBuilder(Builders builders) {
        this.builders = builders;
    }

    MirConstant value(ConstantValueContext context) {
        MirConstant value = cast(context.content, context.casts);
        return context.typed == null
                ? value
                : new MirConstant.Typed(TypeForm.PLAIN, value, builders.types().type(context.typed));
    }

    private List<MirConstant> values(List<ConstantValueContext> contexts) {
        return contexts.stream().map(this::value).toList();
    }

    /**
     * A constant and the casts behind it. The last one is MIR's own if rustc names its kind; all others are part of an
     * expression.
     */
    MirConstant cast(BareConstantContext context, List<ConstantCastContext> casts) {
        MirConstant value = bare(context);
        return casts.isEmpty() ? value : builders.arguments().expression(context, last(casts));
    }

    MirConstant bare(BareConstantContext context) {
        MirConstant value = atom(context.content);
        if (context.operation != null) {
            return builders.arguments().expression(context, context);
        }
        return context.pattern == null
                ? value
                : new MirConstant.Restricted(value, builders.types().pattern(context.pattern));
    }

    private MirConstant atom(ConstantAtomContext context) {
        if (context.literal != null) {
            return isNegation(context.literal)
                    ? builders.arguments().expression(context, context)
                    : literal(context.literal);
        }
        if (context.item != null) {
            return named(context);
        }
        if (context.braced != null) {
            return braced(context);
        }
        if (context.prefix != null) {
            atom(context.prefixed);
            return builders.arguments().expression(context, context);
        }
        if (context.tuple != null) {
            if (context.elements.size() == 1 && context.commas.isEmpty()) {
                value(context.elements.get(0));
                return builders.arguments().expression(context, context);
            }
            TypeBuilder.demandCommas(context, context.elements.size(), context.commas.size());
            return new MirConstant.Tuple(values(context.elements));
        }
        if (context.array != null) {
            return new MirConstant.Array(values(context.elements));
        }
        if (context.referenced != null) {
            return new MirConstant.Reference(atom(context.referenced));
        }
        return context.pointer != null
                ? pointer(context.pointer)
                : new MirConstant.Unprinted(builders.shared().share(context.unprinted.getText()));
    }

    /** A value with its type; anything else in braces is an expression. */
    private MirConstant braced(ConstantAtomContext context) {
        ConstantValueContext inner = context.inner;
        if (inner.typed != null && inner.casts.isEmpty()) {
            return new MirConstant.Typed(
                    TypeForm.BRACED, bare(inner.content), builders.types().type(inner.typed));
        }
        MirConstant value = bare(inner.content);
        boolean address = value instanceof MirConstant.Literal || value instanceof MirConstant.Pointer;
        if (address && inner.casts.size() == 1 && inner.casts.get(0).operation == null) {
            return new MirConstant.Typed(
                    TypeForm.BRACED_CAST, value, builders.types().type(inner.casts.get(0).typed));
        }
        return builders.arguments().expression(context, context);
    }

    private static ConstantCastContext last(List<ConstantCastContext> casts) {
        return casts.get(casts.size() - 1);
    }

    private MirConstant named(ConstantAtomContext context) {
        MirPath path = builders.paths().path(context.item);
        if (context.fields != null) {
            return new MirConstant.Structure(path, context.fields.doubled != null, fields(context.fields));
        }
        if (context.open == null) {
            return builders.shared().share(new MirConstant.Item(path));
        }
        List<MirConstant> arguments = new ArrayList<>(context.arguments.size());
        for (ConstantElementContext argument : context.arguments) {
            if (argument.plain == null) {
                throw new UnreadableException(argument, "an operand stands where a constant must");
            }
            arguments.add(value(argument.plain));
        }
        return new MirConstant.Constructor(path, arguments);
    }

    private List<MirConstant.Field> fields(ConstantFieldsContext context) {
        List<ConstantFieldContext> contexts = context.doubled == null ? context.fields : context.plain.fields;
        List<MirConstant.Field> fields = new ArrayList<>(contexts.size());
        for (ConstantFieldContext field : contexts) {
            fields.add(new MirConstant.Field(builders.text(field.key.getStart()), value(field.content)));
        }
        return fields;
    }

    /** Of words, only those of floating point have a sign of their own. */
    private static boolean isNegation(Token token) {
        return token.getType() == RustMirLexer.SIGNED_WORD
                && !SIGNED_FLOAT.matcher(token.getText()).lookingAt();
    }

    MirConstant literal(Token token) {
        return builders.shared()
                .share(new MirConstant.Literal(
                        kind(token.getType()), builders.shared().share(token.getText())));
    }

    private static LiteralKind kind(int token) {
        return switch (token) {
            case RustMirLexer.INTEGER -> LiteralKind.INTEGER;
            case RustMirLexer.TRUE, RustMirLexer.FALSE -> LiteralKind.BOOLEAN;
            case RustMirLexer.CHARACTER -> LiteralKind.CHARACTER;
            case RustMirLexer.STRING -> LiteralKind.STRING;
            case RustMirLexer.BYTES -> LiteralKind.BYTES;
            default -> LiteralKind.FLOAT;
        };
    }

    private static MirConstant pointer(Token token) {
        String text = token.getText();
        int end = POINTER_PREFIX;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        int offset = text.indexOf(OFFSET);
        return new MirConstant.Pointer(
                Numbers.number(token, text, POINTER_PREFIX, end),
                text.contains(IMMUTABLE),
                offset < 0
                        ? 0
                        : hexadecimal(
                                token, text.substring(offset + OFFSET.length()).replace(IMMUTABLE, "")));
    }

    private static long hexadecimal(Token token, String digits) {
        try {
            return Long.parseUnsignedLong(digits, HEXADECIMAL);
        } catch (NumberFormatException e) {
            throw new UnreadableException(token, "this offset is out of range");
        }
    }
}
