package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.AttributeContext;
import io.ferrule.grammar.LlvmIrParser.MemoryContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Alloca;
import io.ferrule.program.MemoryInstruction.AtomicUpdate;
import io.ferrule.program.MemoryInstruction.CompareExchange;
import io.ferrule.program.MemoryInstruction.Fence;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.MemoryInstruction.Store;
import io.ferrule.program.TypedValue;
import java.util.List;

/** Builds the instructions that touch memory. */
final class MemoryBuilder {

    private final ModuleScope module;
    private final ValueBuilder values;

    MemoryBuilder(ModuleScope module, ValueBuilder values) {
        this.module = module;
        this.values = values;
    }

    Instruction memory(MemoryContext context, Header header, Tails tails) {
        demandOrderings(context, tails);
        demandOneAlignment(tails);
        AttributeSet flags = flags(context, tails);
        boolean store = context.opcode.getType() == LlvmIrLexer.STORE;
        List<TypedValue> operands = values.typed(context.operands);
        if (!operands.isEmpty()) {
            int address = store ? 1 : 0; // of any of these
            ValueBuilder.demandPointer(operands.get(address), context.operands.get(address));
        }
        return switch (context.opcode.getType()) {
            case LlvmIrLexer.ALLOCA -> alloca(context, header, flags, tails);
            case LlvmIrLexer.LOAD -> new Load(header, flags, module.types().type(context.allocated), operands.get(0));
            case LlvmIrLexer.STORE -> new Store(header, flags, operands.get(0), operands.get(1));
            case LlvmIrLexer.FENCE -> new Fence(header, flags);
            case LlvmIrLexer.CMPXCHG ->
                new CompareExchange(header, flags, operands.get(0), operands.get(1), operands.get(2));
            default ->
                new AtomicUpdate(header, flags, module.names().word(context.update), operands.get(0), operands.get(1));
        };
    }

    private Instruction alloca(MemoryContext context, Header header, AttributeSet flags, Tails tails) {
        if (tails.operands().size() > 1) {
            throw new UnreadableException(context.opcode, "an alloca with two counts");
        }
        return new Alloca(
                header,
                flags,
                module.types().type(context.allocated),
                tails.operands().stream()
                        .map(count -> InstructionBuilder.tailValue(count, module, values))
                        .findFirst());
    }

    /**
     * As in LLVM, orderings stand behind what is atomic and nowhere else, one for each way that it may end; only a scope
     * may come before them.
     */
    private static void demandOrderings(MemoryContext context, Tails tails) {
        int type = context.opcode.getType();
        List<AttributeContext> words = type == LlvmIrLexer.FENCE ? context.flags : context.orderings;
        boolean plain = type == LlvmIrLexer.LOAD || type == LlvmIrLexer.STORE;
        boolean atomic = plain ? hasWord(context.flags, "atomic") : type != LlvmIrLexer.ALLOCA;
        int wanted = atomic ? (type == LlvmIrLexer.CMPXCHG ? 2 : 1) : 0;
        int scopes = !words.isEmpty() && isScope(words.get(0)) ? 1 : 0;
        boolean orderings = type == LlvmIrLexer.ALLOCA
                || words.stream().skip(scopes).allMatch(word -> word.name != null && word.open == null);
        if (plain && atomic && tails.words().isEmpty()) {
            throw new UnreadableException(context.opcode, "what is atomic has an alignment");
        }
        if (type != LlvmIrLexer.ALLOCA && (words.size() - scopes != wanted || !orderings || (scopes > 0 && !atomic))) {
            throw new UnreadableException(context.opcode, "the orderings are not those of this instruction");
        }
    }

    private static boolean isScope(AttributeContext context) {
        return context.name != null && context.name.getText().equals("syncscope");
    }

    private static boolean hasWord(List<AttributeContext> contexts, String word) {
        return contexts.stream()
                .anyMatch(each -> each.name != null && each.name.getText().equals(word));
    }

    private static void demandOneAlignment(Tails tails) {
        if (tails.words().size() > 1) {
            throw new UnreadableException(tails.words().get(1), "a second alignment");
        }
    }

    /** Words before the operands, behind them, and behind commas. */
    private AttributeSet flags(MemoryContext context, Tails tails) {
        AttributeBuilder attributes = module.attributes();
        AttributeSet flags = attributes.flags(context.flags);
        if (context.isVolatile != null) {
            flags = attributes.joined(flags, attributes.word(context.isVolatile));
        }
        flags = attributes.joined(flags, attributes.flags(context.orderings));
        return tails.words().isEmpty()
                ? flags
                : attributes.joined(flags, attributes.alignment(tails.words().get(0)));
    }
}
