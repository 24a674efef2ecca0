package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirParser.ArgumentContext;
import io.ferrule.grammar.RustMirParser.AsmOperandContext;
import io.ferrule.grammar.RustMirParser.StatementContentContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.AsmOperand;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import io.ferrule.mir.SourceInfo;
import io.ferrule.mir.Terminator;
import io.ferrule.mir.UnwindAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Builds inline assembly. */
final class AsmBuilder {

    private final Builders builders;

    AsmBuilder(Builders builders) {
        this.builders = builders;
    }

    Terminator inlineAsm(StatementContentContext context, Targets targets, SourceInfo at) {
        String template = context.message.getText();
        List<AsmOperand> operands = new ArrayList<>();
        String options = "";
        for (AsmOperandContext operand : context.assembly) {
            if (operand.options != null) {
                options = builders.text(operand.options.open, operand.options.close);
            } else {
                operands.add(operand(operand));
            }
        }
        OptionalInt target = targets.take("return");
        List<Integer> labels = new ArrayList<>();
        for (OptionalInt label = targets.take("label"); label.isPresent(); label = targets.take("label")) {
            labels.add(label.getAsInt());
        }
        UnwindAction unwind = context.edges == null ? UnwindAction.UNREACHABLE : targets.unwind();
        return new Terminator.InlineAsm(
                builders.shared().share(template.substring(1, template.length() - 1)),
                operands,
                options,
                target,
                labels,
                unwind,
                at);
    }

    private AsmOperand operand(AsmOperandContext context) {
        if (context.constant != null) {
            return new AsmOperand.Constant(builders.constants().value(context.constant));
        }
        String direction = builders.text(context.direction);
        return switch (direction) {
            case "sym_fn", "sym_static" -> symbol(context, direction);
            case "label" -> label(context);
            default -> register(context, direction);
        };
    }

    private AsmOperand symbol(AsmOperandContext context, String direction) {
        if (context.item != null) {
            return new AsmOperand.Symbol(direction, MirPath.of(builders.text(context.item)));
        }
        if (context.symbol == null) {
            throw new UnreadableException(context, "a symbol is a path");
        }
        return new AsmOperand.Symbol(direction, builders.paths().path(context.symbol));
    }

    private static AsmOperand label(AsmOperandContext context) {
        if (context.label == null) {
            throw new UnreadableException(context, "a label is a number");
        }
        return new AsmOperand.Label(Numbers.number(context.label, 0));
    }

    private AsmOperand register(AsmOperandContext context, String direction) {
        if (context.register == null) {
            throw new UnreadableException(context, "`" + direction + "` has no register");
        }
        String register = builders.text(context.register);
        return switch (direction) {
            case "in" -> new AsmOperand.Register(direction, register, Optional.of(input(context)), Optional.empty());
            case "out", "lateout" ->
                new AsmOperand.Register(direction, register, Optional.empty(), output(context, context.input));
            case "inout", "inlateout" ->
                new AsmOperand.Register(
                        direction, register, Optional.of(input(context)), output(context, context.output));
            default -> throw new UnreadableException(context, "`" + direction + "` is no direction");
        };
    }

    private Operand input(AsmOperandContext context) {
        return builders.operands().operand(context.input);
    }

    private Optional<Place> output(AsmOperandContext operand, @Nullable ArgumentContext context) {
        if (context != null && context.location != null) {
            return Optional.of(builders.places().place(context.location));
        }
        if (context == null || !context.getStart().getText().equals("_")) {
            throw new UnreadableException(operand, "an output is a place, or `_`");
        }
        return Optional.empty();
    }
}
