package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.LlvmIrParser.BodyItemContext;
import io.ferrule.grammar.LlvmIrParser.DebugRecordContext;
import io.ferrule.grammar.LlvmIrParser.InstructionContext;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.llvm.Shapes.Shape;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Body;
import io.ferrule.program.DebugRecord;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Terminator;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Builds the body of a function: first all names get their numbers, then instructions are built with them. */
final class BodyBuilder {

    /** As few as rustc writes. */
    private static final int TOKENS_PER_ITEM = 8;

    private final TokenTable tokens;
    private final Shapes<BodyItemContext> shapes;
    private final ModuleScope module;
    private final LocalNumbers numbers;

    /** A body whose parameters have their numbers already. */
    BodyBuilder(TokenTable tokens, Shapes<BodyItemContext> shapes, ModuleScope module, LocalNumbers numbers) {
        this.tokens = tokens;
        this.shapes = shapes;
        this.module = module;
        this.numbers = numbers;
    }

    /** The shapes of body items; behind an item follows another one, or the end of the body. */
    static Shapes<BodyItemContext> items(TokenTable tokens) {
        int rule = LlvmIrParser.RULE_bodyItem;
        IntervalSet follow = new IntervalSet(LlvmIrParser._ATN.nextTokens(LlvmIrParser._ATN.ruleToStartState[rule]));
        follow.add(LlvmIrLexer.RBRACE);
        return new Shapes<>(tokens, LlvmIrParser::bodyItem, follow);
    }

    /** An instruction or a debug record, where its tokens begin, and the number of its result. */
    private record Item(BodyItemContext context, int from, int result) {}

    /** One block: the token where it begins, and the number of its first item. */
    private record Draft(int place, int first) {}

    /** All items of the body, and which of them begin blocks. */
    private record Drafts(List<Item> items, List<Draft> blocks) {

        void begin(int place) {
            blocks.add(new Draft(place, items.size()));
        }

        List<Item> itemsOf(int block) {
            int end = block + 1 < blocks.size() ? blocks.get(block + 1).first() : items.size();
            return items.subList(blocks.get(block).first(), end);
        }
    }

    /**
     * The body behind its opening brace.
     *
     * @param from the first token behind the brace
     * @param to the token behind the closing brace
     */
    Body.Defined body(int from, int to) {
        Drafts drafts = number(from, to);
        InstructionBuilder instructions = new InstructionBuilder(module, numbers);
        int count = drafts.blocks().size();
        List<BasicBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(block(drafts.blocks().get(i).place(), drafts.itemsOf(i), instructions, to));
        }
        if (blocks.isEmpty()) {
            throw new UnreadableException(tokens.start(from), "a function body without a block");
        }
        return new Body.Defined(blocks, numbers.names());
    }

    private Drafts number(int from, int to) {
        Drafts drafts = new Drafts(new ArrayList<>((to - from) / TOKENS_PER_ITEM), new ArrayList<>());
        boolean open = false;
        int at = from;
        while (at < to && tokens.kind(at) != LlvmIrLexer.RBRACE) {
            Shape<BodyItemContext> shape = shapes.at(at, to);
            shapes.focus(at, to);
            BodyItemContext item = shape.tree();
            if (item.label != null) {
                numbers.addBlock(item.label);
                drafts.begin(at);
                open = true;
            } else if (item.simple != null || item.record != null) {
                if (!open) {
                    numbers.addUnnamedBlock(item.getStart());
                    drafts.begin(at);
                }
                int result = item.simple == null ? Header.NO_RESULT : numberResult(item.simple);
                drafts.items().add(new Item(item, at, result));
                open = item.simple == null || !Results.endsBlock(item.simple);
            }
            at += shape.length();
        }
        demandEnd(at, to);
        return drafts;
    }

    /** The closing brace must be the last token of the function. */
    private void demandEnd(int brace, int to) {
        if (brace == to) {
            throw new UnreadableException(tokens.start(to), "did not expect the end of the entity, but '}'");
        }
        if (brace + 1 < to) {
            throw new UnreadableException(
                    tokens.start(brace + 1), "did not expect `" + tokens.spelling(brace + 1) + "`, but the end");
        }
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

    private BasicBlock block(int place, List<Item> items, InstructionBuilder builder, int to) {
        List<Instruction> instructions = new ArrayList<>(items.size());
        List<DebugRecord> records = new ArrayList<>();
        for (Item item : items) {
            shapes.focus(item.from(), to);
            if (item.context().record != null) {
                records.add(debugRecord(instructions.size(), item.context().record, builder));
            } else {
                instructions.add(builder.instruction(item.context().simple, item.result()));
            }
        }
        if (instructions.isEmpty() || !(instructions.get(instructions.size() - 1) instanceof Terminator)) {
            throw new UnreadableException(tokens.start(place), "this block has no terminator");
        }
        return new BasicBlock(instructions, records);
    }

    private DebugRecord debugRecord(int before, DebugRecordContext context, InstructionBuilder builder) {
        return new DebugRecord(
                before, // the token begins with a number sign
                module.names().word(context.kind).substring(1),
                builder.metadata().operands(context.arguments));
    }
}
