package io.ferrule.program;

import io.ferrule.program.MetadataNode.Tuple;
import io.ferrule.program.MetadataOperand.NodeReference;
import io.ferrule.program.MetadataOperand.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One whole module, or that part of it which can be reached from some functions: then other functions have {@link
 * Body.Unread}, and local variables that nothing mentions are not there. Maps keep the order of the text, so that whatever walks them does so in the same order each time.
 *
 * @param origin the file that it was read from, as the caller named it
 * @param dataLayout the {@code target datalayout} line, empty where there is none
 * @param targetTriple the {@code target triple} line, empty where there is none
 * @param namedMetadata such as {@code llvm.ident}, by name without {@code !}
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
        Map<String, List<MetadataOperand>> namedMetadata,
        List<Problem> problems) {

    public Program {
        types = ordered(types);
        globals = ordered(globals);
        aliases = ordered(aliases);
        functions = ordered(functions);
        namedMetadata = ordered(namedMetadata);
        moduleAsm = List.copyOf(moduleAsm);
        problems = List.copyOf(problems);
    }

    /** The symbols that a policy may name: of all functions, and of their other names. */
    public Set<String> callableSymbols() {
        Set<String> symbols = new LinkedHashSet<>(functions.keySet());
        symbols.addAll(aliases.keySet());
        return Collections.unmodifiableSet(symbols);
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

    /** Where that instruction comes from, then where that was inlined, innermost first; empty where it is not known. */
    public List<SourceLocation> inlineChainOf(Instruction instruction) {
        return locationOf(instruction).map(SourceLocation::inlineChain).orElse(List.of());
    }

    /**
     * The function that the instruction was written in, which inlining may have carried into another one; empty where
     * that is not known, as for an instruction that LLVM merged out of several.
     */
    public Optional<String> writtenIn(Instruction instruction) {
        return locationOf(instruction).filter(location -> location.line() != 0).map(SourceLocation::function);
    }

    /** The place in the source where that function is declared. */
    public Optional<SourceLocation> locationOf(Function function) {
        return function.subprogram() == Header.NO_LOCATION
                ? Optional.empty()
                : new DebugLocations(metadata).subprogram(function.subprogram());
    }

    /** Whether debug information says of that function that it was optimised. */
    public boolean isOptimised(Function function) {
        return function.subprogram() != Header.NO_LOCATION
                && new DebugLocations(metadata).isOptimised(function.subprogram());
    }

    /** The compilers that made the module, as {@code !llvm.ident} names them. */
    public List<String> producers() {
        return namedMetadata.getOrDefault("llvm.ident", List.of()).stream()
                .filter(NodeReference.class::isInstance)
                .flatMap(ident -> metadata.node(((NodeReference) ident).number()).stream())
                .filter(Tuple.class::isInstance)
                .flatMap(node -> ((Tuple) node).operands().stream())
                .filter(Text.class::isInstance)
                .map(text -> ((Text) text).text())
                .distinct()
                .toList();
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
