package io.ferrule.loop;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.argument.TripCount;
import io.ferrule.loop.bound.BoundFormula;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.loop.certificate.Certificate;
import io.ferrule.loop.certificate.CertificateCheck;
import io.ferrule.loop.certificate.InvalidCertificate;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Interval;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The bounds of all loops of one function. Only what {@link CertificateCheck} found right counts. What loops in loops make in all
 * is another question ({@link NestTotals}).
 *
 * @param loops in the order of {@link io.ferrule.graph.LoopForest#loops}
 * @param irreducible the irreducible regions; whatever is in one has no bound
 */
public record FunctionBounds(Function function, List<LoopBound> loops, List<List<Integer>> irreducible) {

    /** Stands for all loops of a function where the header of one is told. */
    public static final int ALL_LOOPS = -1;

    public FunctionBounds {
        loops = List.copyOf(loops);
        irreducible = List.copyOf(irreducible);
    }

    /** The bounds of a function that has a body, whatever it is given. */
    public static FunctionBounds alone(Program program, Function function, Limits limits) {
        return alone(program, function, limits, header -> {});
    }

    /**
     * The same, with a word on what the time goes into.
     *
     * @param turnsTo is told the header of each loop that is worked on, when that begins, and {@link #ALL_LOOPS} when it is
     *     no longer for one of them
     */
    public static FunctionBounds alone(Program program, Function function, Limits limits, IntConsumer turnsTo) {
        Set<Integer> all =
                IntStream.range(0, function.parameters().size()).boxed().collect(Collectors.toSet());
        return of(FunctionModel.of(program, function, Map.of(), Map.of()), all, limits, turnsTo);
    }

    /**
     * The bounds of a function that has a body.
     *
     * @param parameters what is known of parameters, as unsigned numbers
     * @param results what is known of the results of functions, as unsigned numbers
     * @param outside the parameters over which a formula is a bound
     */
    public static FunctionBounds of(
            Program program,
            Function function,
            Map<Integer, Interval> parameters,
            Map<String, Interval> results,
            Set<Integer> outside,
            Limits limits) {
        return of(FunctionModel.of(program, function, parameters, results), outside, limits, header -> {});
    }

    private static FunctionBounds of(FunctionModel model, Set<Integer> outside, Limits limits, IntConsumer turnsTo) {
        Function function = model.function();
        List<List<Integer>> irreducible = model.forest().irreducible();
        if (!irreducible.isEmpty()) {
            List<LoopBound> none = model.forest().loops().stream()
                    .map(loop -> new LoopBound(
                            loop, Optional.empty(), List.of(), "the function has a cycle with several ways in"))
                    .toList();
            return new FunctionBounds(function, none, irreducible);
        }
        return checked(model, new LoopProver(limits, turnsTo).prove(model), outside, limits);
    }

    /** What of that is right; where a proof is refused, its loops have no bound from it. */
    static FunctionBounds checked(FunctionModel model, LoopProver.Found found, Set<Integer> outside, Limits limits) {
        Map<Integer, LoopBound> bounds = new HashMap<>();
        Map<Integer, String> reasons = new HashMap<>(found.reasons());
        CertificateCheck check = new CertificateCheck(model, limits);
        for (Certificate certificate : found.certificates()) {
            try {
                check.check(certificate).forEach((header, count) -> {
                    LoopBound bound = bound(model, certificate, header, count, outside);
                    bounds.merge(header, bound, FunctionBounds::better);
                });
            } catch (InvalidCertificate refused) {
                certificate
                        .terminations()
                        .keySet()
                        .forEach(header -> reasons.put(header, "its proof was refused: " + refused.getMessage()));
            }
        }
        List<LoopBound> all = new ArrayList<>();
        for (Loop loop : model.forest().loops()) {
            String reason = reasons.getOrDefault(loop.header(), "no argument was found");
            all.add(bounds.getOrDefault(loop.header(), new LoopBound(loop, Optional.empty(), List.of(), reason)));
        }
        return new FunctionBounds(model.function(), all, List.of());
    }

    /** Both hold: the lesser number counts, and where it is large, a formula beside it. */
    private static LoopBound better(LoopBound a, LoopBound b) {
        int order = a.rounds().orElseThrow().compareTo(b.rounds().orElseThrow());
        boolean first = order < 0 || (order == 0 && !a.formulas().isEmpty());
        return first ? withFormula(a, b) : withFormula(b, a);
    }

    private static LoopBound withFormula(LoopBound least, LoopBound other) {
        boolean lacks = least.formulas().isEmpty() && !other.formulas().isEmpty() && !least.isBoundedByNumber();
        return lacks ? new LoopBound(least.loop(), least.rounds(), other.formulas(), other.why()) : least;
    }

    private static LoopBound bound(
            FunctionModel model, Certificate certificate, int header, TripCount count, Set<Integer> outside) {
        Loop loop = model.forest().headedBy(header).orElseThrow();
        boolean overArguments = !count.formulas().isEmpty()
                && count.formulas().stream().allMatch(form -> isOverArguments(model, form, outside));
        List<BoundFormula> formulas = overArguments
                ? count.formulas().stream()
                        .map(form -> FormulaText.of(certificate.signed() ? model.asSigned() : model, form))
                        .distinct()
                        .toList()
                : List.of();
        String why = Optional.ofNullable(certificate.terminations().get(header))
                .map(Termination::name)
                .orElse("");
        return new LoopBound(loop, Optional.of(count.maximum()), formulas, why);
    }

    /** Whether a formula would be small if the arguments were. */
    private static boolean isOverArguments(FunctionModel model, Linear form, Set<Integer> outside) {
        return form.allVariables(model::isNumber)
                && outside.containsAll(form.variables())
                && BoundFormula.isUsable(form);
    }
}
