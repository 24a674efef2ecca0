package io.ferrule.elf;

import io.ferrule.object.CodeRange;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.Relocation;
import io.ferrule.object.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine code of all functions of an object for x86-64. */
final class X86Code {
    private final SectionTable sections;
    private final List<Symbol> symbols;
    private final Relocations relocations;
    private final CodeLayout layout;
    private final Map<Integer, Map<Long, String>> starts = new HashMap<>();

    X86Code(SectionTable sections, List<Symbol> symbols, List<Relocation> relocations, CodeLayout layout) {
        this.sections = sections;
        this.symbols = symbols;
        this.relocations = new Relocations(relocations);
        this.layout = layout;
        layout.functions()
                .forEach((range, names) -> starts.computeIfAbsent(range.section(), s -> new HashMap<>())
                        .put(range.start(), names.get(0)));
    }

    List<MachineFunction> functions() {
        List<MachineFunction> functions = new ArrayList<>();
        layout.functions().forEach((range, names) -> functions.add(function(range, names)));
        return functions;
    }

    private MachineFunction function(CodeRange range, List<String> names) {
        try {
            return new X86Function(this, range, names, sections.contents(range.section())).read();
        } catch (MalformedObjectException e) {
            return new MachineFunction(names, range, List.of(), 0, Optional.of(e.reason()));
        }
    }

    /** The relocations in that range, by offset. */
    List<Relocation> relocations(CodeRange range) {
        return relocations.all(range.section(), range.start(), range.end());
    }

    /** The first relocation in that part of a section. */
    Optional<Relocation> relocation(int section, long from, long to) {
        return relocations.in(section, from, to);
    }

    /** The symbol that a relocation refers to. */
    Symbol symbol(Relocation relocation) {
        return symbols.get(relocation.symbol());
    }

    /** Whether a symbol may stand for code: some assembly does not say that it is a function. */
    boolean mayBeCode(Symbol symbol) {
        Symbol.Kind kind = symbol.kind();
        return kind == Symbol.Kind.FUNCTION || kind == Symbol.Kind.INDIRECT_FUNCTION || kind == Symbol.Kind.UNTYPED;
    }

    /** The function that starts at that place. */
    Optional<String> functionAt(int section, long offset) {
        return Optional.ofNullable(starts.getOrDefault(section, Map.of()).get(offset));
    }
}
