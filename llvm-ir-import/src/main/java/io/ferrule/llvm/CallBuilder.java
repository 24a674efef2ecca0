package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.ArgumentContext;
import io.ferrule.grammar.LlvmIrParser.BundleContext;
import io.ferrule.grammar.LlvmIrParser.BundleValueContext;
import io.ferrule.grammar.LlvmIrParser.CallOperationContext;
import io.ferrule.grammar.LlvmIrParser.CalleeContext;
import io.ferrule.grammar.LlvmIrParser.FuncletContext;
import io.ferrule.program.Attribute;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.CallInstruction.Call;
import io.ferrule.program.CallOperation;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.CallOperation.Bundle;
import io.ferrule.program.ExceptionPad.Funclet;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Invocation.CallBranch;
import io.ferrule.program.Invocation.Invoke;
import io.ferrule.program.Type;
import io.ferrule.program.TypedValue;
import java.util.ArrayList;
import java.util.List;

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
        return new CallOperation(
                attributes(context),
                module.types().type(callee.result),
                values.value(callee.called),
                callee.arguments.stream().map(this::argument).toList(),
                callee.bundles.stream().map(this::bundle).toList());
    }

    private AttributeSet attributes(CallOperationContext context) {
        List<Attribute> all = new ArrayList<>();
        if (context.tailKind != null) {
            all.add(new Attribute(context.tailKind.getText(), ""));
        }
        context.invoked.qualifiers.forEach(qualifier -> module.attributes().addQualifier(qualifier, all));
        context.invoked.attributes.forEach(attribute -> module.attributes().add(attribute, all));
        return module.attributes().share(all);
    }

    private Argument argument(ArgumentContext context) {
        return context.meta != null
                ? new Argument(METADATA, AttributeSet.NONE, metadata.operand(context.meta))
                : new Argument(
                        module.types().valueType(context.argumentType, context.suffixes),
                        module.attributes().attributes(context.attributes),
                        values.value(context.content));
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
