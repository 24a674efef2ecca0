package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser.BodyItemContext;
import io.ferrule.grammar.LlvmIrParser.DebugRecordContext;
import io.ferrule.grammar.LlvmIrParser.FunctionBodyContext;
import io.ferrule.grammar.LlvmIrParser.InstructionContext;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Body;
import io.ferrule.program.DebugRecord;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Terminator;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Builds the body of a function: first all names get their numbers, then instructions are built with them. */
final class BodyBuilder {

    private final ModuleScope module;
    private final LocalNumbers numbers;

    /** A body whose parameters have their numbers already. */
    BodyBuilder(ModuleScope module, LocalNumbers numbers) {
        this.module = module;
        this.numbers = numbers;
    }

    /** Items of one block, with the number of the result of each instruction. */
    private record Draft(Token place, List<BodyItemContext> items, List<Integer> results) {}

    Body.Defined body(FunctionBodyContext context) {
        List<Draft> drafts = number(context);
        InstructionBuilder instructions = new InstructionBuilder(module, numbers);
        List<BasicBlock> blocks = new ArrayList<>();
        for (Draft draft : drafts) {
            blocks.add(block(draft, instructions));
        }
        if (blocks.isEmpty()) {
            throw new UnreadableException(context.getStart(), "a function body without a block");
        }
        return new Body.Defined(blocks, numbers.names());
    }

    private List<Draft> number(FunctionBodyContext context) {
        List<Draft> drafts = new ArrayList<>();
        boolean open = false;
        for (BodyItemContext item : context.items) {
            if (item.label != null) {
                numbers.addBlock(item.label);
                drafts.add(new Draft(item.label, new ArrayList<>(), new ArrayList<>()));
                open = true;
            } else if (item.simple != null || item.record != null) {
                if (!open) {
                    numbers.addUnnamedBlock(item.getStart());
                    drafts.add(new Draft(item.getStart(), new ArrayList<>(), new ArrayList<>()));
                    open = true;
                }
                Draft draft = drafts.get(drafts.size() - 1);
                draft.items().add(item);
                draft.results().add(item.simple == null ? Header.NO_RESULT : numberResult(item.simple));
                open = item.simple == null || !Results.endsBlock(item.simple);
            }
        }
        return drafts;
    }

    private int numberResult(InstructionContext instruction) {
        boolean yields = Results.yields(instruction, module.types());
        if (!yields && instruction.result != null) {
            throw new UnreadableException(instruction.result, "this instruction has no result to name");
        }
        if (!yields) {
            return Header.NO_RESULT;
        }
        return instruction.result != null
                ? numbers.addLocal(instruction.result)
                : numbers.addUnnamedLocal(instruction.getStart());
    }

    private BasicBlock block(Draft draft, InstructionBuilder builder) {
        List<Instruction> instructions = new ArrayList<>();
        List<DebugRecord> records = new ArrayList<>();
        for (int i = 0; i < draft.items().size(); i++) {
            BodyItemContext item = draft.items().get(i);
            if (item.record != null) {
                records.add(debugRecord(instructions.size(), item.record, builder));
            } else {
                instructions.add(
                        builder.instruction(item.simple, draft.results().get(i)));
            }
        }
        if (instructions.isEmpty() || !(instructions.get(instructions.size() - 1) instanceof Terminator)) {
            throw new UnreadableException(draft.place(), "this block has no terminator");
        }
        return new BasicBlock(instructions, records);
    }

    private static DebugRecord debugRecord(int before, DebugRecordContext context, InstructionBuilder builder) {
        return new DebugRecord(
                before,
                context.kind.getText().substring(1),
                context.arguments.stream().map(builder.metadata()::operand).toList());
    }
}
