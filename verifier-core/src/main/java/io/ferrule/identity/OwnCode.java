package io.ferrule.identity;

import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.program.SourceLocation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that run for themselves alone. LLVM keeps one of several functions of equal code; the others are gone, or
 * an alias of it, or call it, and what debug information says of the one that is left is wrong for them.
 *
 * <p>A function runs for itself if nothing else has its address or its code, and every call of it is one that the MIR of
 * the caller has, of this very item, from a function that runs for itself too. Each execution starts at an entry point, so
 * it is enough that no function on the way fails: the greatest set is right, recursion included.
 */
final class OwnCode {

    private final CallGraph calls;
    private final SourceCalls source;
    private final Set<String> own = new HashSet<>();

    OwnCode(CallGraph calls, SourceCalls source) {
        this.calls = calls;
        this.source = source;
        Aliases aliases = new Aliases(calls.program());
        Set<String> shared = new HashSet<>();
        calls.program().aliases().keySet().forEach(alias -> shared.add(aliases.follow(alias)));
        calls.program().functions().values().stream()
                .filter(function -> !function.isDeclaration())
                .map(function -> function.symbol())
                .filter(symbol -> !shared.contains(symbol) && !calls.isAddressTaken(symbol))
                .forEach(own::add);
        boolean shrank = true;
        while (shrank) {
            List<String> failing =
                    own.stream().filter(symbol -> !isCalledAsItself(symbol)).toList();
            failing.forEach(own::remove);
            shrank = !failing.isEmpty();
        }
    }

    /** Whether the function runs for itself alone, but for other generic arguments. */
    boolean has(String function) {
        return own.contains(function);
    }

    private boolean isCalledAsItself(String function) {
        return calls.sitesCalling(function).stream()
                .allMatch(site -> own.contains(site.caller()) && isWrittenSo(site, function));
    }

    /** Whether the MIR of everything that was inlined around a call has each call on the way to it. */
    private boolean isWrittenSo(CallSite site, String callee) {
        Optional<SourceLocation> place = calls.program().locationOf(site.instruction());
        return place.isPresent() && agrees(place.get().inlineChain(), callee);
    }

    /** Whether each function of a chain of inlined calls, the innermost first, calls the one before it. */
    boolean agrees(List<SourceLocation> chain, String callee) {
        String called = callee;
        for (SourceLocation place : chain) {
            if (source.at(place, called).isEmpty()) {
                return false;
            }
            called = place.function();
        }
        return true;
    }
}
