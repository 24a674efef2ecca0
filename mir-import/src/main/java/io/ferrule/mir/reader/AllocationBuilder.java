package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser.AllocationCellContext;
import io.ferrule.grammar.RustMirParser.AllocationContext;
import io.ferrule.grammar.RustMirParser.AllocationHeaderContext;
import io.ferrule.grammar.RustMirParser.AllocationLayoutContext;
import io.ferrule.grammar.RustMirParser.AllocationLineContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.Allocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds allocations. */
final class AllocationBuilder {

    private static final int NUMBER_PREFIX = "alloc".length();
    private static final int POINTER_BYTES = 8;
    private static final String BEGIN = "╾";
    private static final String END = "╼";
    private static final String LINE = "─";
    private static final String NOT_SET = "__";

    private final Builders builders;

    AllocationBuilder(Builders builders) {
        this.builders = builders;
    }

    Allocation allocation(AllocationContext context) {
        AllocationLayoutContext layout = context.header.layout;
        if ((layout == null) != (context.content == null)) {
            throw new UnreadableException(context, "an allocation with a size shows its bytes, and no other");
        }
        return new Allocation(
                Numbers.number(context.number, NUMBER_PREFIX),
                source(context.header),
                Optional.ofNullable(layout).map(l -> memory(context, l)));
    }

    private Allocation.Source source(AllocationHeaderContext context) {
        if (context.kind == null) {
            return new Allocation.Anonymous();
        }
        return switch (context.kind.getType()) {
            case RustMirLexer.STATIC -> new Allocation.Static(builders.paths().path(context.item));
            case RustMirLexer.EXTERN ->
                new Allocation.ExternStatic(builders.paths().path(context.item));
            case RustMirLexer.FN -> new Allocation.Function(builders.paths().instance(context.code));
            case RustMirLexer.VTABLE -> new Allocation.Vtable(builders.types().type(context.typed));
            case RustMirLexer.TYPEID -> new Allocation.TypeId(builders.types().type(context.typed));
            default -> new Allocation.Deallocated();
        };
    }

    private Allocation.Memory memory(AllocationContext context, AllocationLayoutContext layout) {
        Contents contents = new Contents();
        for (AllocationLineContext line : context.content.lines) {
            if (line.address != null) {
                contents.demandAddress(line.address);
            }
            for (AllocationCellContext cell : line.cells) {
                contents.add(cell.cell);
            }
        }
        long size = Numbers.wide(layout.size);
        if (contents.open != null || contents.offset != size) {
            throw new UnreadableException(context, "these are not " + size + " bytes");
        }
        return new Allocation.Memory(size, Numbers.wide(layout.align), contents.text.toString(), contents.pointers);
    }

    /** The bytes, joined over the lines. */
    private static final class Contents {

        private final StringBuilder text = new StringBuilder();
        private final List<Allocation.Relocation> pointers = new ArrayList<>();
        private long offset;
        private @Nullable String open; // the begin of a pointer that the next line ends

        void add(Token cell) {
            String shown = cell.getText();
            String begun = open;
            if (begun != null) {
                if (cell.getType() != RustMirLexer.PROVENANCE_REST) {
                    throw new UnreadableException(cell, "the pointer before does not end");
                }
                open = null;
                addPointer(cell, begun + shown);
            } else if (cell.getType() != RustMirLexer.PROVENANCE) {
                addByte(cell, shown);
            } else if (shown.endsWith(END)) {
                addPointer(cell, shown);
            } else {
                open = shown;
            }
        }

        private void addByte(Token cell, String shown) {
            if (shown.length() != NOT_SET.length() || !isByte(shown)) {
                throw new UnreadableException(cell, "`" + DumpText.shortened(shown) + "` is no byte");
            }
            append(shown);
            offset++;
        }

        private static boolean isByte(String shown) {
            return shown.equals(NOT_SET)
                    || shown.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        }

        private void addPointer(Token cell, String shown) {
            String target =
                    shown.replace(BEGIN, "").replace(LINE, "").replace(END, "").strip();
            if (target.isEmpty() || target.contains("fragment")) {
                throw new UnreadableException(cell, "a part of a pointer is not understood");
            }
            append(BEGIN + target + END);
            pointers.add(new Allocation.Relocation(offset, target.replaceFirst(" \\(8 ptr bytes\\)$", "")));
            offset += POINTER_BYTES;
        }

        private void append(String cell) {
            if (text.length() > 0) {
                text.append(' ');
            }
            text.append(cell);
        }

        /** A line says how many bytes came before, in whole lines. */
        void demandAddress(Token address) {
            String digits = address.getText().substring("0x".length()).replace(" │", "");
            long expected = offset + (open == null ? 0 : POINTER_BYTES);
            long line;
            try {
                line = Long.parseLong(digits, 16);
            } catch (NumberFormatException e) {
                throw new UnreadableException(address, "this address is out of range");
            }
            if (line < expected - POINTER_BYTES || line > expected) {
                throw new UnreadableException(address, "bytes are missing before this line");
            }
        }
    }
}
