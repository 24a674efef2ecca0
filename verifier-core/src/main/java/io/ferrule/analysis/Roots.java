package io.ferrule.analysis;

import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.graph.VtableMethods;
import io.ferrule.policy.Callback;
import io.ferrule.policy.Context;
import io.ferrule.policy.DynContract;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every function that something outside of the program may call, with the context it is called in.
 *
 * <p>These are the entry points of the policy; the functions handed to an external function whose contract says in which
 * context it calls them back; those whose address leaves the program in any other way ({@link Escapes}); and those that
 * code generation calls by name, such as a {@code memset} of the program's own. The last two are taken to be called in the
 * most restrictive context, since nobody says otherwise.
 *
 * @param all in the order of the policy, then of the text; a function may be a root in several contexts
 */
public record Roots(List<Root> all) {

    public Roots {
        all = List.copyOf(all);
    }

    /** The roots of that program. */
    public static Roots of(CallGraph calls, Bound policy) {
        return of(calls, policy, List.of());
    }

    /**
     * The same, with the implementations of methods of which contracts speak: each of them may be called wherever its
     * contract allows. That says nothing of others who have its address: LLVM may have made it one with a function of equal
     * code, which is called elsewhere. Where it leaves the program, it is judged as whatever does.
     */
    public static Roots of(CallGraph calls, Bound policy, List<DynContract> methods) {
        Aliases aliases = new Aliases(calls.program());
        Set<Root> roots = new LinkedHashSet<>();
        policy.entries()
                .forEach(entry -> roots.add(
                        new Root(aliases.follow(entry.symbol()), entry.context(), new Root.Origin.Declared())));
        calls.program().callableSymbols().stream()
                .filter(symbol -> calls.program().aliases().containsKey(symbol) || isDefined(calls.program(), symbol))
                .flatMap(symbol -> methods.stream()
                        .filter(method -> Implementations.isOf(symbol, method.method()))
                        .map(method -> new Root(
                                aliases.follow(symbol),
                                method.contract().context(),
                                new Root.Origin.Implementation(
                                        String.join("::", method.method().segments())))))
                .forEach(roots::add);
        Set<String> declared = roots.stream()
                .filter(root -> root.origin() instanceof Root.Origin.Declared)
                .map(Root::symbol)
                .collect(Collectors.toSet());
        Map<String, Root> escaped = new LinkedHashMap<>();
        VtableMethods vtables = new VtableMethods(calls.program());
        for (Escape escape : Escapes.in(calls)) {
            List<Callback> callbacks = callbacks(escape, policy);
            callbacks.stream()
                    .flatMap(callback -> callback.context().stream())
                    .map(context -> new Root(escape.function(), context, calledBack(escape)))
                    .forEach(roots::add);
            boolean described = !callbacks.isEmpty()
                    && callbacks.stream()
                            .allMatch(callback ->
                                    callback.context().isPresent() || isJudgedAtCall(escape, callback, policy));
            callbacks.stream()
                    .filter(callback -> isJudgedAtCall(escape, callback, policy))
                    .filter(callback -> vtables.at(
                                    escape.table().orElseThrow(),
                                    callback.method().getAsInt())
                            .filter(escape.function()::equals)
                            .isPresent())
                    .map(callback -> new Root(escape.function(), Context.PROCESS, calledInCaller(escape)))
                    .forEach(roots::add);
            if (!described && (!callbacks.isEmpty() || !declared.contains(escape.function()))) {
                Root.Origin origin = new Root.Origin.Escaped(escape.through());
                escaped.putIfAbsent(escape.function(), new Root(escape.function(), Context.NMI, origin));
            }
        }
        List<Root> all = new ArrayList<>(roots);
        all.addAll(escaped.values());
        calls.program().callableSymbols().stream()
                .filter(symbol -> LibraryCalls.isKnown(symbol) && isLinkedBody(calls.program(), symbol))
                .filter(symbol -> policy.contractOf(symbol).isEmpty())
                .map(symbol -> new Root(aliases.follow(symbol), Context.NMI, new Root.Origin.Generated()))
                .filter(root -> !declared.contains(root.symbol()) && !escaped.containsKey(root.symbol()))
                .forEach(all::add);
        all.removeIf(root ->
                !(root.origin() instanceof Root.Origin.Declared) && isAllowedExternal(calls.program(), policy, root));
        return new Roots(all);
    }

    private static boolean isDefined(Program program, String symbol) {
        return program.function(symbol)
                .filter(function -> !function.isDeclaration())
                .isPresent();
    }

    /** Whether that name leads the linker to code of the program. */
    private static boolean isLinkedBody(Program program, String symbol) {
        return program.aliases().containsKey(symbol)
                || program.function(symbol)
                        .filter(function -> !function.isDeclaration() && !function.isLocal())
                        .isPresent();
    }

    /** An external function that its own contract allows where it is called back is no concern of this program. */
    private static boolean isAllowedExternal(Program program, Bound policy, Root root) {
        boolean external =
                program.function(root.symbol()).filter(f -> !f.isDeclaration()).isEmpty();
        return external
                && policy.contractOf(root.symbol())
                        .filter(contract ->
                                contract.sleepsIf().isEmpty() && root.context().within(contract.context()))
                        .isPresent();
    }

    private static Root.Origin calledBack(Escape escape) {
        CallSite site = escape.site().orElseThrow();
        return new Root.Origin.CalledBack(site.caller(), site.targets().get(0));
    }

    private static Root.Origin calledInCaller(Escape escape) {
        CallSite site = escape.site().orElseThrow();
        return new Root.Origin.CalledInCaller(site.caller(), site.targets().get(0));
    }

    /**
     * Whether nothing of a vtable is called but one method, in a function that may sleep, before it returns. Whoever calls that
     * function may sleep too, so that no context forbids more than that one does; and where it is called, the method is
     * followed with all that is held there, or is a gap. Only a vtable that is named in the call is known to be its argument.
     */
    private static boolean isJudgedAtCall(Escape escape, Callback callback, Bound policy) {
        return callback.method().isPresent()
                && escape.site()
                        .filter(site -> policy.contractOf(site.targets().get(0))
                                .filter(contract -> contract.context().maySleep())
                                .isPresent())
                        .map(site -> site.instruction()
                                .call()
                                .arguments()
                                .get(escape.argument())
                                .value())
                        .filter(value -> value instanceof GlobalReference reference
                                && reference.symbol().equals(escape.table().orElseThrow()))
                        .isPresent();
    }

    /** How the function that takes the address calls it back; a contract may name several contexts. */
    private static List<Callback> callbacks(Escape escape, Bound policy) {
        return escape.site().filter(site -> site.target() instanceof CallTarget.External).stream()
                .flatMap(site -> policy.contractOf(site.targets().get(0)).stream())
                .flatMap(contract -> contract.callbacks().stream())
                .filter(escape::isMeantBy)
                .toList();
    }
}
