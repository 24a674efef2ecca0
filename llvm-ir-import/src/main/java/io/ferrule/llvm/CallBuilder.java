package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.ArgumentContext;
import io.ferrule.grammar.LlvmIrParser.BundleContext;
import io.ferrule.grammar.LlvmIrParser.BundleValueContext;
import io.ferrule.grammar.LlvmIrParser.CallOperationContext;
import io.ferrule.grammar.LlvmIrParser.CalleeContext;
import io.ferrule.grammar.LlvmIrParser.FuncletContext;
import io.ferrule.grammar.LlvmIrParser.ValueContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.CallInstruction.Call;
import io.ferrule.program.CallOperation;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.CallOperation.Bundle;
import io.ferrule.program.Constant.Expression;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.ExceptionPad.Funclet;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Invocation.CallBranch;
import io.ferrule.program.Invocation.Invoke;
import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Type.FunctionType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Builds the instructions that call. */
final class CallBuilder {

    private static final Type METADATA = new Type.KeywordType("metadata");

    private final ModuleScope module;
    private final LocalNumbers numbers;
    private final ValueBuilder values;
    private final MetadataBuilder metadata;

    CallBuilder(ModuleScope module, LocalNumbers numbers, ValueBuilder values, MetadataBuilder metadata) {
        this.module = module;
        this.numbers = numbers;
        this.values = values;
        this.metadata = metadata;
    }

    Instruction call(CallOperationContext context, Header header) {
        CallOperation operation = operation(context);
        return switch (context.opcode.getType()) {
            case LlvmIrLexer.CALL -> new Call(header, operation);
            case LlvmIrLexer.INVOKE ->
                new Invoke(
                        header, operation, numbers.block(context.normal.block), numbers.block(context.unwinding.block));
            default ->
                new CallBranch(
                        header,
                        operation,
                        numbers.block(context.normal.block),
                        context.others.stream()
                                .map(other -> numbers.block(other.block))
                                .toList());
        };
    }

    Instruction funclet(FuncletContext context, Header header) {
        return new Funclet(
                header,
                InstructionBuilder.opcode(context.opcode),
                values.value(context.parent),
                context.arguments.stream()
                        .map(argument -> argument(argument).value())
                        .toList());
    }

    private CallOperation operation(CallOperationContext context) {
        CalleeContext callee = context.invoked;
        Type type = module.types().type(callee.result);
        List<Argument> arguments = new ArrayList<>(callee.arguments.size());
        for (ArgumentContext argument : callee.arguments) {
            arguments.add(argument(argument));
        }
        if (type instanceof FunctionType function && !takes(function, arguments)) {
            throw new UnreadableException(context.opcode, "the arguments are not those of the function type");
        }
        return new CallOperation(
                attributes(context),
                type,
                callee(callee.called),
                arguments,
                callee.bundles.isEmpty()
                        ? List.of()
                        : callee.bundles.stream().map(this::bundle).toList());
    }

    /** LLVM folds expressions, so that one over a function may be a direct call of it; no printer writes one. */
    private Value callee(ValueContext context) {
        if (context.assembly != null) {
            return values.value(context);
        }
        Value callee = values.value(Type.POINTER, context);
        if (callee instanceof Expression expression && !isAddress(expression)) {
            throw new UnreadableException(context.getStart(), "a callee is no expression over other symbols");
        }
        return callee;
    }

    private static boolean isAddress(Expression expression) {
        return expression.opcode() == Opcode.INTTOPTR
                && expression.operands().get(0).value() instanceof IntegerConstant;
    }

    private static boolean takes(FunctionType function, List<Argument> arguments) {
        int fixed = function.parameters().size();
        return (function.variadic() ? arguments.size() >= fixed : arguments.size() == fixed)
                && IntStream.range(0, fixed)
                        .allMatch(i -> arguments
                                .get(i)
                                .type()
                                .equals(function.parameters().get(i)));
    }

    private AttributeSet attributes(CallOperationContext context) {
        AttributeBuilder attributes = module.attributes();
        AttributeSet tail = context.tailKind == null ? AttributeSet.NONE : attributes.word(context.tailKind);
        AttributeSet before = attributes.joined(tail, attributes.qualifiers(context.invoked.qualifiers));
        return attributes.joined(before, attributes.attributes(context.invoked.attributes));
    }

    private Argument argument(ArgumentContext context) {
        return context.meta != null
                ? new Argument(METADATA, AttributeSet.NONE, metadata.operand(context.meta))
                : plainArgument(context);
    }

    private Argument plainArgument(ArgumentContext context) {
        Type type = module.types().valueType(context.argumentType);
        return new Argument(type, module.attributes().words(context.attributes), values.value(type, context.content));
    }

    private Bundle bundle(BundleContext context) {
        return new Bundle(
                Spelling.string(context.tag.getText()),
                context.values.stream().map(this::bundleValue).toList());
    }

    private TypedValue bundleValue(BundleValueContext context) {
        return context.meta != null
                ? new TypedValue(METADATA, metadata.operand(context.meta))
                : values.typed(context.plain);
    }
}
