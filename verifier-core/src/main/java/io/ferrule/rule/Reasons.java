package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.graph.CallEdge;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.graph.OtherModules;
import io.ferrule.graph.Reach;
import io.ferrule.program.Body;
import io.ferrule.program.Function;
import io.ferrule.program.Names;
import io.ferrule.program.Problem;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why nothing can be proved about a part of a program, whatever the rule: code that was not read, calls that may go
 * anywhere, assembly. Every rule that walks over calls asks here first, and all give the same answer.
 */
public final class Reasons {

    /** The name for calls whose targets are not known. */
    public static final String INDIRECT_CALL = "indirect-call";

    /** The name for what could not be read. */
    public static final String UNSUPPORTED = "unsupported";

    private static final String INSERTED = "makes code that is no instruction of the module";

    private Reasons() {}

    /** Everything reachable from a root that no rule can see through; rules ask {@link RuleContext#opaque}. */
    static List<Finding> opaque(RuleContext context, Root root, Reach reach) {
        List<Finding> reasons = new ArrayList<>();
        if (reach.functions().isEmpty()) {
            reasons.add(notDefined(context, root));
        }
        for (String symbol : reach.functions()) {
            Function function = context.program().function(symbol).orElseThrow();
            if (function.body() instanceof Body.Unreadable unreadable) {
                reasons.add(unread(unreadable.problem()));
            }
            if (function.body() instanceof Body.Unread) {
                String message =
                        "`" + Names.display(symbol) + "` was not read, as no entry point was seen to lead to it";
                reasons.add(finding(UNSUPPORTED, message, "unread", symbol));
            }
            if (function.isReplaceable() && context.policy().contractOf(symbol).isEmpty()) {
                reasons.add(replaceable(context, function));
            }
            notInTheModule(context, function).ifPresent(reasons::add);
            for (CallSite site : context.calls().sitesIn(symbol)) {
                opaque(context, root, reach, site).ifPresent(reasons::add);
            }
        }
        return reasons;
    }

    /** The calls of external functions without a contract; rules ask {@link RuleContext#unknownCallees}. */
    static List<Finding> unknownCallees(RuleContext context, Root root, Reach reach) {
        List<Finding> unknown = new ArrayList<>();
        for (String function : reach.functions()) {
            for (CallSite site : context.calls().sitesIn(function)) {
                site.targets().stream()
                        .filter(target -> context.policy().contractOf(target).isEmpty())
                        .filter(target -> context.program()
                                .function(target)
                                .map(Function::isDeclaration)
                                .orElse(true))
                        .forEach(target -> unknown.add(unknownCallee(context, root, reach, site, target)));
            }
        }
        return unknown;
    }

    /** That something may sleep is the first thing to fear of it, so that is the name it is reported under. */
    private static Finding unknownCallee(RuleContext context, Root root, Reach reach, CallSite site, String target) {
        String message = "`" + Names.display(target) + "` is not part of the module and has no contract";
        String label = "calls `" + Names.display(target) + "`";
        List<CallEdge> path = reach.pathTo(site.caller());
        Witness witness = Witness.of(context, root, path, site, label);
        List<String> print = new ArrayList<>(List.of("blocking-in-atomic", message));
        path.forEach(edge -> print.add(Names.display(edge.target())));
        return new Finding(
                "blocking-in-atomic",
                message,
                witness.primary(),
                label,
                witness.steps(),
                List.of(),
                Optional.of("write a [[function]] contract for it in ferrule.toml"),
                Fingerprint.of(print));
    }

    /** What of the module as a whole was not understood. */
    public static List<Finding> unreadModule(RuleContext context) {
        Stream<Finding> problems = context.program().problems().stream()
                .filter(problem -> !context.program().functions().containsKey(problem.subject()))
                .map(Reasons::unread);
        Stream<Finding> assembly = context.program().moduleAsm().stream()
                .map(line -> finding(UNSUPPORTED, "module-level assembly: `" + line + "`", "module asm", line));
        return Stream.concat(problems, assembly).toList();
    }

    private static Optional<Finding> opaque(RuleContext context, Root root, Reach reach, CallSite site) {
        if (site.target() instanceof CallTarget.Indirect indirect && indirect.open()) {
            String writtenIn = context.program().writtenIn(site.instruction()).orElse(site.caller());
            String message = "the function pointer called in `" + Names.display(writtenIn)
                    + "` may come from outside of the module";
            String whole = OtherModules.areUsedBy(context.program())
                    ? "compile the crates into one module (-C lto=fat, link among the outputs), "
                    : "";
            String help = whole + "pass a function or a trait object of this module, or close the call with an"
                    + " [[indirect]] contract that says why its targets are known";
            return Optional.of(
                    at(context, root, reach, site, INDIRECT_CALL, message, "target unknown", Optional.of(help)));
        }
        if (site.target() instanceof CallTarget.Assembly assembly
                && !assembly.code().isEmpty()) {
            String message = "inline assembly in `" + Names.display(site.caller()) + "` may do anything";
            return Optional.of(
                    at(context, root, reach, site, UNSUPPORTED, message, "inline assembly", Optional.empty()));
        }
        return site.instruction().call().insertedCode().map(word -> {
            String message = "`" + word + "` at a call in `" + Names.display(site.caller()) + "` " + INSERTED;
            return at(context, root, reach, site, UNSUPPORTED, message, "more than a call", Optional.empty());
        });
    }

    private static Finding at(
            RuleContext context,
            Root root,
            Reach reach,
            CallSite site,
            String rule,
            String message,
            String label,
            Optional<String> help) {
        Witness witness = Witness.of(context, root, reach.pathTo(site.caller()), site, label);
        CallSite first = firstOfTheLine(context, site);
        String print = Fingerprint.of(
                List.of(rule, message, Integer.toString(first.block()), Integer.toString(first.index())));
        return new Finding(rule, message, witness.primary(), label, witness.steps(), List.of(), help, print);
    }

    /** One place in the source may be several calls, where the function that it stands in was inlined several times. */
    private static CallSite firstOfTheLine(RuleContext context, CallSite site) {
        Optional<SourceSpan> span =
                context.program().locationOf(site.instruction()).map(Witness::span);
        return context.calls().sitesIn(site.caller()).stream()
                .filter(other -> span.isPresent()
                        && context.program()
                                .locationOf(other.instruction())
                                .map(Witness::span)
                                .equals(span))
                .findFirst()
                .orElse(site);
    }

    private static Finding replaceable(RuleContext context, Function function) {
        String message = "`" + Names.display(function.symbol())
                + "` is weak: the linker may take another definition, which nobody has seen";
        return new Finding(
                UNSUPPORTED,
                message,
                Witness.span(context.program(), function),
                "weak definition",
                List.of(),
                List.of(),
                Optional.of("give it another linkage, or a [[function]] contract that every definition keeps to"),
                Fingerprint.of(List.of(UNSUPPORTED, message)));
    }

    /** Code that runs with the function, or in its place, and is no instruction of it. */
    private static Optional<Finding> notInTheModule(RuleContext context, Function function) {
        String name = "`" + Names.display(function.symbol()) + "`";
        Optional<String> inserted = function.insertedCode().map(word -> "`" + word + "` of " + name + " " + INSERTED);
        Optional<String> message = function.symbol().startsWith("llvm.")
                ? Optional.of(name + " is an intrinsic, which no module can define")
                : inserted;
        return message.map(text -> new Finding(
                UNSUPPORTED,
                text,
                Witness.span(context.program(), function),
                "not as it stands here",
                List.of(),
                List.of(),
                Optional.empty(),
                Fingerprint.of(List.of(UNSUPPORTED, text))));
    }

    private static Finding notDefined(RuleContext context, Root root) {
        String message =
                "`" + Names.display(root.symbol()) + "`, " + root.origin().text() + ", is only declared in this module";
        Witness witness = Witness.of(context, root);
        return new Finding(
                UNSUPPORTED,
                message,
                witness.primary(),
                "no body",
                witness.steps(),
                List.of(),
                Optional.of("give Ferrule the module that defines it, linked with fat LTO"),
                Fingerprint.of(List.of(UNSUPPORTED, message)));
    }

    /** That a root leads to code of which another root tells what is not proved. */
    static Finding sharedWith(RuleContext context, String rule, Root root, Root earlier) {
        String message = "`" + Names.display(root.symbol()) + "` leads to code that `" + Names.display(earlier.symbol())
                + "` leads to, and of that it is not proved";
        Witness witness = Witness.of(context, root);
        return new Finding(
                rule,
                message,
                witness.primary(),
                "leads there",
                witness.steps(),
                List.of(),
                Optional.empty(),
                Fingerprint.of(List.of(rule, message)));
    }

    private static Finding unread(Problem problem) {
        Optional<SourceSpan> span = Optional.of(new SourceSpan(problem.file(), problem.line(), problem.column()));
        String what = problem.subject().isEmpty() ? "" : " in `" + Names.display(problem.subject()) + "`";
        String message = "not understood" + what + ": " + problem.message();
        return new Finding(
                UNSUPPORTED,
                message,
                span,
                "here",
                List.of(),
                List.of(),
                Optional.empty(),
                Fingerprint.of(List.of(UNSUPPORTED, message)));
    }

    private static Finding finding(String rule, String message, String label, String subject) {
        return new Finding(
                rule,
                message,
                Optional.empty(),
                label,
                List.of(),
                List.of(),
                Optional.empty(),
                Fingerprint.of(List.of(rule, subject)));
    }
}
