package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.BlockTargetContext;
import io.ferrule.grammar.LlvmIrParser.LandingPadContext;
import io.ferrule.grammar.LlvmIrParser.SwitchCaseContext;
import io.ferrule.grammar.LlvmIrParser.TerminatorContext;
import io.ferrule.program.ExceptionPad.Clause;
import io.ferrule.program.ExceptionPad.LandingPad;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Terminator.Case;
import io.ferrule.program.Terminator.IndirectBranch;
import io.ferrule.program.Terminator.Jump;
import io.ferrule.program.Terminator.Return;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Terminator.Unreachable;
import io.ferrule.program.Terminator.Unwind;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the instructions that move control without a call. */
final class ControlBuilder {

    private final ModuleScope module;
    private final LocalNumbers numbers;
    private final ValueBuilder values;

    ControlBuilder(ModuleScope module, LocalNumbers numbers, ValueBuilder values) {
        this.module = module;
        this.numbers = numbers;
        this.values = values;
    }

    Instruction terminator(TerminatorContext context, Header header) {
        return switch (context.opcode.getType()) {
            case LlvmIrLexer.RET ->
                new Return(header, Optional.ofNullable(context.operand).map(values::typed));
            case LlvmIrLexer.BR -> branch(context, header);
            case LlvmIrLexer.SWITCH ->
                new Switch(
                        header,
                        values.typed(context.operand),
                        target(context.targets.get(0)),
                        context.cases.stream().map(this::switchCase).toList());
            case LlvmIrLexer.INDIRECTBR ->
                new IndirectBranch(header, values.typed(context.operand).value(), targets(context));
            case LlvmIrLexer.UNREACHABLE -> new Unreachable(header);
            default -> unwind(context, header);
        };
    }

    Instruction landingPad(LandingPadContext context, Header header) {
        return new LandingPad(
                header,
                module.types().type(context.valueIsOf),
                context.cleanup != null,
                context.clauses.stream()
                        .map(clause -> new Clause(clause.keyword.getText(), values.typed(clause.operand)))
                        .toList());
    }

    int target(BlockTargetContext context) {
        return numbers.block(context.block);
    }

    private Instruction branch(TerminatorContext context, Header header) {
        return context.condition == null
                ? new Jump(header, target(context.targets.get(0)))
                : new Branch(
                        header,
                        values.value(context.condition.content),
                        target(context.targets.get(0)),
                        target(context.targets.get(1)));
    }

    private Case switchCase(SwitchCaseContext context) {
        return new Case(values.value(context.selector), target(context.target));
    }

    private Instruction unwind(TerminatorContext context, Header header) {
        List<Value> operands = new ArrayList<>();
        if (context.operand != null) {
            operands.add(values.typed(context.operand).value());
        }
        if (context.pad != null) {
            operands.add(values.value(context.pad));
        }
        List<Integer> targets = new ArrayList<>(targets(context));
        if (context.unwinding != null && context.unwinding.target != null) {
            targets.add(target(context.unwinding.target));
        }
        return new Unwind(header, InstructionBuilder.opcode(context.opcode), operands, targets);
    }

    private List<Integer> targets(TerminatorContext context) {
        return context.targets.stream().map(this::target).toList();
    }
}
