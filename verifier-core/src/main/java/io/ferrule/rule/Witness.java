package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.graph.CallEdge;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The path from a root to a call, with every inlined call in between made visible again.
 *
 * @param steps the root first, the offending call last
 * @param primary the deepest place on the path that lies in the extension's own source; if there is none, the call
 *     itself
 */
public record Witness(List<WitnessStep> steps, Optional<SourceSpan> primary) {

    private static final Set<String> STANDARD_CRATES = Set.of("core", "alloc", "std", "compiler_builtins", "__rustc");

    public Witness {
        steps = List.copyOf(steps);
    }

    /** The path over {@code edges} to {@code site}; {@code offence} is the text of the last step. */
    public static Witness of(RuleContext context, Root root, List<CallEdge> edges, CallSite site, String offence) {
        return of(context, root, edges, site.caller(), site.instruction(), offence);
    }

    /** The path over {@code edges} to an instruction that need not be a call; {@code offence} is the text of the step. */
    public static Witness of(
            RuleContext context,
            Root root,
            List<CallEdge> edges,
            String function,
            Instruction instruction,
            String offence) {
        List<Frame> frames = new ArrayList<>();
        for (CallEdge edge : edges) {
            frames.addAll(
                    frames(context.program(), edge.site().caller(), edge.site().instruction(), calls(edge)));
        }
        frames.addAll(frames(context.program(), function, instruction, offence));
        List<WitnessStep> steps = new ArrayList<>();
        steps.add(start(context.program(), root));
        frames.forEach(frame -> steps.add(frame.step()));
        return new Witness(steps, primary(frames, context.trustedCrates()));
    }

    /** The path that is only the root itself. */
    public static Witness of(RuleContext context, Root root) {
        WitnessStep start = start(context.program(), root);
        return new Witness(List.of(start), start.span());
    }

    /** A step, and the function whose source line it is. */
    private record Frame(String function, WitnessStep step) {}

    private static WitnessStep start(Program program, Root root) {
        Optional<SourceSpan> span =
                program.function(root.symbol()).flatMap(program::locationOf).map(Witness::span);
        String text = root.contextKnown() ? "runs in " + root.context().text() + " context" : "may run in any context";
        return new WitnessStep(root.symbol(), span, text + " (" + root.origin().text() + ")");
    }

    private static String calls(CallEdge edge) {
        String callee = "`" + Names.display(edge.target()) + "`";
        if (edge.site().target() instanceof CallTarget.Indirect indirect) {
            String how = switch (indirect.rung()) {
                case CALLEES -> "one of its known callees";
                case VALUES -> "through a function pointer";
                case VTABLE_SLOT -> "through a vtable";
                case SIGNATURE -> "through a function pointer of the same signature";
            };
            return "may call " + callee + ", " + how;
        }
        return "calls " + callee;
    }

    /**
     * The frames of one call: from the function that it is compiled into, over what was inlined, to the call. Inlined
     * frames of the standard library are left out: an iterator alone can make ten, and none of them tells anything.
     */
    private static List<Frame> frames(Program program, String caller, Instruction instruction, String text) {
        Optional<SourceLocation> location = program.locationOf(instruction);
        if (location.isEmpty()) {
            Optional<SourceSpan> span =
                    program.function(caller).flatMap(program::locationOf).map(Witness::span);
            return List.of(new Frame(caller, new WitnessStep(caller, span, text)));
        }
        List<SourceLocation> chain = location.get().inlineChain();
        List<Frame> frames = new ArrayList<>();
        for (int i = chain.size() - 1; i >= 0; i--) {
            SourceLocation place = chain.get(i);
            String function = i == chain.size() - 1 ? caller : place.function();
            String what =
                    i == 0 ? text : "calls `" + Names.display(chain.get(i - 1).function()) + "` (inlined)";
            if (i == 0 || !isStandard(function)) {
                WitnessStep step = new WitnessStep(function, Optional.of(span(place)), what);
                frames.add(new Frame(function, step));
            }
        }
        return frames;
    }

    private static Optional<SourceSpan> primary(List<Frame> frames, List<String> trustedCrates) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            Optional<String> crate = Names.crate(frames.get(i).function())
                    .filter(name -> !STANDARD_CRATES.contains(name) && !trustedCrates.contains(name));
            if (crate.isPresent() && frames.get(i).step().span().isPresent()) {
                return frames.get(i).step().span();
            }
        }
        return frames.isEmpty()
                ? Optional.empty()
                : frames.get(frames.size() - 1).step().span();
    }

    /** The innermost place of an inline chain that lies in a crate which is neither trusted nor of the standard library. */
    static Optional<SourceSpan> primary(SourceLocation location, List<String> trustedCrates) {
        return location.inlineChain().stream()
                .filter(place -> Names.crate(place.function())
                        .filter(name -> !STANDARD_CRATES.contains(name) && !trustedCrates.contains(name))
                        .isPresent())
                .findFirst()
                .map(Witness::span);
    }

    private static boolean isStandard(String function) {
        return Names.crate(function).filter(STANDARD_CRATES::contains).isPresent();
    }

    /** A source location without its inline chain. */
    public static SourceSpan span(SourceLocation location) {
        boolean joined = !location.file().startsWith("/")
                && !location.directory().isEmpty()
                && !location.directory().equals(".");
        String file = joined ? location.directory() + "/" + location.file() : location.file();
        return new SourceSpan(file, location.line(), location.column());
    }

    /** Where a function is declared. */
    public static Optional<SourceSpan> span(Program program, Function function) {
        return program.locationOf(function).map(Witness::span);
    }
}
