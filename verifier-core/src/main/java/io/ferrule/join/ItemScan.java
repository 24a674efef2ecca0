package io.ferrule.join;

import io.ferrule.join.BodyPlaces.Point;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import io.ferrule.program.Subprogram;
import io.ferrule.program.Subprograms;
import io.ferrule.symbol.RustSymbol;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects, for each function of a program and each one that was inlined somewhere, what LLVM IR knows of it. */
final class ItemScan {

    private final Subprograms subprograms;
    private final Map<Integer, Optional<Subprogram>> described = new LinkedHashMap<>();
    private final Map<String, Optional<Subprogram>> subprogramOf = new LinkedHashMap<>();
    private final Map<String, Set<Point>> code = new LinkedHashMap<>();

    private ItemScan(Program program) {
        this.subprograms = new Subprograms(program.metadata());
    }

    /** By symbol: the functions that have a body, then those that were inlined, in the order of the text. */
    static Map<String, CompiledItem> of(Program program) {
        ItemScan scan = new ItemScan(program);
        program.functions().values().stream()
                .filter(function -> !function.isDeclaration())
                .forEach(function -> scan.subprogramOf.put(function.symbol(), scan.described(function.subprogram())));
        program.functions().values().forEach(function -> scan.code(program, function));
        Map<String, CompiledItem> items = new LinkedHashMap<>();
        scan.subprogramOf.forEach((symbol, subprogram) -> items.put(
                symbol,
                new CompiledItem(path(symbol, subprogram), subprogram, scan.code.getOrDefault(symbol, Set.of()))));
        return items;
    }

    private static Optional<ItemPath> path(String symbol, Optional<Subprogram> subprogram) {
        return RustSymbol.demangle(symbol)
                .flatMap(demangled -> SymbolPaths.of(demangled.path()))
                .or(() -> subprogram.flatMap(OtherPaths::of))
                .filter(path -> !path.steps().isEmpty());
    }

    private void code(Program program, Function function) {
        Set<Integer> seen = new LinkedHashSet<>();
        for (BasicBlock block : function.blocks()) {
            for (Instruction instruction : block.instructions()) {
                int location = instruction.header().location();
                if (location != Header.NO_LOCATION && seen.add(location)) {
                    program.locationOf(instruction).ifPresent(place -> add(function, location, place));
                }
            }
        }
    }

    private void add(Function host, int location, SourceLocation place) {
        List<Integer> functions = subprograms.chain(location);
        List<SourceLocation> places = place.inlineChain();
        for (int i = 0; i < Math.min(functions.size(), places.size()); i++) {
            String symbol = host.symbol();
            if (i + 1 < places.size()) {
                Optional<Subprogram> inlined = described(functions.get(i));
                if (inlined.isEmpty()) {
                    continue;
                }
                symbol = inlined.get().symbol();
                subprogramOf.putIfAbsent(symbol, inlined);
            }
            if (places.get(i).line() != 0) {
                code.computeIfAbsent(symbol, s -> new LinkedHashSet<>()).add(point(places.get(i)));
            }
        }
    }

    private static Point point(SourceLocation place) {
        return new Point(CompiledItem.clean(place.file()), place.line(), place.column());
    }

    private Optional<Subprogram> described(int number) {
        return number == Header.NO_LOCATION ? Optional.empty() : described.computeIfAbsent(number, subprograms::at);
    }
}
