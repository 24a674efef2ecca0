package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.graph.Reach;
import io.ferrule.loop.Exits;
import io.ferrule.loop.FunctionBounds;
import io.ferrule.loop.LoopAdvice;
import io.ferrule.loop.bound.BoundFormula;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.policy.ArgumentContract;
import io.ferrule.policy.BoundedContract;
import io.ferrule.policy.Policy;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Names;
import io.ferrule.program.SourceLocation;
import io.ferrule.rule.RootJudgements;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.VouchedLoops;
import io.ferrule.rule.Witness;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every loop that a root may reach goes round a bounded number of times: a number, or a formula over arguments that come
 * from outside.
 *
 * <p>Sound as {@code io.ferrule.loop} is: only bounds whose certificate was checked count. What cannot be seen through is
 * unproved. A function with a contract on its {@code instructions} is what the contract says, whatever its own loops are.
 * Refuted is only a loop that, once it has gone round, nothing can end.
 */
public final class LoopBounds implements Rule {

    private static final RuleDescriptor DESCRIPTOR =
            new RuleDescriptor("loop-bound", "FRL0010", "Every loop goes round a bounded number of times.");

    private static final String ONE_WAY_IN =
            "enter the cycle at one place: `loop { match state { .. } }`, bounded by `for _ in 0..MAX`";

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public boolean isAskedBy(Policy policy) {
        return !policy.leavesOut(DESCRIPTOR.name());
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        List<Judgement> judgements = new ArrayList<>();
        List<ArgumentContract> misnamed = context.bounds().misnamedArguments();
        if (!misnamed.isEmpty()) {
            List<Finding> reasons = misnamed.stream().map(LoopBounds::misnamed).toList();
            judgements.add(new Judgement.Unproved(
                    DESCRIPTOR.name(), "the contracts on arguments speak of arguments", reasons));
        }
        judgements.addAll(RootJudgements.ofEach(context, RuleContext::leadsToBodies, LoopBounds::judge));
        return judgements;
    }

    private static Finding misnamed(ArgumentContract contract) {
        String message = contract.place() + ": `" + contract.argument() + "` is no argument of the function";
        return new Finding(
                DESCRIPTOR.name(),
                message,
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                Optional.of("give the name in the source, the index from 0, or `NAME.len` for the length of a slice"),
                Fingerprint.of(List.of(DESCRIPTOR.name(), message)));
    }

    private static Judgement judge(RuleContext context, Root root) {
        String obligation = "every loop that `" + Names.display(root.symbol()) + "` may reach is bounded";
        List<Finding> endless = new ArrayList<>();
        List<Finding> unknown = new ArrayList<>(context.opaqueBodies(root));
        List<String> facts = new ArrayList<>();
        Reach reach = context.bodies(root);
        for (String symbol : reach.functions()) {
            Function function = context.program().function(symbol).orElseThrow();
            Optional<BoundedContract> vouched = new VouchedLoops(context).of(function);
            if (vouched.isPresent()) {
                facts.add("the loops of `" + Names.display(symbol) + "` end, by contract: "
                        + vouched.get().reason());
            } else if (!new VouchedLoops(context).isCounted(function)) {
                context.bounds()
                        .of(symbol)
                        .ifPresent(bounds -> collect(context, root, bounds, endless, unknown, facts));
            }
        }
        if (!endless.isEmpty()) {
            return new Judgement.Refuted(DESCRIPTOR.name(), obligation, oncePerPlace(endless));
        }
        return unknown.isEmpty()
                ? new Judgement.Proved(DESCRIPTOR.name(), obligation, facts)
                : new Judgement.Unproved(DESCRIPTOR.name(), obligation, oncePerPlace(unknown));
    }

    /** One finding for each loop of the source: inlining copies loops, and says the same of each copy. */
    private static List<Finding> oncePerPlace(List<Finding> findings) {
        Map<Object, Finding> first = new LinkedHashMap<>();
        for (Finding finding : findings) {
            List<WitnessStep> steps = finding.witness();
            Optional<SourceSpan> written = steps.isEmpty()
                    ? Optional.empty()
                    : steps.get(steps.size() - 1).span().filter(span -> span.line() > 0);
            boolean ours = finding.rule().equals(DESCRIPTOR.name());
            first.putIfAbsent(ours && written.isPresent() ? written.get() : finding.fingerprint(), finding);
        }
        return List.copyOf(first.values());
    }

    private static void collect(
            RuleContext context,
            Root root,
            FunctionBounds bounds,
            List<Finding> endless,
            List<Finding> unknown,
            List<String> facts) {
        for (LoopBound loop : bounds.loops()) {
            Optional<BoundedContract> vouched =
                    loop.isBounded() ? Optional.empty() : new VouchedLoops(context).of(bounds.function(), loop.loop());
            if (loop.isBounded()) {
                facts.add(fact(context, bounds.function(), loop));
            } else if (vouched.isPresent()) {
                facts.add("the loop of `" + Names.display(bounds.function().symbol()) + "`"
                        + where(context, bounds.function(), loop) + " ends, by contract: "
                        + vouched.get().reason());
            } else {
                Exits exits = new Exits(bounds.function(), loop.loop());
                boolean certain = root.contextKnown() && exits.isEndless();
                (certain ? endless : unknown).add(finding(context, root, bounds, loop, exits));
            }
        }
        bounds.irreducible().forEach(region -> unknown.add(irreducible(context, root, bounds, region)));
    }

    private static String fact(RuleContext context, Function function, LoopBound bound) {
        String place = where(context, function, bound);
        String rounds = bound.isBoundedByNumber()
                ? bound.rounds().orElseThrow().toString()
                : bound.formulas().stream().map(BoundFormula::text).collect(Collectors.joining(" or "));
        return "the loop of `" + Names.display(function.symbol()) + "`" + place + " goes round at most " + rounds
                + " times: " + bound.why();
    }

    private static String where(RuleContext context, Function function, LoopBound bound) {
        return place(context, function, bound.loop().header())
                .flatMap(context.program()::locationOf)
                .map(location -> " at " + Witness.span(location))
                .orElse("");
    }

    /** The instruction of a block that stands nearest to what a person wrote. */
    private static Optional<Instruction> place(RuleContext context, Function function, int block) {
        List<Instruction> all = function.blocks().get(block).instructions();
        for (int i = all.size() - 1; i >= 0; i--) {
            Optional<SourceLocation> location = context.program().locationOf(all.get(i));
            if (location.filter(found -> found.line() > 0).isPresent()) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    private static Finding finding(
            RuleContext context, Root root, FunctionBounds bounds, LoopBound bound, Exits exits) {
        Function function = bounds.function();
        String what = exits.isEndless()
                ? "a loop of `" + Names.display(function.symbol()) + "` never ends once it has gone round"
                : "a loop of `" + Names.display(function.symbol()) + "` is not known to end";
        String why = bound.rounds().isPresent()
                ? "it goes round at most " + bound.rounds().get() + " times, which is as good as endless"
                : bound.why();
        List<String> notes = new ArrayList<>(List.of(why));
        if (exits.looksUnoptimised()) {
            notes.add("its counter lives in memory: this is unoptimised code, and not what a kernel should run;"
                    + " compile with -C opt-level=s");
        }
        notes.addAll(exits.conditions(io.ferrule.graph.LoopForest.of(io.ferrule.graph.ControlFlowGraph.of(function))));
        boolean entered = root.symbol().equals(function.symbol());
        String help = LoopAdvice.of(function, bound, entered).help();
        return at(context, root, function, bound.loop().header(), what, notes, help);
    }

    private static Finding irreducible(RuleContext context, Root root, FunctionBounds bounds, List<Integer> region) {
        String what =
                "`" + Names.display(bounds.function().symbol()) + "` has a cycle that can be entered at several places";
        return at(context, root, bounds.function(), region.get(0), what, List.of(), ONE_WAY_IN);
    }

    private static Finding at(
            RuleContext context,
            Root root,
            Function function,
            int block,
            String message,
            List<String> notes,
            String help) {
        Instruction instruction = place(context, function, block)
                .orElseGet(() -> function.blocks().get(block).terminator());
        Witness witness = Witness.of(
                context,
                root,
                context.bodies(root).pathTo(function.symbol()),
                function.symbol(),
                instruction,
                "goes round here");
        return new Finding(
                DESCRIPTOR.name(),
                message,
                witness.primary(),
                "this loop",
                witness.steps(),
                notes,
                Optional.of(help),
                Fingerprint.of(List.of(DESCRIPTOR.name(), message, function.symbol(), Integer.toString(block))));
    }
}
