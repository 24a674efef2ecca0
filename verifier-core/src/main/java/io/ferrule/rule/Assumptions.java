package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.analysis.SiteContracts;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.graph.CallTarget.Indirect;
import io.ferrule.graph.CallTarget.Rung;
import io.ferrule.graph.Reach;
import io.ferrule.loop.FrozenReads;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.GuardContract;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Body;
import io.ferrule.program.Function;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import io.ferrule.verdict.Assumption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Lists what a verdict takes for granted: only what the judged code really rests on. */
public final class Assumptions {

    private Assumptions() {}

    /** The assumptions that a verdict in this context makes, in a fixed order. */
    public static List<Assumption> of(RuleContext context) {
        Set<String> reached = functions(context, RuleContext::reach);
        List<Assumption> all = new ArrayList<>();
        all.add(new Assumption(
                "safe-rust",
                context.program().origin(),
                "every crate but the trusted ones is safe Rust (`#![forbid(unsafe_code)]`): this is not checked here"));
        context.trustedCrates().stream()
                .sorted()
                .map(crate ->
                        new Assumption("trusted-crate", crate, "the unsafe code of crate `" + crate + "` is right"))
                .forEach(all::add);
        all.addAll(contracts(reached, context));
        all.addAll(indirectCalls(reached, context.policy(), context.calls()));
        if (!context.leavesOut("loop-bound")) {
            Set<String> bodies = functions(context, RuleContext::bodies);
            all.addAll(vouchedLoops(bodies, context));
            all.addAll(frozenReads(bodies, context));
        }
        all.addAll(lockTypes(reached, context));
        all.addAll(runs(reached, context));
        all.addAll(kept(reached, context));
        all.addAll(unseen(context));
        all.addAll(mir(context));
        all.addAll(exports(context));
        all.addAll(blind(reached, context));
        all.addAll(unread(context.program()));
        all.addAll(arguments(context.policy()));
        all.addAll(Allowances.assumptions(context));
        context.nestings().stream()
                .map(nesting -> new Assumption(
                        "lock-nesting",
                        nesting.text(),
                        "of the locks `" + nesting.text() + "` all take the same one first: " + nesting.reason()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** What is judged with any root. */
    private static Set<String> functions(RuleContext context, BiFunction<RuleContext, Root, Reach> judged) {
        return context.roots().all().stream()
                .flatMap(root -> judged.apply(context, root).functions().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Assumption> contracts(Set<String> reached, RuleContext context) {
        SiteContracts contracts = context.contracts();
        Map<String, Set<FunctionContract>> used = new TreeMap<>();
        for (String function : reached) {
            for (CallSite site : context.calls().sitesIn(function)) {
                site.targets()
                        .forEach(target -> contracts
                                .of(site, target)
                                .ifPresent(contract -> used.computeIfAbsent(target, t -> new LinkedHashSet<>())
                                        .add(contract)));
            }
        }
        return used.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(contract -> contract(entry.getKey(), contract)))
                .toList();
    }

    private static List<Assumption> frozenReads(Set<String> reached, RuleContext context) {
        return reached.stream()
                .filter(symbol -> context.program()
                        .function(symbol)
                        .flatMap(new VouchedLoops(context)::of)
                        .isEmpty())
                .flatMap(symbol -> context.bounds().of(symbol).stream())
                .filter(bounds -> FrozenReads.decideIn(context.program(), bounds))
                .map(bounds -> bounds.function().symbol())
                .map(symbol -> new Assumption(
                        "frozen-memory",
                        symbol,
                        "nobody changes what shared references that `" + Names.display(symbol)
                                + "` is given lead to while"
                                + " it runs, as LLVM IR says of them (noalias, readonly): bounds of its loops rest on"
                                + " it"))
                .toList();
    }

    private static List<Assumption> vouchedLoops(Set<String> reached, RuleContext context) {
        return new VouchedLoops(context)
                .used(reached).entrySet().stream()
                        .map(used -> new Assumption(
                                "bounded-contract",
                                used.getKey(),
                                "`" + Names.display(used.getKey()) + "` goes round its loops, and calls itself, a"
                                        + " bounded number of times: "
                                        + used.getValue().reason() + " ("
                                        + used.getValue().place().file() + ")"))
                        .toList();
    }

    private static Set<String> called(Set<String> reached, CallGraph calls) {
        return reached.stream()
                .flatMap(function -> calls.sitesIn(function).stream())
                .flatMap(site -> site.targets().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Assumption> lockTypes(Set<String> reached, RuleContext context) {
        boolean locks = anyCalled(
                reached,
                context,
                contract -> !contract.acquires().isEmpty() || !contract.awaits().isEmpty());
        String text =
                "the MIR is of the same compile as the LLVM IR, and a value that a lock is taken through holds that"
                        + " lock, in itself, and no other: locks that are known by a pointer alone are told apart by their"
                        + " fields and types";
        return context.artifact().mir().filter(mir -> locks).stream()
                .map(mir -> new Assumption("lock-types", mir.name(), text))
                .toList();
    }

    private static boolean anyCalled(Set<String> reached, RuleContext context, Predicate<FunctionContract> wanted) {
        return reached.stream()
                .flatMap(function -> context.calls().sitesIn(function).stream())
                .flatMap(site ->
                        site.targets().stream().flatMap(target -> context.contracts().of(site, target).stream()))
                .anyMatch(wanted);
    }

    /** Of entry points nobody says what the kernel calls them for. */
    private static List<Assumption> runs(Set<String> reached, RuleContext context) {
        String text =
                "a work, a timer, a tasklet or an interrupt line that is waited for has the function that is seen to be"
                        + " handed over for it; where none is, it is none of the entry points whose type or context is another"
                        + " one, nor calls any of these";
        return anyCalled(reached, context, contract -> !contract.awaits().isEmpty())
                ? List.of(new Assumption("callback-runs", context.program().origin(), text))
                : List.of();
    }

    private static List<Assumption> mir(RuleContext context) {
        return context.restsOnMir() && context.artifact().mir().isPresent()
                ? List.of(new Assumption(
                        "mir",
                        context.artifact().mir().get().name(),
                        "the MIR is of the same compile as the LLVM IR: where guards and tokens go rests on it"))
                : List.of();
    }

    private static List<Assumption> kept(Set<String> reached, RuleContext context) {
        Set<String> resources = called(reached, context.calls()).stream()
                .flatMap(target -> context.policy().contractOf(target).stream())
                .flatMap(contract -> contract.resources().names())
                .collect(Collectors.toCollection(TreeSet::new));
        return context.policy().ownership().resources().stream()
                .filter(contract -> contract.kept() && resources.contains(contract.name()))
                .map(contract -> new Assumption(
                        "kept",
                        contract.name(),
                        "whoever finds a stored " + contract.name() + " gives it back, once: that is not followed"))
                .toList();
    }

    private static List<Assumption> unseen(RuleContext context) {
        return context.policy().ownership().guards().stream()
                .filter(GuardContract::unseen)
                .map(contract -> new Assumption(
                        "unseen-guard",
                        contract.type().text(),
                        "what a `" + contract.type().name()
                                + "` stands for is no lock or section that a rule has to know" + " of: "
                                + contract.reason()))
                .toList();
    }

    private static List<Assumption> blind(Set<String> reached, RuleContext context) {
        List<String> blind = context.blind(reached);
        String text = blind.size() + " functions have no debug information: nobody would see that a function under"
                + " contract was inlined there, if it has no atomic or volatile operation";
        return blind.isEmpty()
                ? List.of()
                : List.of(new Assumption("inlined", context.program().origin(), text));
    }

    private static Assumption contract(String symbol, FunctionContract contract) {
        String why = contract.source().or(contract::reason).orElse("no source given");
        String may = contract.mayBlock() ? "may sleep" : "never sleeps";
        return new Assumption(
                "contract",
                symbol,
                "`" + Names.display(symbol) + "` " + may + ", and may be called up to "
                        + contract.context().text() + " context" + instructions(contract) + stack(contract) + " ("
                        + why + ")");
    }

    private static String instructions(FunctionContract contract) {
        return contract.instructions().isPresent()
                ? ", and executes at most " + contract.instructions().getAsLong() + " instructions"
                : "";
    }

    private static String stack(FunctionContract contract) {
        return contract.stackBytes().isPresent()
                ? ", and takes at most " + contract.stackBytes().getAsLong() + " bytes of stack"
                : "";
    }

    private static List<Assumption> indirectCalls(Set<String> reached, Bound policy, CallGraph calls) {
        List<Assumption> all = new ArrayList<>();
        for (String function : reached) {
            Set<Rung> rungs = calls.sitesIn(function).stream()
                    .map(CallSite::target)
                    .filter(Indirect.class::isInstance)
                    .map(target -> ((CallTarget.Indirect) target).rung())
                    .collect(Collectors.toSet());
            if (rungs.contains(Rung.VTABLE_SLOT)) {
                all.add(new Assumption(
                        "vtables",
                        function,
                        "every vtable that `" + Names.display(function) + "` calls through is in this module"));
            }
            calls.sitesIn(function).stream()
                    .filter(site -> site.target() instanceof Indirect indirect && indirect.rung() == Rung.SIGNATURE)
                    .flatMap(site -> calls.program().writtenIn(site.instruction()).stream())
                    .distinct()
                    .flatMap(writtenIn -> policy.indirectContractOf(writtenIn).stream()
                            .map(contract -> new Assumption("indirect-contract", writtenIn, contract.reason())))
                    .forEach(all::add);
        }
        return all;
    }

    private static List<Assumption> arguments(Bound policy) {
        return policy.arguments().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(contract -> new Assumption(
                                "argument",
                                entry.getKey(),
                                "calls from outside give `" + contract.argument() + "` of `"
                                        + Names.display(entry.getKey()) + "` a value from "
                                        + contract.minimum().orElse(0)
                                        + (contract.maximum().isPresent()
                                                ? " to " + contract.maximum().getAsLong()
                                                : " on"))))
                .toList();
    }

    private static List<Assumption> unread(Program program) {
        long unread = program.functions().values().stream()
                .filter(function -> function.body() instanceof Body.Unread)
                .count();
        String text =
                unread + " functions that nothing mentions that the kernel may call are never executed; their bodies"
                        + " were not read";
        return unread == 0 ? List.of() : List.of(new Assumption("unread", program.origin(), text));
    }

    private static List<Assumption> exports(RuleContext context) {
        Set<String> known = context.roots().all().stream().map(Root::symbol).collect(Collectors.toSet());
        return context.program().functions().values().stream()
                .filter(function -> !function.isDeclaration() && !function.isLocal())
                .map(Function::symbol)
                .filter(symbol -> !known.contains(symbol))
                .map(symbol -> new Assumption(
                        "export",
                        symbol,
                        "nothing calls the exported function `" + Names.display(symbol) + "`, which is no entry point"))
                .toList();
    }
}
