package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser.AttachmentContext;
import io.ferrule.grammar.LlvmIrParser.AttributeContext;
import io.ferrule.grammar.LlvmIrParser.PhiIncomingContext;
import io.ferrule.grammar.LlvmIrParser.TailContext;
import io.ferrule.grammar.LlvmIrParser.TailValueContext;
import io.ferrule.grammar.UnreadableException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What stands behind an instruction, by kind. The grammar takes anything there; here only what the instruction takes
 * is let through, and that only in front of the metadata, as LLVM demands.
 */
record Tails(
        List<AttributeContext> words,
        List<TailContext> indices,
        List<PhiIncomingContext> incoming,
        List<TailValueContext> operands,
        List<AttachmentContext> attachments) {

    /** In the order in which they stand. */
    enum Kind {
        OPERAND,
        INDEX,
        INCOMING,
        WORD,
        SPACE,
        ATTACHMENT
    }

    /**
     * Sorts the tails.
     *
     * @throws UnreadableException if one is not among {@code allowed}, or stands out of order
     */
    static Tails of(List<TailContext> contexts, Set<Kind> allowed) {
        if (contexts.isEmpty()) {
            return NO_TAILS;
        }
        if (contexts.size() == 1 && contexts.get(0).attached != null) { // mostly a place in the source
            return new Tails(List.of(), List.of(), List.of(), List.of(), List.of(contexts.get(0).attached));
        }
        Tails tails = new Tails(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Kind last = Kind.OPERAND;
        for (TailContext context : contexts) {
            Kind kind = kind(context);
            boolean late = kind.compareTo(last) < 0 || (kind == Kind.SPACE && last == Kind.SPACE);
            last = kind;
            if (late || (kind != Kind.ATTACHMENT && !allowed.contains(kind))) {
                throw new UnreadableException(
                        context.getStart(),
                        "this instruction takes no `" + context.getStart().getText() + "` here");
            }
            tails.add(kind, context);
        }
        return tails;
    }

    private static final Tails NO_TAILS = new Tails(List.of(), List.of(), List.of(), List.of(), List.of());

    static final Set<Kind> NOTHING = EnumSet.noneOf(Kind.class);
    static final Set<Kind> WORDS = EnumSet.of(Kind.WORD);
    static final Set<Kind> ALLOCA = EnumSet.of(Kind.WORD, Kind.SPACE, Kind.OPERAND);
    static final Set<Kind> OPERANDS = EnumSet.of(Kind.OPERAND);
    static final Set<Kind> INDICES = EnumSet.of(Kind.INDEX);
    static final Set<Kind> PHI = EnumSet.of(Kind.INCOMING);

    private void add(Kind kind, TailContext context) {
        switch (kind) {
            case WORD -> words.add(context.plain);
            case INDEX -> indices.add(context);
            case INCOMING -> incoming.add(context.incoming);
            case OPERAND -> operands.add(context.operand);
            case ATTACHMENT -> attachments.add(context.attached);
            case SPACE -> {
                // The address space of an alloca is that of its type's pointer; no rule asks for it.
            }
        }
    }

    private static Kind kind(TailContext context) {
        if (context.attached != null) {
            return Kind.ATTACHMENT;
        }
        if (context.plain != null) {
            return Kind.WORD;
        }
        if (context.index != null) {
            return Kind.INDEX;
        }
        if (context.incoming != null) {
            return Kind.INCOMING;
        }
        return context.operand != null ? Kind.OPERAND : Kind.SPACE;
    }
}
