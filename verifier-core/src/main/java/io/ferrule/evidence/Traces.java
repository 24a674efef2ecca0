package io.ferrule.evidence;

import io.ferrule.evidence.Trace.Instance;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.join.Join;
import io.ferrule.join.Reliance;
import io.ferrule.mir.MirBody;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The instructions of functions that come from certain bodies. Intrinsics are none: what they say is not executed. */
final class Traces {

    private final CallGraph calls;
    private final Join join;
    private final Predicate<MirBody> wanted;
    private final Map<String, Optional<MirBody>> bodies = new HashMap<>();

    Traces(CallGraph calls, Join join, Predicate<MirBody> wanted) {
        this.calls = calls;
        this.join = join;
        this.wanted = wanted;
    }

    /** Those of one function, by the execution of the body that they belong to. */
    Map<Instance, List<Trace>> in(Function function) {
        Map<Integer, Map<Integer, CallSite>> sites = new HashMap<>();
        calls.sitesIn(function.symbol())
                .forEach(site -> sites.computeIfAbsent(site.block(), b -> new HashMap<>())
                        .put(site.index(), site));
        Map<Instance, List<Trace>> found = new LinkedHashMap<>();
        for (int b = 0; b < function.blocks().size(); b++) {
            List<Instruction> instructions = function.blocks().get(b).instructions();
            for (int i = 0; i < instructions.size(); i++) {
                Optional<CallSite> site =
                        Optional.ofNullable(sites.getOrDefault(b, Map.of()).get(i));
                if (site.filter(Traces::isIntrinsic).isEmpty()) {
                    add(instructions.get(i), site, found);
                }
            }
        }
        return found;
    }

    private static boolean isIntrinsic(CallSite site) {
        return site.target() instanceof CallTarget.External external && external.isIntrinsic();
    }

    private void add(Instruction instruction, Optional<CallSite> site, Map<Instance, List<Trace>> found) {
        List<SourceLocation> chain = calls.program().inlineChainOf(instruction);
        for (int i = 0; i < chain.size(); i++) {
            SourceLocation place = chain.get(i);
            Optional<String> called =
                    i == 0 ? Optional.empty() : Optional.of(chain.get(i - 1).function());
            body(place.function()).ifPresent(body -> {
                Instance instance = new Instance(body.range(), place.inlinedAt());
                found.computeIfAbsent(instance, at -> new ArrayList<>())
                        .add(new Trace(instance, place, called, instruction, site));
            });
        }
    }

    private Optional<MirBody> body(String function) {
        return bodies.computeIfAbsent(
                function,
                symbol -> join.relianceOn(symbol) instanceof Reliance.Allowed allowed
                        ? Optional.of(allowed.body()).filter(wanted)
                        : Optional.empty());
    }

    /** Whether an instruction lost its place when LLVM made one of several. */
    boolean isMerged(CallSite site) {
        Optional<SourceLocation> location = calls.program().locationOf(site.instruction());
        return location.isEmpty()
                || location.get().inlineChain().stream().anyMatch(place -> place.line() == 0 || place.column() == 0);
    }
}
