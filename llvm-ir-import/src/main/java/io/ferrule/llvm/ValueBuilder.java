package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.ConstantExpressionContext;
import io.ferrule.grammar.LlvmIrParser.ExpressionFlagContext;
import io.ferrule.grammar.LlvmIrParser.FirstClassValueContext;
import io.ferrule.grammar.LlvmIrParser.InlineAsmContext;
import io.ferrule.grammar.LlvmIrParser.ScalarValueContext;
import io.ferrule.grammar.LlvmIrParser.TypedValueContext;
import io.ferrule.grammar.LlvmIrParser.ValueContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.program.Constant.ArrayConstant;
import io.ferrule.program.Constant.BlockAddress;
import io.ferrule.program.Constant.ByteString;
import io.ferrule.program.Constant.Expression;
import io.ferrule.program.Constant.FloatingConstant;
import io.ferrule.program.Constant.FunctionAlternative;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.SignedPointer;
import io.ferrule.program.Constant.Splat;
import io.ferrule.program.Constant.StructConstant;
import io.ferrule.program.Constant.VectorConstant;
import io.ferrule.program.Constant.WideIntegerConstant;
import io.ferrule.program.InlineAsm;
import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Type.PointerType;
import io.ferrule.program.Type.VectorType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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

    private static final Type TRUTH = new Type.IntegerType(1);

    private final ModuleScope module;
    private final LocalScope locals;

    ValueBuilder(ModuleScope module, LocalScope locals) {
        this.module = module;
        this.locals = locals;
    }

    TypedValue typed(TypedValueContext context) {
        Type type = module.types().type(context.valueIsOf);
        return new TypedValue(type, value(type, context.content));
    }

    TypedValue typed(FirstClassValueContext context) {
        Type type = module.types().valueType(context.valueIsOf);
        return new TypedValue(type, value(type, context.content));
    }

    /** The address that an instruction works on: a pointer, or for some a vector of them. */
    TypedValue pointer(TypedValueContext context) {
        TypedValue value = typed(context);
        demandPointer(value, context);
        return value;
    }

    static void demandPointer(TypedValue value, TypedValueContext context) {
        if (!(value.type() instanceof PointerType || value.type() instanceof VectorType)) {
            throw new UnreadableException(context.getStart(), "this operand must be a pointer");
        }
    }

    /** The target of an alias, which LLVM prints without its type where it is an expression. */
    TypedValue untyped(ConstantExpressionContext context) {
        return new TypedValue(Type.POINTER, expression(context));
    }

    List<TypedValue> typed(List<TypedValueContext> contexts) {
        List<TypedValue> all = new ArrayList<>(contexts.size());
        for (TypedValueContext context : contexts) {
            all.add(typed(context));
        }
        return all;
    }

    /** A value of that type; a constant must fit it. */
    Value value(Type type, ValueContext context) {
        Value value = value(context);
        Token simple = context.simple;
        boolean truth =
                simple != null && (simple.getType() == LlvmIrLexer.TRUE || simple.getType() == LlvmIrLexer.FALSE);
        if (truth ? !type.equals(TRUTH) : !ConstantTypes.fit(type, value)) {
            throw new UnreadableException(context.getStart(), "this constant is not of the type before it");
        }
        return value;
    }

    /** A value whose type is not written, such as a callee. */
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
        GlobalReference reference = module.reference(context.globalName);
        return context.alternative == null
                ? reference
                : new FunctionAlternative(context.alternative.getText(), reference.symbol());
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
            return new BlockAddress(module.symbol(context.blockFunction), Spelling.name(context.block));
        }
        return context.assembly != null ? inlineAsm(context.assembly) : new SignedPointer(typed(context.signed));
    }

    private TypedValue scalar(ScalarValueContext context) {
        Type type = module.types().scalarType(context.valueIsOf);
        return new TypedValue(type, value(type, context.content));
    }

    private Value expression(ConstantExpressionContext context) {
        Opcode opcode = InstructionBuilder.opcode(context.opcode);
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
            default -> Keywords.constant(token.getType());
        };
    }

    /** {@code 12}, {@code -12}, {@code u0xFF} or {@code s0xFF}; as in LLVM, the last is negative unless it is 0. */
    private static Value integer(Token token) {
        if (token.getStopIndex() - token.getStartIndex() < SHORT_DIGITS && token.getType() == LlvmIrLexer.INTEGER) {
            return IntegerConstant.of(Long.parseLong(token.getText()));
        }
        String text = token.getText();
        BigInteger value;
        if (token.getType() == LlvmIrLexer.HEX_INTEGER) {
            demandShort(token);
            value = new BigInteger(text.substring(3), 16);
            if (text.charAt(0) == 's') {
                // LLVM drops leading zeros before it looks at the sign bit, so that the sign bit is always set.
                value = value.signum() == 0 ? value : value.subtract(BigInteger.ONE.shiftLeft(value.bitLength()));
            }
        } else {
            demandShort(token);
            value = new BigInteger(text);
        }
        return value.bitLength() < Long.SIZE ? IntegerConstant.of(value.longValue()) : new WideIntegerConstant(value);
    }

    /** Refuses a number that would take long to read. */
    static void demandShort(Token number) {
        if (number.getText().length() > MOST_DIGITS) {
            throw new UnreadableException(
                    number, "a number of " + number.getText().length() + " digits");
        }
    }

    /** So many characters fit into a {@code long}, with a sign. */
    private static final int SHORT_DIGITS = 18;

    /** Numbers take quadratic time to read; real ones have at most 256 bits. */
    private static final int MOST_DIGITS = 1_000;
}
