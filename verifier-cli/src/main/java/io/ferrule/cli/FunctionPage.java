package io.ferrule.cli;

import io.ferrule.analysis.InlinedCode;
import io.ferrule.analysis.InlinedCode.Inlined;
import io.ferrule.analysis.Root;
import io.ferrule.analysis.Roots;
import io.ferrule.cli.format.Printable;
import io.ferrule.cli.format.SourceFiles;
import io.ferrule.cli.format.Table;
import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallEdge;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.graph.Reach;
import io.ferrule.join.Join;
import io.ferrule.join.JoinRate;
import io.ferrule.join.JoinStatus;
import io.ferrule.mir.MirContents;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Body;
import io.ferrule.program.Function;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import io.ferrule.program.Subprogram;
import io.ferrule.rule.Witness;
import io.ferrule.verdict.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lays out what is known of one function of a program. */
final class FunctionPage {

    private static final int WIDEST = 60;
    private static final String NOWHERE = "-";

    private final Program program;
    private final InlinedCode inlined;
    private final Optional<Join> join;
    private final Optional<Bound> policy;
    private final SourceFiles sources;
    private final CallGraph calls;

    FunctionPage(
            Program program, InlinedCode inlined, Optional<Join> join, Optional<Bound> policy, SourceFiles sources) {
        this.program = program;
        this.inlined = inlined;
        this.join = join;
        this.policy = policy;
        this.sources = sources;
        this.calls = CallGraph.of(
                program,
                symbol -> policy.filter(bound -> bound.closesIndirectCallsIn(symbol))
                        .isPresent());
    }

    /** The page, a line each. */
    List<String> lines(String symbol) {
        List<String> lines = new ArrayList<>();
        lines.add(shown(symbol));
        Optional<Function> function = program.function(symbol);
        Optional<SourceSpan> span =
                function.flatMap(f -> Witness.span(program, f)).or(() -> declared(symbol));
        List<List<String>> head = new ArrayList<>();
        head.add(List.of("  symbol", Printable.of(symbol)));
        aliases(symbol).forEach(alias -> head.add(List.of("  alias", Printable.of(alias))));
        head.add(List.of("  module", Printable.of(program.origin())));
        span.ifPresent(place -> head.add(List.of("  declared", Printable.of(place.toString()))));
        span.flatMap(sources::text).ifPresent(text -> head.add(List.of("", text)));
        head.add(List.of("  code", body(function)));
        join.map(joined -> joined.statusOf(symbol)).ifPresent(status -> head.add(List.of("  MIR", mir(status))));
        join.ifPresent(joined -> head.add(List.of("", rate(joined))));
        policy.flatMap(bound -> bound.contractOf(symbol))
                .ifPresent(contract -> head.add(List.of(
                        "  contract",
                        Printable.of(ContractEffects.context(contract) + ", " + ContractEffects.of(contract)))));
        lines.addAll(new Table(WIDEST).lines(head));
        section(lines, "runs in", contexts(function.isPresent() ? List.of(symbol) : hosts(symbol)));
        section(lines, "called by", callers(symbol));
        section(lines, "calls", callees(symbol));
        section(lines, "inlined into", inlinedInto(symbol));
        section(lines, "inlined in it", inlinedWithin(symbol));
        return lines;
    }

    /** Where a function stands that is no function of the module any more. */
    private Optional<SourceSpan> declared(String symbol) {
        return join.flatMap(joined -> joined.subprogramOf(symbol)).map(FunctionPage::span);
    }

    private static SourceSpan span(Subprogram function) {
        return Witness.span(
                new SourceLocation(function.file(), function.directory(), function.line(), 0, "", Optional.empty()));
    }

    private static String mir(JoinStatus status) {
        if (status instanceof JoinStatus.Unique unique) {
            String understood = unique.body().contents() instanceof MirContents.Unsupported unsupported
                    ? ", not understood: " + unsupported.problem()
                    : "";
            return Printable.of(unique.body().path() + " (unique" + understood + ")");
        }
        if (status instanceof JoinStatus.Ambiguous ambiguous) {
            return Printable.of(
                    ambiguous.text() + ", of " + ambiguous.candidates().get(0).path());
        }
        return Printable.of(status.text());
    }

    /** How far the join as a whole is to be relied on. */
    private static String rate(Join join) {
        JoinRate rate = join.rate();
        String crate = join.crate().map(name -> " of `" + name + "`").orElse("");
        return Printable.of(
                "of " + rate.own() + " functions" + crate + " " + rate.unique() + " have one MIR body each");
    }

    private static void section(List<String> lines, String title, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            lines.add("");
            lines.add(title + ":");
            lines.addAll(new Table(WIDEST).lines(rows));
        }
    }

    private List<String> aliases(String symbol) {
        Aliases aliases = new Aliases(program);
        return program.aliases().keySet().stream()
                .filter(alias -> aliases.resolve(alias).filter(symbol::equals).isPresent())
                .toList();
    }

    private String body(Optional<Function> function) {
        if (function.isEmpty()) {
            return "none of its own: inlined wherever it is called";
        }
        Body body = function.get().body();
        if (body instanceof Body.Unreadable unreadable) {
            return "not understood: " + Printable.of(unreadable.problem().toString());
        }
        if (body instanceof Body.Defined defined) {
            int instructions = defined.blocks().stream()
                    .mapToInt(block -> block.instructions().size())
                    .sum();
            String address = calls.isAddressTaken(function.get().symbol()) ? ", its address is taken" : "";
            return defined.blocks().size() + " blocks, " + instructions + " instructions" + address;
        }
        return body instanceof Body.Unread ? "not read" : "not part of the module";
    }

    /** For each root that leads to it, the context and a shortest path. */
    private List<List<String>> contexts(List<String> symbols) {
        List<List<String>> rows = new ArrayList<>();
        List<Root> roots = policy.map(bound -> Roots.of(calls, bound).all()).orElse(List.of());
        symbols.forEach(symbol -> rows.addAll(contexts(symbol, roots)));
        return rows;
    }

    private List<String> hosts(String symbol) {
        return inlined.sitesOf(symbol).stream().map(Inlined::host).distinct().toList();
    }

    private List<List<String>> contexts(String symbol, List<Root> roots) {
        List<List<String>> rows = new ArrayList<>();
        for (Root root : roots) {
            Reach reach = calls.reach(root.symbol());
            Optional<CallSite> outward = reach.functions().contains(symbol)
                    ? Optional.empty()
                    : calls.sitesCalling(symbol).stream()
                            .filter(site -> reach.functions().contains(site.caller()))
                            .findFirst();
            if (!reach.functions().contains(symbol) && outward.isEmpty()) {
                continue;
            }
            String context = root.contextKnown() ? root.context().text() : "any context";
            rows.add(List.of(
                    "  " + context,
                    shown(root.symbol()),
                    Printable.of(root.origin().text())));
            List<CallEdge> path =
                    new ArrayList<>(reach.pathTo(outward.map(CallSite::caller).orElse(symbol)));
            outward.ifPresent(site -> path.add(new CallEdge(site, symbol)));
            path.forEach(edge -> rows.add(List.of("", "  calls " + shown(edge.target()), place(edge.site()))));
        }
        return rows;
    }

    private List<List<String>> callers(String symbol) {
        Set<List<String>> rows = new LinkedHashSet<>();
        for (CallSite site : calls.sitesCalling(symbol)) {
            rows.add(List.of("  " + shown(site.caller()), place(site), how(site.target())));
        }
        return List.copyOf(rows);
    }

    private List<List<String>> callees(String symbol) {
        Set<List<String>> rows = new LinkedHashSet<>();
        for (CallSite site : calls.sitesIn(symbol)) {
            if (site.target() instanceof CallTarget.External external && external.isIntrinsic()) {
                continue; // part of the code rather than a callee
            }
            if (site.target() instanceof CallTarget.Assembly assembly) {
                rows.add(List.of(
                        "  inline assembly",
                        place(site),
                        Printable.of(assembly.code().code())));
            }
            for (String target : site.targets()) {
                rows.add(List.of("  " + shown(target), place(site), how(site.target()) + contract(target)));
            }
            if (site.target() instanceof CallTarget.Indirect indirect && indirect.open()) {
                rows.add(List.of("  anything else", place(site), how(site.target())));
            }
        }
        return List.copyOf(rows);
    }

    private static String how(CallTarget target) {
        if (target instanceof CallTarget.Indirect indirect) {
            return "through a pointer: "
                    + indirect.rung().name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + (indirect.open() ? ", open" : ", closed")
                    + (indirect.exact() ? ", exact" : "");
        }
        return "";
    }

    /** What the policy says of an external callee. */
    private String contract(String target) {
        if (policy.isEmpty()
                || program.function(target).filter(f -> !f.isDeclaration()).isPresent()) {
            return "";
        }
        return policy.get()
                .contractOf(target)
                .map(contract -> Printable.of(
                        "external, " + ContractEffects.context(contract) + ", " + ContractEffects.of(contract)))
                .orElse("external, no contract");
    }

    private List<List<String>> inlinedInto(String symbol) {
        return inlined.sitesOf(symbol).stream()
                .map(site -> List.of("  " + shown(site.host()), place(site.call()), by(site)))
                .toList();
    }

    private List<List<String>> inlinedWithin(String symbol) {
        return inlined.within(symbol).stream()
                .map(site -> List.of("  " + shown(site.function()), place(site.call()), by(site)))
                .toList();
    }

    private static String by(Inlined site) {
        return site.caller().equals(site.host()) ? "" : "called by " + shown(site.caller());
    }

    private String place(CallSite site) {
        return program.locationOf(site.instruction()).map(FunctionPage::place).orElse(NOWHERE);
    }

    private static String place(SourceLocation location) {
        return location.line() == 0
                ? NOWHERE
                : Printable.of(Witness.span(location).toString());
    }

    private static String shown(String symbol) {
        return Printable.of(Names.display(symbol));
    }
}
