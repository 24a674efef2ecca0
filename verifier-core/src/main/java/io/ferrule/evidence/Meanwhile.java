package io.ferrule.evidence;

import io.ferrule.evidence.TokenUse.Kind;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.mir.Span;
import io.ferrule.policy.TokenContract;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Names;
import io.ferrule.program.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The calls and returns of functions that are called while a token lives. One that is called with the section open has to
 * leave it open all the while: then nobody closes it under the token, wherever that is. The same function may close one that
 * it opens itself; in a nested section its depth tells, and a lock that it takes and gives back leaves the others held.
 */
final class Meanwhile {

    private final CallGraph calls;
    private final Predicate<String> contracted;
    private final Set<String> called = new LinkedHashSet<>();

    Meanwhile(CallGraph calls, Predicate<String> contracted) {
        this.calls = calls;
        this.contracted = contracted;
    }

    /** A call that executes while a token lives. */
    void add(CallSite site) {
        called.addAll(site.targets());
    }

    /** All of them. */
    List<TokenUse> uses(TokenContract token) {
        Set<String> reached = new LinkedHashSet<>();
        called.stream()
                .filter(target -> !contracted.test(target))
                .forEach(
                        target -> reached.addAll(calls.reach(target, contracted).functions()));
        List<TokenUse> uses = new ArrayList<>();
        for (String symbol : reached) {
            calls.program()
                    .function(symbol)
                    .filter(function -> !function.isDeclaration() && !contracted.test(symbol))
                    .ifPresent(function -> instructions(function)
                            .forEach(instruction -> uses.add(new TokenUse(
                                    token,
                                    symbol,
                                    instruction,
                                    Names.display(symbol),
                                    place(instruction),
                                    Kind.MEANWHILE,
                                    false))));
        }
        return uses;
    }

    private List<Instruction> instructions(Function function) {
        List<Instruction> all = new ArrayList<>();
        function.blocks().forEach(block -> all.add(block.terminator()));
        calls.sitesIn(function.symbol()).stream()
                .filter(site -> !(site.target() instanceof CallTarget.External external && external.isIntrinsic()))
                .map(CallSite::instruction)
                .filter(instruction -> !all.contains(instruction))
                .forEach(all::add);
        return all;
    }

    private Span place(Instruction instruction) {
        List<SourceLocation> chain = calls.program().inlineChainOf(instruction);
        Optional<SourceLocation> last = chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
        return last.map(Span::of).orElse(Span.NONE);
    }
}
