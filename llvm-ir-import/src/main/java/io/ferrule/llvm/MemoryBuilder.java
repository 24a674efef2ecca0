package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.MemoryContext;
import io.ferrule.program.Attribute;
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
import java.util.ArrayList;
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
        AttributeSet flags = flags(context, tails);
        boolean store = context.opcode.getType() == LlvmIrLexer.STORE;
        List<TypedValue> operands = values.typed(context.operands);
        if (!operands.isEmpty()) {
            values.pointer(context.operands.get(store ? 1 : 0)); // the address of any of these
        }
        return switch (context.opcode.getType()) {
            case LlvmIrLexer.ALLOCA -> alloca(context, header, flags, tails);
            case LlvmIrLexer.LOAD -> new Load(header, flags, module.types().type(context.allocated), operands.get(0));
            case LlvmIrLexer.STORE -> new Store(header, flags, operands.get(0), operands.get(1));
            case LlvmIrLexer.FENCE -> new Fence(header, flags);
            case LlvmIrLexer.CMPXCHG ->
                new CompareExchange(header, flags, operands.get(0), operands.get(1), operands.get(2));
            default -> new AtomicUpdate(header, flags, context.update.getText(), operands.get(0), operands.get(1));
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

    /** Words before the operands, behind them, and behind commas. */
    private AttributeSet flags(MemoryContext context, Tails tails) {
        List<Attribute> all = new ArrayList<>();
        context.flags.forEach(flag -> module.attributes().add(flag, all));
        if (context.isVolatile != null) {
            all.add(new Attribute("volatile", ""));
        }
        context.orderings.forEach(ordering -> module.attributes().add(ordering, all));
        tails.words().forEach(word -> module.attributes().add(word, all));
        return module.attributes().share(all);
    }
}
