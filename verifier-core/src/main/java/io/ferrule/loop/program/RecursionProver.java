package io.ferrule.loop.program;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.loop.FormulaText;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.argument.TripCount;
import io.ferrule.loop.argument.Unrepeated;
import io.ferrule.loop.bound.BoundFormula;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.bound.RecursionBound;
import io.ferrule.loop.certificate.Certificate;
import io.ferrule.loop.certificate.CertificateCheck;
import io.ferrule.loop.certificate.CertificateWriter;
import io.ferrule.loop.certificate.ReplayOracle;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.certificate.Situations;
import io.ferrule.loop.search.CallInvariants;
import io.ferrule.loop.search.ClaimSearch;
import io.ferrule.loop.search.InvariantSearch;
import io.ferrule.loop.search.LexicographicSearch;
import io.ferrule.loop.search.RankingSearch;
import io.ferrule.loop.walk.CallWalks;
import io.ferrule.loop.walk.Choices;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.Entry;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.Interval;
import io.ferrule.loop.walk.Oracle;
import io.ferrule.loop.walk.OutOfBudget;
import io.ferrule.loop.walk.PointWalk;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Transition;
import io.ferrule.loop.walk.Walk;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Function;
import io.ferrule.program.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bounds the depth of recursions: each call within a strongly connected component of the call graph must bring some form
 * over the parameters down, as each round of a loop does. Only direct calls are understood, and only components whose
 * functions have parameters of the same types, which are matched by their place.
 *
 * <p>A contract on arguments is used for calls from outside alone; what the functions give to themselves is whatever
 * their code computes. To take a contract for granted at every depth would prove an endless recursion that counts up.
 */
public final class RecursionProver {

    private final CallGraph calls;
    private final CallRanges ranges;
    private final Map<String, Map<Integer, Interval>> outside;
    private final Set<String> roots;
    private final Limits limits;

    RecursionProver(
            CallGraph calls,
            CallRanges ranges,
            Map<String, Map<Integer, Interval>> outside,
            Set<String> roots,
            Limits limits) {
        this.calls = calls;
        this.ranges = ranges;
        this.outside = outside;
        this.roots = roots;
        this.limits = limits;
    }

    /** The bound of a component that holds a cycle. */
    RecursionBound bound(List<String> component) {
        try {
            return proved(component);
        } catch (OutOfBudget | Infeasible e) {
            return none(component, String.valueOf(e.getMessage()));
        }
    }

    private static RecursionBound none(List<String> component, String why) {
        return new RecursionBound(component, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), why);
    }

    private RecursionBound proved(List<String> component) {
        Optional<String> obstacle = obstacle(component);
        if (obstacle.isPresent()) {
            return none(component, obstacle.get());
        }
        Map<String, Claims> claims = claims(component);
        SimplexOracle oracle = new SimplexOracle(limits.steps());
        Assumed assumed = new Assumed(claims, List.of());
        Optional<RecursionBound> plain = proved(component, assumed, oracle);
        Optional<RecursionBound> good = plain.filter(RecursionProver::isGood);
        if (good.isPresent()) {
            return good.get();
        }
        Situation situation = situation(component, assumed, oracle);
        List<Linear> invariants = InvariantSearch.kept(
                situation,
                CallInvariants.candidates(component.stream().map(this::model).toList(), situation));
        Optional<RecursionBound> better = proved(component, new Assumed(claims, invariants), oracle);
        return better.filter(bound -> bound.isBounded() || plain.isEmpty())
                .or(() -> plain)
                .orElseGet(() -> none(component, "no form over the parameters is known to fall with every call"));
    }

    private static boolean isGood(RecursionBound bound) {
        boolean few = bound.total().filter(total -> total.bitLength() <= 20).isPresent();
        return bound.isBounded() && (few || !bound.formulas().isEmpty());
    }

    /**
     * What is claimed of a component.
     *
     * @param claims by function, what holds of its loops: proved and checked
     * @param invariants what holds of the parameters of every activation, as forms that are at least 0
     */
    private record Assumed(Map<String, Claims> claims, List<Linear> invariants) {}

    private Optional<RecursionBound> proved(List<String> component, Assumed assumed, SimplexOracle oracle) {
        Situation situation = situation(component, assumed, oracle);
        Map<Termination, BigInteger> depths = new LinkedHashMap<>();
        for (Termination termination : candidates(situation, oracle)) {
            termination.check(situation).ifPresent(count -> depths.put(termination, count.maximum()));
        }
        return depths.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .flatMap(entry -> checked(component, assumed, entry.getKey()).stream())
                .findFirst();
    }

    /** What is guessed of the loops of functions, as far as it is proved. */
    private Map<String, Claims> claims(List<String> component) {
        Map<String, Claims> claims = new HashMap<>();
        for (String symbol : component) {
            claims.put(symbol, claims(model(symbol)));
        }
        return claims;
    }

    private Claims claims(FunctionModel model) {
        Situations situations = new Situations(limits);
        Claims guessed = new ClaimSearch(situations, limits, header -> {}).of(model);
        return new CertificateWriter(situations, limits)
                .claims(model, guessed)
                .filter(certificate -> new CertificateCheck(model, limits).holds(certificate))
                .map(Certificate::claims)
                .orElse(Claims.NONE);
    }

    private static List<Termination> candidates(Situation situation, SimplexOracle oracle) {
        RankingSearch search = new RankingSearch(situation, oracle);
        List<Termination> all = new ArrayList<>();
        all.add(new Unrepeated());
        search.geometric().ifPresent(all::add);
        search.linear().ifPresent(all::add);
        all.addAll(search.fromConditions());
        all.addAll(new LexicographicSearch(situation, oracle).candidates());
        return all;
    }

    /** The bound, after every step of its proof was written down and gone through again without search. */
    private Optional<RecursionBound> checked(List<String> component, Assumed assumed, Termination termination) {
        SimplexOracle search = new SimplexOracle(2 * limits.steps());
        if (check(component, assumed, termination, search).isEmpty()) {
            return Optional.empty();
        }
        Oracle replay = new ReplayOracle(search.takeLog());
        return check(component, assumed, termination, replay).map(count -> {
            FunctionModel model = model(component.get(0));
            boolean overArguments = !count.formulas().isEmpty()
                    && component.size() == 1
                    && roots.contains(component.get(0))
                    && count.formulas().stream().allMatch(form -> isFormula(model, form));
            List<BoundFormula> formulas = overArguments
                    ? count.formulas().stream()
                            .map(form -> FormulaText.of(model, form))
                            .distinct()
                            .toList()
                    : List.of();
            Optional<BigInteger> calls =
                    new CallCount(this.calls, ranges, limits).perActivation(component, assumed.invariants);
            return new RecursionBound(
                    component,
                    Optional.of(count.maximum()),
                    formulas,
                    calls,
                    calls.flatMap(most -> CallCount.total(most, count.maximum())),
                    termination.name());
        });
    }

    /**
     * The bound that the argument gives, if all that it assumes is so. Claims of loops speak of one activation each, and are
     * proved; invariants hold of first activations, and each call keeps them, by an induction over time.
     */
    private Optional<TripCount> check(List<String> component, Assumed assumed, Termination termination, Oracle oracle) {
        Situation situation = situation(component, assumed, oracle);
        return CertificateCheck.isKept(situation, assumed.invariants) ? termination.check(situation) : Optional.empty();
    }

    private static boolean isFormula(FunctionModel model, Linear form) {
        return form.allVariables(v -> model.isLocal(v) && model.isParameter(v)) && BoundFormula.isUsable(form);
    }

    private FunctionModel model(String symbol) {
        Function function = calls.program().function(symbol).orElseThrow();
        return FunctionModel.ofCalls(calls.program(), function, ranges.parametersOf(symbol), ranges.results());
    }

    private Optional<String> obstacle(List<String> component) {
        List<Type> types = List.of();
        for (int i = 0; i < component.size(); i++) {
            Function function = calls.program().function(component.get(i)).orElseThrow();
            if (function.blocks().isEmpty() || function.isReplaceable()) {
                return Optional.of("not all of its functions are known");
            }
            if (!model(component.get(i)).forest().irreducible().isEmpty()) {
                return Optional.of("it has a cycle with several ways in");
            }
            List<Type> own = function.type().parameters();
            if (i > 0 && !own.equals(types)) {
                return Optional.of("its functions have parameters of different types");
            }
            types = own;
        }
        boolean direct = component.stream()
                .flatMap(symbol -> calls.sitesIn(symbol).stream())
                .filter(site -> site.targets().stream().anyMatch(component::contains))
                .allMatch(site -> site.target() instanceof CallTarget.Defined);
        if (!direct) {
            return Optional.of("it goes through a function pointer");
        }
        boolean fitting = component.stream()
                .flatMap(symbol -> calls.sitesCalling(symbol).stream())
                .allMatch(site -> fits(site, component.get(0)));
        return fitting ? Optional.empty() : Optional.of("a call gives it other arguments than it has parameters");
    }

    private boolean fits(CallSite site, String callee) {
        List<Type> given = site.instruction().call().arguments().stream()
                .map(Argument::type)
                .toList();
        return given.equals(
                calls.program().function(callee).orElseThrow().type().parameters());
    }

    private Situation situation(List<String> component, Assumed assumed, Oracle oracle) {
        List<Transition> transitions = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (String symbol : component) {
            FunctionModel model = model(symbol);
            for (CallSite site : calls.sitesIn(symbol)) {
                if (site.targets().stream().anyMatch(component::contains)
                        && model.graph().isReachable(site.block())) {
                    Claims claims = assumed.claims.getOrDefault(symbol, Claims.NONE);
                    new CallWalks(model, claims, assumed.invariants, oracle, limits.paths())
                            .to(site)
                            .forEach(way -> transitions.add(Transition.ofCall(way.walk(), way.arguments())));
                }
            }
            entries.addAll(entries(symbol, component, oracle));
        }
        return Situation.ofCalls(model(component.get(0)), oracle, entries, transitions);
    }

    private List<Entry> entries(String symbol, List<String> component, Oracle oracle) {
        List<Entry> entries = new ArrayList<>();
        boolean callers = false;
        for (CallSite site : calls.sitesCalling(symbol)) {
            boolean inside = component.contains(site.caller());
            Optional<Function> caller = calls.program()
                    .function(site.caller())
                    .filter(f -> !f.blocks().isEmpty());
            if (!inside && caller.isPresent() && site.target() instanceof CallTarget.Defined) {
                FunctionModel model = model(site.caller());
                if (model.graph().isReachable(site.block())) {
                    new PointWalk(model, oracle)
                            .arguments(site)
                            .ifPresent(way -> entries.add(Entry.ofCall(way.walk(), way.arguments())));
                }
            } else if (!inside) {
                callers = true;
            }
        }
        if (callers
                || !CallRanges.isWhollyRead(calls.program())
                || roots.contains(symbol)
                || calls.isAddressTaken(symbol)) {
            entries.add(fromOutside(symbol, oracle));
        }
        return entries;
    }

    /** A call from outside, which gives what contracts say. */
    private Entry fromOutside(String symbol, Oracle oracle) {
        Function function = calls.program().function(symbol).orElseThrow();
        boolean contracted = roots.contains(symbol) && !calls.isAddressTaken(symbol);
        Map<Integer, Interval> given = contracted ? outside.getOrDefault(symbol, Map.of()) : Map.of();
        FunctionModel model = FunctionModel.ofCalls(calls.program(), function, given, ranges.results());
        Walk walk = new Walk(model, Claims.NONE, oracle, new Choices(oracle, 1), false);
        walk.finish();
        Map<Integer, Linear> arguments = new HashMap<>();
        for (int parameter : model.numericParameters()) {
            int width = model.width(function.parameters().get(parameter).type());
            arguments.put(parameter, walk.local(parameter, width));
        }
        return Entry.ofCall(walk, arguments);
    }
}
