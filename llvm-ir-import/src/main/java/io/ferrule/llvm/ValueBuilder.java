package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.ConstantExpressionContext;
import io.ferrule.grammar.LlvmIrParser.ExpressionFlagContext;
import io.ferrule.grammar.LlvmIrParser.FirstClassValueContext;
import io.ferrule.grammar.LlvmIrParser.InlineAsmContext;
import io.ferrule.grammar.LlvmIrParser.ScalarValueContext;
import io.ferrule.grammar.LlvmIrParser.TypedValueContext;
import io.ferrule.grammar.LlvmIrParser.ValueContext;
import io.ferrule.program.Constant.ArrayConstant;
import io.ferrule.program.Constant.BlockAddress;
import io.ferrule.program.Constant.ByteString;
import io.ferrule.program.Constant.Expression;
import io.ferrule.program.Constant.FloatingConstant;
import io.ferrule.program.Constant.FunctionAlternative;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.SignedPointer;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Constant.Splat;
import io.ferrule.program.Constant.StructConstant;
import io.ferrule.program.Constant.VectorConstant;
import io.ferrule.program.Constant.WideIntegerConstant;
import io.ferrule.program.InlineAsm;
import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/** Builds values: locals by the scope it is given, all else from the text alone. */
final class ValueBuilder {

    /** What the name of a local stands for. */
    interface LocalScope {

        /** Nothing is local outside of functions. */
        LocalScope NONE = name -> {
            throw new UnreadableException(name, "`" + name.getText() + "` stands outside of any function");
        };

        Value local(Token name);
    }

    private final ModuleScope module;
    private final LocalScope locals;

    ValueBuilder(ModuleScope module, LocalScope locals) {
        this.module = module;
        this.locals = locals;
    }

    TypedValue typed(TypedValueContext context) {
        return new TypedValue(module.types().type(context.valueIsOf), value(context.content));
    }

    TypedValue typed(FirstClassValueContext context) {
        return new TypedValue(module.types().valueType(context.valueIsOf, context.suffixes), value(context.content));
    }

    List<TypedValue> typed(List<TypedValueContext> contexts) {
        return contexts.stream().map(this::typed).toList();
    }

    Value value(ValueContext context) {
        if (context.local != null) {
            return locals.local(context.local);
        }
        if (context.globalName != null) {
            return globalReference(context);
        }
        if (context.integer != null) {
            return integer(context.integer);
        }
        if (context.simple != null) {
            return simple(context.simple);
        }
        return context.expression != null ? expression(context.expression) : compound(context);
    }

    List<String> flags(List<ExpressionFlagContext> contexts) {
        return contexts.stream()
                .map(flag -> flag.word != null
                        ? flag.word.getText()
                        : "inrange(" + flag.low.getText() + ", " + flag.high.getText() + ")")
                .toList();
    }

    private Value globalReference(ValueContext context) {
        String symbol = module.symbol(context.globalName);
        return context.alternative != null
                ? new FunctionAlternative(context.alternative.getText(), symbol)
                : module.reference(symbol);
    }

    private Value compound(ValueContext context) {
        if (context.floating != null) {
            return new FloatingConstant(context.floating.getText());
        }
        if (context.characters != null) {
            return new ByteString(Spelling.string(context.characters.getText()));
        }
        if (context.array != null) {
            return new ArrayConstant(typed(context.array.elements));
        }
        if (context.struct != null || context.packed != null) {
            boolean packed = context.packed != null;
            return new StructConstant(packed, typed(packed ? context.packed.fields : context.struct.fields));
        }
        if (context.lanes != null) {
            return new VectorConstant(
                    context.lanes.elements.stream().map(this::scalar).toList());
        }
        if (context.splat != null) {
            return new Splat(typed(context.splat));
        }
        return special(context);
    }

    private Value special(ValueContext context) {
        if (context.block != null) {
            return new BlockAddress(module.symbol(context.blockFunction), Spelling.name(context.block.getText()));
        }
        return context.assembly != null ? inlineAsm(context.assembly) : new SignedPointer(typed(context.signed));
    }

    private TypedValue scalar(ScalarValueContext context) {
        return new TypedValue(module.types().scalarType(context.valueIsOf), value(context.content));
    }

    private Value expression(ConstantExpressionContext context) {
        Opcode opcode = Opcode.valueOf(context.opcode.getText().toUpperCase(Locale.ROOT));
        Type target = context.target == null ? Type.VOID : module.types().type(context.target);
        return new Expression(opcode, flags(context.flags), target, typed(context.operands));
    }

    private static Value inlineAsm(InlineAsmContext context) {
        return new InlineAsm(
                context.flags.stream().map(Token::getText).toList(),
                Spelling.string(context.code.getText()),
                Spelling.string(context.constraints.getText()));
    }

    private static Value simple(Token token) {
        return switch (token.getType()) {
            case LlvmIrLexer.TRUE -> IntegerConstant.of(1);
            case LlvmIrLexer.FALSE -> IntegerConstant.of(0);
            default -> Simple.valueOf(token.getText().toUpperCase(Locale.ROOT));
        };
    }

    /** {@code 12}, {@code -12}, {@code u0xFF} or {@code s0xFF}; the sign of the last is its highest written bit. */
    private static Value integer(Token token) {
        String text = token.getText();
        BigInteger value;
        if (token.getType() == LlvmIrLexer.HEX_INTEGER) {
            String digits = text.substring(3);
            value = new BigInteger(digits, 16);
            if (text.charAt(0) == 's' && value.testBit(digits.length() * 4 - 1)) {
                value = value.subtract(BigInteger.ONE.shiftLeft(digits.length() * 4));
            }
        } else if (text.length() < 19) {
            return IntegerConstant.of(Long.parseLong(text));
        } else if (text.length() > MOST_DIGITS) {
            throw new UnreadableException(token, "a number of " + text.length() + " digits");
        } else {
            value = new BigInteger(text);
        }
        return value.bitLength() < Long.SIZE ? IntegerConstant.of(value.longValue()) : new WideIntegerConstant(value);
    }

    /** Decimal numbers take quadratic time to read; real ones have at most 256 bits. */
    private static final int MOST_DIGITS = 10_000;
}
