package io.ferrule.object;

import java.util.List;

/**
 * One relocatable object.
 *
 * @param name the name within its archive, or that of the file
 * @param sections by index; the first is the null section
 * @param symbols by index; the first is the null symbol
 * @param relocations those of sections that are loaded, ordered by section and offset
 * @param frameSizes what {@code .stack_sizes} claims, in its order
 * @param callFrames how deep call frame information says that the stack becomes in a function, for those that it tells of
 * @param functions the machine code of each function symbol, by section and offset; empty for a machine that is not
 *     decoded
 * @param uncovered executable bytes that belong to no function symbol and are no padding
 */
public record ObjectMember(
        String name,
        Machine machine,
        List<Section> sections,
        List<Symbol> symbols,
        List<Relocation> relocations,
        List<FrameSize> frameSizes,
        List<FrameSize> callFrames,
        List<MachineFunction> functions,
        List<CodeRange> uncovered) {
    public ObjectMember {
        sections = List.copyOf(sections);
        symbols = List.copyOf(symbols);
        relocations = List.copyOf(relocations);
        frameSizes = List.copyOf(frameSizes);
        callFrames = List.copyOf(callFrames);
        functions = List.copyOf(functions);
        uncovered = List.copyOf(uncovered);
    }

    /** The relocations in some bytes of a section. */
    public List<Relocation> relocationsIn(CodeRange range) {
        return relocations.subList(
                countBefore(range.section(), range.start()), countBefore(range.section(), range.end()));
    }

    private int countBefore(int section, long offset) {
        int low = 0;
        int high = relocations.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Relocation there = relocations.get(middle);
            boolean before = there.section() < section || (there.section() == section && there.offset() < offset);
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low;
    }

    /** Whether the symbol names code that is in this member; assembly may leave out to say that it is a function. */
    public boolean isCode(Symbol symbol) {
        boolean untyped = symbol.kind() == Symbol.Kind.UNTYPED
                && !symbol.name().isEmpty()
                && !(symbol.binding() == Symbol.Binding.LOCAL && machine.isMark(symbol.name()))
                && symbol.isDefined()
                && sections.get(symbol.section()).executable();
        boolean function = symbol.kind() == Symbol.Kind.FUNCTION || symbol.kind() == Symbol.Kind.INDIRECT_FUNCTION;
        return untyped || (function && symbol.isDefined());
    }
}
