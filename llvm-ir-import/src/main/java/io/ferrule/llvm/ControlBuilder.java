package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.BlockTargetContext;
import io.ferrule.grammar.LlvmIrParser.LandingPadContext;
import io.ferrule.grammar.LlvmIrParser.SwitchCaseContext;
import io.ferrule.grammar.LlvmIrParser.TerminatorContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.WideIntegerConstant;
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
import io.ferrule.program.Type;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds the instructions that move control without a call. */
final class ControlBuilder {

    private static final Type TRUTH = new Type.IntegerType(1);

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
            case LlvmIrLexer.SWITCH -> choice(context, header);
            case LlvmIrLexer.INDIRECTBR -> new IndirectBranch(header, address(context), targets(context));
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

    private Value address(TerminatorContext context) {
        TypedValue address = values.typed(context.operand);
        if (!(address.type() instanceof Type.PointerType)) {
            throw new UnreadableException(context.operand.getStart(), "an indirect branch is to a pointer");
        }
        return address.value();
    }

    private Instruction branch(TerminatorContext context, Header header) {
        if (context.condition == null) {
            return new Jump(header, target(context.targets.get(0)));
        }
        if (!context.condition.getStart().getText().equals("i1")) {
            throw new UnreadableException(context.condition.getStart(), "a branch is on an i1");
        }
        return new Branch(
                header,
                values.value(TRUTH, context.condition.content),
                target(context.targets.get(0)),
                target(context.targets.get(1)));
    }

    private Instruction choice(TerminatorContext context, Header header) {
        TypedValue selector = values.typed(context.operand);
        if (!(selector.type() instanceof Type.IntegerType)) {
            throw new UnreadableException(context.operand.getStart(), "a switch is on an integer");
        }
        Set<Value> seen = new HashSet<>();
        List<Case> cases = new ArrayList<>();
        for (SwitchCaseContext each : context.cases) {
            if (!each.getStart().getText().equals(context.operand.getStart().getText())) {
                throw new UnreadableException(each.getStart(), "a case is of the type that is switched on");
            }
            Value value = values.value(selector.type(), each.selector);
            boolean number = value instanceof IntegerConstant || value instanceof WideIntegerConstant;
            if (!number || !seen.add(value)) {
                throw new UnreadableException(each.getStart(), "a case is a number, and each stands there once");
            }
            cases.add(new Case(value, target(each.target)));
        }
        return new Switch(header, selector, target(context.targets.get(0)), cases);
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
