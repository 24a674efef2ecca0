package io.ferrule.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One whole module. Maps keep the order of the text, so that whatever walks them does so in the same order each time.
 *
 * @param origin the file that it was read from, as the caller named it
 * @param dataLayout the {@code target datalayout} line, empty where there is none
 * @param targetTriple the {@code target triple} line, empty where there is none
 * @param moduleAsm the lines of {@code module asm}
 * @param problems every place that was not understood; an empty list means that every line was
 */
public record Program(
        String origin,
        String dataLayout,
        String targetTriple,
        Map<String, Type> types,
        Map<String, GlobalVariable> globals,
        Map<String, Alias> aliases,
        Map<String, Function> functions,
        List<String> moduleAsm,
        Metadata metadata,
        List<Problem> problems) {

    public Program {
        types = ordered(types);
        globals = ordered(globals);
        aliases = ordered(aliases);
        functions = ordered(functions);
        moduleAsm = List.copyOf(moduleAsm);
        problems = List.copyOf(problems);
    }

    /** The function of that symbol. */
    public Optional<Function> function(String symbol) {
        return Optional.ofNullable(functions.get(symbol));
    }

    /** The place in the source where that instruction comes from, with its inline chain. */
    public Optional<SourceLocation> locationOf(Instruction instruction) {
        int location = instruction.header().location();
        return location == Header.NO_LOCATION ? Optional.empty() : new DebugLocations(metadata).location(location);
    }

    /** The place in the source where that function is declared. */
    public Optional<SourceLocation> locationOf(Function function) {
        return function.subprogram() == Header.NO_LOCATION
                ? Optional.empty()
                : new DebugLocations(metadata).subprogram(function.subprogram());
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
