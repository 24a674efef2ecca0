package io.ferrule.analysis.linked;

import io.ferrule.analysis.Escape;
import io.ferrule.analysis.Escapes;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.VtableMethods;
import io.ferrule.policy.Callback;
import io.ferrule.policy.FunctionContract;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Function;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which functions of the program an external function may call before it returns.
 *
 * <p>An argument that the contract names as a callback {@code context = "caller"} is followed back to all functions that
 * it may be; where one way is lost (it was loaded, handed in, or returned by someone outside), it is a gap, whatever
 * other functions are known. A function that is handed over in an argument of which the contract says nothing, or in a
 * table, counts as called: the contract did not say that it is not. What a contract names with a context of its own is
 * called on a stack of its own.
 *
 * <p>Assumed is that {@code stack} of a contract holds for everything else that the external function does.
 */
public final class Callbacks {
    private final CallGraph calls;
    private final VtableMethods methods;
    private final List<Escape> escapes = new ArrayList<>();
    private boolean searched;

    /** Nothing is looked at yet. */
    public Callbacks(CallGraph calls) {
        this.calls = calls;
        this.methods = new VtableMethods(calls.program());
    }

    /**
     * What is called back.
     *
     * @param functions symbols of the program, declared functions among them
     * @param gaps why there may be more
     */
    public record Called(Set<String> functions, List<Gap> gaps) {}

    /**
     * What is called back by a call.
     *
     * @param external the symbol that is called
     * @param caller the function of the program that calls it; empty where it may be any
     */
    public Called by(String external, FunctionContract contract, Optional<String> caller) {
        Called called = new Called(new LinkedHashSet<>(), new ArrayList<>());
        List<CallSite> sites = calls.sitesCalling(external).stream()
                .filter(site -> caller.isEmpty() || caller.get().equals(site.caller()))
                .toList();
        for (Callback callback : contract.callbacks()) {
            if (callback.context().isEmpty()) {
                if (sites.isEmpty()) {
                    called.gaps.add(gap(caller.orElse(external), external, Optional.empty()));
                }
                sites.forEach(site -> add(external, site, callback, called));
            }
        }
        for (Escape escape : escapes()) {
            boolean here = escape.site().filter(sites::contains).isPresent();
            if (here && contract.callbacks().stream().noneMatch(escape::isMeantBy)) {
                called.functions.add(escape.function());
            }
        }
        return called;
    }

    private void add(String external, CallSite site, Callback callback, Called called) {
        int argument = callback.argument();
        List<Argument> arguments = site.instruction().call().arguments();
        Function caller = calls.program().function(site.caller()).orElseThrow();
        Optional<Set<String>> pointees = argument < arguments.size()
                ? calls.pointees(caller, arguments.get(argument).value())
                : Optional.empty();
        pointees.flatMap(found -> functions(found, callback))
                .filter(calls.program().functions().keySet()::containsAll)
                .ifPresentOrElse(
                        called.functions::addAll,
                        () -> called.gaps.add(gap(site.caller(), external, Optional.of(site))));
    }

    /** What is called where the argument may be these; empty where that is not known of one. */
    private Optional<Set<String>> functions(Set<String> pointees, Callback callback) {
        if (callback.method().isEmpty()) {
            return Optional.of(pointees);
        }
        Set<String> found = new LinkedHashSet<>();
        for (String vtable : pointees) {
            methods.at(vtable, callback.method().getAsInt()).ifPresent(found::add);
        }
        return Optional.of(found).filter(all -> all.size() == pointees.size());
    }

    private static Gap gap(String caller, String external, Optional<CallSite> site) {
        return new Gap(
                caller,
                "calls `" + external + "`, and it is not known what that calls back",
                site,
                Optional.of("hand it a function by name, so that its depth can be counted"));
    }

    private List<Escape> escapes() {
        if (!searched) {
            escapes.addAll(Escapes.in(calls));
            searched = true;
        }
        return escapes;
    }
}
