package io.ferrule.analysis;

import io.ferrule.program.BasicBlock;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which functions were inlined where, as far as debug locations tell: code that came without a location, or that LLVM
 * merged out of several places, leaves no trace. Enough to explain a program; who proves something of it accounts for such
 * code.
 */
public final class InlinedCode {

    private final Map<String, Set<Inlined>> byFunction = new LinkedHashMap<>();
    private final Map<String, Set<Inlined>> byHost = new LinkedHashMap<>();

    /**
     * A function that became part of another one.
     *
     * @param function the symbol of the function that was inlined, or its plain name
     * @param host the function whose code it is now part of
     * @param caller the function in whose source the call stands: the host, or another one that was inlined into it
     * @param call the place of the call
     */
    public record Inlined(String function, String host, String caller, SourceLocation call) {}

    private InlinedCode() {}

    /** The inlined functions of a program. */
    public static InlinedCode of(Program program) {
        InlinedCode code = new InlinedCode();
        for (Function function : program.functions().values()) {
            Set<Integer> seen = new LinkedHashSet<>();
            for (BasicBlock block : function.blocks()) {
                for (Instruction instruction : block.instructions()) {
                    if (seen.add(instruction.header().location())) {
                        program.locationOf(instruction).ifPresent(location -> code.add(function, location));
                    }
                }
            }
        }
        return code;
    }

    private void add(Function host, SourceLocation location) {
        List<SourceLocation> chain = location.inlineChain();
        for (int i = 0; i + 1 < chain.size(); i++) {
            SourceLocation call = chain.get(i + 1);
            String caller = i + 2 == chain.size() ? host.symbol() : call.function();
            Inlined inlined = new Inlined(chain.get(i).function(), host.symbol(), caller, call);
            byFunction
                    .computeIfAbsent(inlined.function(), f -> new LinkedHashSet<>())
                    .add(inlined);
            byHost.computeIfAbsent(host.symbol(), h -> new LinkedHashSet<>()).add(inlined);
        }
    }

    /** The functions that are inlined somewhere. */
    public Set<String> functions() {
        return Collections.unmodifiableSet(byFunction.keySet());
    }

    /** Where that function is inlined, in the order of the text. */
    public List<Inlined> sitesOf(String function) {
        return List.copyOf(byFunction.getOrDefault(function, Set.of()));
    }

    /** What is inlined in that function, in the order of the text. */
    public List<Inlined> within(String host) {
        return List.copyOf(byHost.getOrDefault(host, Set.of()));
    }
}
