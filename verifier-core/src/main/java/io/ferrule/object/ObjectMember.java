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
        List<MachineFunction> functions,
        List<CodeRange> uncovered) {
    public ObjectMember {
        sections = List.copyOf(sections);
        symbols = List.copyOf(symbols);
        relocations = List.copyOf(relocations);
        frameSizes = List.copyOf(frameSizes);
        functions = List.copyOf(functions);
        uncovered = List.copyOf(uncovered);
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
