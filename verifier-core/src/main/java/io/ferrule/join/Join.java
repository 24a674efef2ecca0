package io.ferrule.join;

import io.ferrule.join.JoinStatus.Missing;
import io.ferrule.join.JoinStatus.Reason;
import io.ferrule.join.JoinStatus.Unique;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirProgram;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import io.ferrule.program.Subprogram;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which MIR body each function of a program was made from, and each that was inlined somewhere. MIR is generic and without
 * symbols: all instances of an item join its one body. The description of this package says how, and why it is right.
 *
 * <p>Immutable; functions are asked for by symbol.
 */
public final class Join {

    private final Map<String, CompiledItem> items;
    private final Map<String, JoinStatus> statuses = new LinkedHashMap<>();
    private final List<String> defined;
    private final Optional<String> crate;
    private final boolean whole;

    private Join(Program program, MirProgram mir) {
        this.items = ItemScan.of(program);
        this.defined = program.functions().values().stream()
                .filter(function -> !function.isDeclaration())
                .map(Function::symbol)
                .toList();
        CandidateIndex index = new CandidateIndex(mir);
        Chooser chooser = new Chooser(new SelfType(NominalTypes.of(items.values())));
        this.crate = crate(items, index, chooser);
        this.whole =
                mir.problems().stream().noneMatch(problem -> problem.subject().isEmpty())
                        && mir.bodies().stream().allMatch(Join::isNamed);
        items.forEach((symbol, item) -> statuses.put(symbol, status(item, index, chooser)));
        statuses.putAll(MacroOrder.resolve(items, statuses, chooser.selfTypes()));
    }

    /** Joins a program with the MIR of one of its crates. */
    public static Join of(Program program, MirProgram mir) {
        return new Join(program, mir);
    }

    /**
     * The crate that the MIR is of: MIR does not say it, so it is the crate to which most of the program's functions
     * belong that have a body there. Empty if no function has.
     */
    public Optional<String> crate() {
        return crate;
    }

    /** The status of a function that has a body or was inlined; that of others is that nothing says what they are. */
    public JoinStatus statusOf(String symbol) {
        return statuses.getOrDefault(symbol, new Missing(Reason.NO_PATH));
    }

    /** The body that a function was made from, if there is just one. */
    public Optional<MirBody> bodyOf(String symbol) {
        return statusOf(symbol) instanceof Unique unique ? Optional.of(unique.body()) : Optional.empty();
    }

    /** Whether a rule may rest on the MIR of that function. */
    public Reliance relianceOn(String symbol) {
        return Reliance.of(statusOf(symbol), whole);
    }

    /** What debug information says of a function that has a body or was inlined. */
    public Optional<Subprogram> subprogramOf(String symbol) {
        return Optional.ofNullable(items.get(symbol)).flatMap(CompiledItem::subprogram);
    }

    /** The functions that the module defines, in the order of the text. */
    public List<String> definedFunctions() {
        return defined;
    }

    /** The functions that are joined, defined ones first. */
    public Set<String> functions() {
        return Collections.unmodifiableSet(statuses.keySet());
    }

    /** How much of the module was joined: of the functions that it defines. */
    public JoinRate rate() {
        return JoinRate.of(defined.stream().map(this::statusOf).toList());
    }

    /** How much was joined of the functions that were inlined and are not among those that the module defines. */
    public JoinRate inlinedRate() {
        Set<String> own = Set.copyOf(defined);
        return JoinRate.of(statuses.entrySet().stream()
                .filter(status -> !own.contains(status.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    private static boolean isNamed(MirBody body) {
        return !(body.contents() instanceof MirContents.Unsupported unsupported) || unsupported.named();
    }

    private JoinStatus status(CompiledItem item, CandidateIndex index, Chooser chooser) {
        if (item.path().isEmpty()) {
            return new Missing(Reason.NO_PATH);
        }
        ItemPath path = item.path().get();
        if (path.shim() || isDropGlue(path)) {
            return new Missing(Reason.COMPILER_MADE);
        }
        if (!path.crate().equals(crate)) {
            return new Missing(Reason.FOREIGN_CRATE);
        }
        return chooser.choose(item, index.of(path));
    }

    private static boolean isDropGlue(ItemPath path) {
        return path.crate().filter("core"::equals).isPresent()
                && path.last() instanceof ItemPath.Step.Named name
                && (name.name().equals("drop_in_place") || name.name().equals("drop_glue"));
    }

    /** The most frequent crate of the functions that have a body, or several; the first of equals. */
    private static Optional<String> crate(Map<String, CompiledItem> items, CandidateIndex index, Chooser chooser) {
        Map<String, Integer> votes = new TreeMap<>();
        for (CompiledItem item : items.values()) {
            item.path()
                    .filter(path -> !path.shim() && !(chooser.choose(item, index.of(path)) instanceof Missing))
                    .flatMap(ItemPath::crate)
                    .ifPresent(name -> votes.merge(name, 1, Integer::sum));
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Collections.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
