package io.ferrule.analysis;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.policy.Callback;
import io.ferrule.policy.Context;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every function that something outside of the program may call, with the context it is called in.
 *
 * <p>These are the entry points of the policy; the functions handed to an external function whose contract says in which
 * context it calls them back; and those whose address leaves the program in any other way ({@link Escapes}), which are
 * taken to be called in the most restrictive context, since nobody says otherwise.
 *
 * @param all in the order of the policy, then of the text; a function may be a root in several contexts
 */
public record Roots(List<Root> all) {

    public Roots {
        all = List.copyOf(all);
    }

    /** The roots of that program. */
    public static Roots of(CallGraph calls, Bound policy) {
        Set<Root> roots = new LinkedHashSet<>();
        policy.entries()
                .forEach(entry -> roots.add(new Root(entry.symbol(), entry.context(), new Root.Origin.Declared())));
        Set<String> declared = roots.stream().map(Root::symbol).collect(Collectors.toSet());
        Map<String, Root> escaped = new LinkedHashMap<>();
        for (Escape escape : Escapes.in(calls)) {
            Optional<Callback> callback = callback(escape, policy);
            Optional<Context> context = callback.flatMap(Callback::context);
            if (!isDefined(calls.program(), escape.function())) {
                continue; // an external function that is handed back to where it came from
            }
            if (context.isPresent()) {
                roots.add(new Root(escape.function(), context.get(), calledBack(escape)));
            } else if (callback.isPresent() || !declared.contains(escape.function())) {
                Root.Origin origin = new Root.Origin.Escaped(escape.through());
                escaped.putIfAbsent(escape.function(), new Root(escape.function(), Context.NMI, origin));
            }
        }
        List<Root> all = new ArrayList<>(roots);
        all.addAll(escaped.values());
        return new Roots(all);
    }

    private static boolean isDefined(Program program, String symbol) {
        return program.function(symbol).filter(f -> !f.isDeclaration()).isPresent();
    }

    private static Root.Origin calledBack(Escape escape) {
        CallSite site = escape.site().orElseThrow();
        return new Root.Origin.CalledBack(site.caller(), site.targets().get(0));
    }

    private static Optional<Callback> callback(Escape escape, Bound policy) {
        return escape.site().filter(site -> site.targets().size() == 1).stream()
                .flatMap(site -> policy.contractOf(site.targets().get(0)).stream())
                .flatMap(contract -> contract.callbacks().stream())
                .filter(callback -> callback.argument() == escape.argument())
                .findFirst();
    }
}
