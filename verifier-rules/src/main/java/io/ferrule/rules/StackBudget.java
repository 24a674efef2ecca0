package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.analysis.stack.Depth;
import io.ferrule.analysis.stack.StackDepth;
import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallSite;
import io.ferrule.object.ObjectFile;
import io.ferrule.policy.Context;
import io.ferrule.policy.PolicyBinding.BoundEntry;
import io.ferrule.program.Names;
import io.ferrule.program.SourceLocation;
import io.ferrule.rule.GapFindings;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.Witness;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.Measure;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The stack under each root fits its budget, on every path of the object that is loaded.
 *
 * <p>Sound as {@link io.ferrule.analysis.stack} is: whatever of the object is not accounted for is a gap, and with a gap
 * nothing is proved. A budget is refuted only over calls that are known to be possible. Where no budget is set there is
 * nothing to prove, and the depth is reported as a fact if the object is there.
 */
public final class StackBudget implements Rule {

    private static final RuleDescriptor DESCRIPTOR =
            new RuleDescriptor("stack-depth", "FRL0030", "The stack under each entry point fits its budget.");

    private static final String UNKNOWN = "stack depth not known";

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        Map<String, Root> bySymbol = new LinkedHashMap<>();
        context.roots().all().forEach(root -> bySymbol.putIfAbsent(root.symbol(), root));
        List<Root> all = List.copyOf(bySymbol.values());
        Optional<ObjectFile> object = context.artifact().object();
        boolean required = context.requires(DESCRIPTOR.name());
        boolean asked =
                required || all.stream().anyMatch(root -> budget(context, root).isPresent());
        if (object.isEmpty()) {
            return asked
                    ? all.stream()
                            .filter(root -> required || budget(context, root).isPresent())
                            .map(root -> budget(context, root).isPresent()
                                    ? withoutObject(context, root)
                                    : withoutBudget(context, root))
                            .toList()
                    : List.of(new Judgement.Proved(
                            DESCRIPTOR.name(), "every stack budget is kept", List.of("the policy sets none")));
        }
        StackDepth depths = StackDepth.of(
                context.calls(),
                context.policy(),
                object.get(),
                bySymbol.keySet(),
                component -> activations(context, component));
        List<Judgement> judgements = new ArrayList<>();
        if (asked) {
            judgements.add(GapFindings.complete(context, DESCRIPTOR.name(), UNKNOWN, depths.objectGaps()));
        }
        all.forEach(root -> judgements.add(judge(context, root, depths)));
        return judgements.isEmpty()
                ? List.of(new Judgement.Proved(DESCRIPTOR.name(), "every stack budget is kept", List.of("no root")))
                : judgements;
    }

    /** What the loop engine proves of functions that call each other, perhaps together with others. */
    private static OptionalLong activations(RuleContext context, Set<String> component) {
        return context.bounds().recursionsAmong(component).stream()
                .filter(bound -> bound.functions().containsAll(component))
                .flatMapToLong(bound -> bound.activations().stream())
                .min();
    }

    /**
     * The limit of a root: the least one of its entry points, or that of the policy where it is none; and what a contract
     * promises of all implementations of a method, where it is one.
     */
    private static OptionalLong budget(RuleContext context, Root root) {
        Aliases aliases = new Aliases(context.program());
        List<BoundEntry> entries = context.policy().entries().stream()
                .filter(entry -> aliases.follow(entry.symbol()).equals(root.symbol()))
                .toList();
        LongStream set = entries.isEmpty()
                ? context.budget().stackBytes().stream()
                : entries.stream().flatMapToLong(entry -> entry.stackBytes().stream());
        LongStream promised = context.roots().all().stream()
                .filter(other -> other.symbol().equals(root.symbol()))
                .flatMap(other -> context.promised(other).stream())
                .flatMapToLong(contract -> contract.stackBytes().stream());
        return LongStream.concat(set, promised).min();
    }

    private static Judgement withoutObject(RuleContext context, Root root) {
        String message = "the stack depth of `" + Names.display(root.symbol())
                + "` is not known without the object file that is loaded";
        Finding reason = new Finding(
                DESCRIPTOR.name(),
                message,
                Witness.of(context, root).primary(),
                "stack budget of " + bytes(budget(context, root).orElseThrow()),
                List.of(),
                List.of(),
                Optional.of("give Ferrule the .o or .a of the same compile, made with `-Z emit-stack-sizes`"),
                Fingerprint.of(List.of(DESCRIPTOR.name(), message)));
        return new Judgement.Unproved(DESCRIPTOR.name(), obligation(context, root), List.of(reason));
    }

    /** Who requires the rule by name and sets no budget has asked for a proof of nothing. */
    private static Judgement withoutBudget(RuleContext context, Root root) {
        boolean entry = root.origin() instanceof Root.Origin.Declared;
        String message = "the policy requires " + DESCRIPTOR.name() + ", and sets no stack budget for `"
                + Names.display(root.symbol()) + "`";
        Finding reason = new Finding(
                DESCRIPTOR.name(),
                message,
                Witness.of(context, root).primary(),
                "no stack budget",
                List.of(),
                List.of(),
                Optional.of((entry ? "set `stack` in its [[entry]], or" : "set") + " `stack` in [budget]"),
                Fingerprint.of(List.of(DESCRIPTOR.name(), message)));
        return new Judgement.Unproved(DESCRIPTOR.name(), obligation(context, root), List.of(reason));
    }

    /** What the policy says that interrupts put on top of that root, the least restrictive of its contexts. */
    private static List<Depth.Frame> interrupts(RuleContext context, Root root) {
        Context least = context.roots().all().stream()
                .filter(each -> each.symbol().equals(root.symbol()))
                .map(each -> each.contextKnown() ? each.context() : Context.PROCESS)
                .min(Comparator.naturalOrder())
                .orElse(Context.PROCESS);
        return context.budget().interruptsOf(least).entrySet().stream()
                .map(kind -> new Depth.Frame(
                        "interrupt: " + kind.getKey().text(), kind.getValue(), 0, Optional.empty(), "by the policy"))
                .toList();
    }

    private static String obligation(RuleContext context, Root root) {
        OptionalLong budget = budget(context, root);
        return budget.isPresent()
                ? "the stack under `" + Names.display(root.symbol()) + "` takes at most " + bytes(budget.getAsLong())
                : "no stack budget is set for `" + Names.display(root.symbol()) + "`";
    }

    private static Judgement judge(RuleContext context, Root root, StackDepth depths) {
        OptionalLong budget = budget(context, root);
        String obligation = obligation(context, root);
        Depth depth = depths.of(root.symbol()).under(interrupts(context, root));
        if (budget.isEmpty() && context.requires(DESCRIPTOR.name())) {
            return withoutBudget(context, root);
        }
        if (budget.isEmpty()) {
            return proved(obligation, depth);
        }
        long limit = budget.getAsLong();
        if (depth.certainBytes() > limit) {
            Finding tooDeep = tooDeep(context, root, limit, depth.certainBytes(), depth.certainPath());
            return new Judgement.Refuted(DESCRIPTOR.name(), obligation, List.of(tooDeep));
        }
        List<Finding> reasons = new ArrayList<>(GapFindings.of(context, DESCRIPTOR.name(), UNKNOWN, depth.gaps()));
        if (reasons.isEmpty() && depth.bytes() > limit) {
            reasons.add(tooDeep(context, root, limit, depth.bytes(), depth.path()));
        }
        return reasons.isEmpty()
                ? proved(obligation, depth)
                : new Judgement.Unproved(DESCRIPTOR.name(), obligation, reasons);
    }

    private static Judgement proved(String obligation, Depth depth) {
        return new Judgement.Proved(DESCRIPTOR.name(), obligation, facts(depth), measure(depth));
    }

    /** The depth and its frames, the entry's return address as a part of its own; none where the depth is not known. */
    private static Optional<Measure> measure(Depth depth) {
        if (!depth.gaps().isEmpty()) {
            return Optional.empty();
        }
        List<Measure.Part> parts = new ArrayList<>();
        long frames = depth.path().stream().mapToLong(Depth.Frame::bytes).sum();
        if (depth.bytes() > frames) {
            parts.add(new Measure.Part("return address", depth.bytes() - frames, "of the call of the entry point"));
        }
        depth.path().forEach(frame -> parts.add(new Measure.Part(frame.symbol(), frame.bytes(), frame.note())));
        return Optional.of(new Measure("bytes", depth.bytes(), parts));
    }

    private static List<String> facts(Depth depth) {
        if (!depth.gaps().isEmpty()) {
            return List.of("its depth is not known: " + depth.gaps().get(0).message());
        }
        List<String> facts = new ArrayList<>();
        facts.add("at most " + bytes(depth.bytes()) + ", over " + depth.functions() + " functions");
        facts.add("deepest: "
                + String.join(
                        " > ", depth.path().stream().map(StackBudget::named).toList()));
        facts.add("to shrink first: " + String.join(", ", shares(depth)));
        return facts;
    }

    private static String named(Depth.Frame frame) {
        String note = frame.note().isEmpty() ? "" : " (" + frame.note() + ")";
        return "`" + Names.display(frame.symbol()) + "` " + frame.bytes() + note;
    }

    /** The largest frames of the deepest path. */
    private static List<String> shares(Depth depth) {
        return depth.path().stream()
                .sorted(Comparator.comparingLong(Depth.Frame::bytes).reversed())
                .limit(3)
                .map(frame -> String.format(
                        Locale.ROOT,
                        "`%s` %d %%",
                        Names.display(frame.symbol()),
                        Math.round(100.0 * frame.bytes() / Math.max(1, depth.bytes()))))
                .toList();
    }

    private static Finding tooDeep(RuleContext context, Root root, long limit, long depth, List<Depth.Frame> path) {
        String name = Names.display(root.symbol());
        String message = "the stack under `" + name + "` takes " + bytes(depth) + ", " + bytes(depth - limit)
                + " more than its budget of " + limit;
        List<WitnessStep> steps = new ArrayList<>();
        for (Depth.Frame frame : path) {
            String text = frame.bytes() + " bytes, " + frame.total() + " so far"
                    + (frame.note().isEmpty() ? "" : ", " + frame.note());
            steps.add(new WitnessStep(frame.symbol(), span(context, frame), text));
        }
        String largest = path.stream()
                .max(Comparator.comparingLong(Depth.Frame::bytes))
                .map(frame -> "shrink the frame of `" + Names.display(frame.symbol()) + "` first: it takes "
                        + bytes(frame.bytes()))
                .orElse("");
        List<String> print = new ArrayList<>(List.of(DESCRIPTOR.name(), name));
        path.forEach(frame -> print.add(Names.display(frame.symbol())));
        return new Finding(
                DESCRIPTOR.name(),
                message,
                Witness.of(context, root).primary(),
                bytes(depth) + " deep",
                steps,
                List.of(),
                Optional.of(largest),
                Fingerprint.of(print));
    }

    /** Where the path goes on, or where the function is declared. */
    private static Optional<SourceSpan> span(RuleContext context, Depth.Frame frame) {
        Optional<SourceLocation> call = frame.call().map(CallSite::instruction).flatMap(context.program()::locationOf);
        return call.map(Witness::span)
                .or(() -> context.program()
                        .function(frame.symbol())
                        .flatMap(function -> Witness.span(context.program(), function)));
    }

    private static String bytes(long count) {
        return count == 1 ? "1 byte" : String.format(Locale.ROOT, "%,d bytes", count);
    }
}
