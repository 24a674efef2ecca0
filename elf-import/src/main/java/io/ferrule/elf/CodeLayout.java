package io.ferrule.elf;

import io.ferrule.object.CodeRange;
import io.ferrule.object.Section;
import io.ferrule.object.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which bytes of the executable sections belong to which function.
 *
 * @param functions the names of each range, the ranges by section and offset and without overlap
 * @param gaps the bytes between them
 * @param problems function symbols that overlap others
 */
record CodeLayout(Map<CodeRange, List<String>> functions, List<CodeRange> gaps, List<String> problems) {

    static CodeLayout of(SectionTable table, List<Symbol> symbols) {
        Map<Integer, List<Symbol>> bySection = new TreeMap<>();
        for (Symbol symbol : symbols) {
            boolean function = symbol.kind() == Symbol.Kind.FUNCTION || symbol.kind() == Symbol.Kind.INDIRECT_FUNCTION;
            if (function && symbol.isDefined() && symbol.size() > 0) {
                bySection
                        .computeIfAbsent(symbol.section(), s -> new ArrayList<>())
                        .add(symbol);
            }
        }
        CodeLayout layout = new CodeLayout(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        for (Section section : table.sections()) {
            if (section.executable() && section.loaded()) {
                layout.add(section, bySection.getOrDefault(section.index(), List.of()));
            }
        }
        return layout;
    }

    private void add(Section section, List<Symbol> symbols) {
        List<Symbol> sorted = symbols.stream()
                .sorted(Comparator.comparingLong(Symbol::value)
                        .thenComparing(Comparator.comparingLong(Symbol::size).reversed())
                        .thenComparingInt(Symbol::index))
                .toList();
        long covered = 0;
        CodeRange last = new CodeRange(section.index(), 0, 0);
        for (Symbol symbol : sorted) {
            CodeRange range = new CodeRange(section.index(), symbol.value(), symbol.value() + symbol.size());
            if (range.start() >= covered) {
                addGap(section, covered, range.start());
                functions.put(range, new ArrayList<>(List.of(symbol.name())));
                last = range;
                covered = range.end();
            } else if (range.equals(last)) {
                functions.getOrDefault(range, new ArrayList<>()).add(symbol.name());
            } else {
                problems.add(
                        "function `" + symbol.name() + "` overlaps another one in section `" + section.name() + "`");
            }
        }
        addGap(section, covered, section.size());
    }

    private void addGap(Section section, long from, long to) {
        if (from < to) {
            gaps.add(new CodeRange(section.index(), from, to));
        }
    }
}
