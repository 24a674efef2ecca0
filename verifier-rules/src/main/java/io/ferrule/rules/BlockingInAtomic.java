package io.ferrule.rules;

import io.ferrule.analysis.ArgumentOrigins;
import io.ferrule.analysis.ArgumentOrigins.Arrival;
import io.ferrule.analysis.Root;
import io.ferrule.graph.CallEdge;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget.Indirect;
import io.ferrule.graph.Reach;
import io.ferrule.policy.Context;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockKind;
import io.ferrule.policy.SleepCondition;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Function;
import io.ferrule.program.Names;
import io.ferrule.rule.Allowances;
import io.ferrule.rule.Concern;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.rule.Witness;
import io.ferrule.state.LockState;
import io.ferrule.state.StateEvent.Called;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * No path from a root reaches a function that may sleep, or that may not be called there, in the root's context.
 *
 * <p>Sound because every call that the root can reach is looked at: an external function is what its contract says, one
 * without a contract is unproved, and what cannot be seen through is unproved too ({@link StateJudgements#lockGaps}). What the
 * root's own context forbids is forbidden in whatever order calls are executed. What else is forbidden depends on the path:
 * a call is looked at in every state in which some path may come to it ({@link RuleContext#states}).
 */
public final class BlockingInAtomic implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "blocking-in-atomic",
            "FRL0001",
            "Nothing sleeps where the kernel forbids it, interrupt handlers above all.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return StateJudgements.ofEach(context, (given, root) -> new Walk(given, root).judge());
    }

    /** One call that is not allowed, or not known to be allowed. */
    private record Offence(
            CallSite site, String target, List<CallEdge> path, String message, boolean certain, List<String> notes) {}

    /** The walk over everything that one root reaches. */
    private static final class Walk {

        private final RuleContext context;
        private final Root root;
        private final Reach reach;
        private final ArgumentOrigins arguments;

        Walk(RuleContext context, Root root) {
            this.context = context;
            this.root = root;
            this.reach = context.reach(root);
            this.arguments = context.arguments(root);
        }

        Judgement judge() {
            String obligation = "`" + Names.display(root.symbol()) + "` never calls what "
                    + root.context().text() + " context forbids";
            List<Offence> offences = withoutConsequences(reach.functions().stream()
                    .flatMap(function -> context.calls().sitesIn(function).stream())
                    .flatMap(site -> offences(site).stream())
                    .toList());
            List<Finding> refuted = new ArrayList<>(offences.stream()
                    .filter(Offence::certain)
                    .map(this::finding)
                    .toList());
            List<Concern> raised = raised();
            boolean doubtful = StateJudgements.isHeldInDoubt(context, root);
            raised.stream()
                    .filter(concern -> concern.certain() && !doubtful)
                    .map(concern -> concern.finding(context, DESCRIPTOR.name()))
                    .forEach(refuted::add);
            List<Finding> unproved = new ArrayList<>(StateJudgements.lockGaps(context, root));
            raised.stream()
                    .filter(concern -> !concern.certain() || doubtful)
                    .map(concern -> concern.finding(context, DESCRIPTOR.name()))
                    .forEach(unproved::add);
            offences.stream()
                    .filter(offence -> !offence.certain())
                    .map(this::finding)
                    .forEach(unproved::add);
            List<Finding> refused = Allowances.refused(context, DESCRIPTOR.name(), refuted);
            if (!refused.isEmpty()) {
                return new Judgement.Refuted(DESCRIPTOR.name(), obligation, refused);
            }
            return unproved.isEmpty()
                    ? new Judgement.Proved(DESCRIPTOR.name(), obligation, facts())
                    : new Judgement.Unproved(DESCRIPTOR.name(), obligation, unproved);
        }

        /**
         * Where taking a lock is an offence, giving it back is no news. Only what gives back and takes nothing is left
         * out, so that the offence which makes it no news is always kept.
         */
        private List<Offence> withoutConsequences(List<Offence> offences) {
            Set<LockKind> taken = offences.stream()
                    .flatMap(offence -> contract(offence).stream())
                    .flatMap(contract -> contract.acquires().stream())
                    .map(LockAcquisition::kind)
                    .collect(Collectors.toSet());
            return offences.stream()
                    .filter(offence -> contract(offence)
                            .filter(contract -> onlyGivesBack(contract, taken))
                            .isEmpty())
                    .toList();
        }

        private static boolean onlyGivesBack(FunctionContract contract, Set<LockKind> kinds) {
            return contract.acquires().isEmpty()
                    && contract.releases().stream().anyMatch(release -> kinds.contains(release.kind()));
        }

        private Optional<FunctionContract> contract(Offence offence) {
            return context.contracts().of(offence.site(), offence.target());
        }

        private List<String> facts() {
            long sites = reach.functions().stream()
                    .mapToLong(function -> context.calls().sitesIn(function).size())
                    .sum();
            return List.of("all " + sites + " calls in " + reach.functions().size()
                    + " reachable functions are allowed in " + root.context().text() + " context");
        }

        private List<Offence> offences(CallSite site) {
            List<Offence> offences = new ArrayList<>();
            for (String target : site.targets()) {
                Optional<FunctionContract> contract = context.contracts().of(site, target);
                if (contract.isPresent()) {
                    offences.addAll(againstContract(site, target, contract.get()));
                }
            }
            return offences;
        }

        private List<Offence> againstContract(CallSite site, String target, FunctionContract contract) {
            List<Offence> offences = new ArrayList<>();
            plain(site, target, contract).ifPresent(offences::add);
            contract.sleepsIf()
                    .filter(condition -> offences.isEmpty())
                    .ifPresent(condition -> offences.addAll(conditional(site, target, condition)));
            return offences;
        }

        private Optional<Offence> plain(CallSite site, String target, FunctionContract contract) {
            if (!root.context().within(contract.context())) {
                String message = forbidden(target, contract.context()) + ", but `" + Names.display(root.symbol())
                        + "` runs in " + root.context().text() + " context";
                return Optional.of(offence(site, target, reach.pathTo(site.caller()), message, isCertain(site)));
            }
            return Optional.empty();
        }

        private List<Offence> conditional(CallSite site, String target, SleepCondition condition) {
            List<Offence> offences = new ArrayList<>();
            for (Arrival arrival : flags(site, condition)) {
                boolean sleeps = arrival.value().isPresent()
                        && condition.holdsFor(arrival.value().getAsLong());
                boolean maySleep = arrival.value().isEmpty() && condition.holdsFor(arrival.possible());
                if (sleeps || maySleep) {
                    conditional(site, target, condition, arrival, sleeps).ifPresent(offences::add);
                }
            }
            return offences;
        }

        private Optional<Offence> conditional(
                CallSite site, String target, SleepCondition condition, Arrival arrival, boolean sleeps) {
            List<CallEdge> path = new ArrayList<>(reach.pathTo(arrival.top()));
            path.addAll(arrival.via());
            String what = sleeps
                    ? "`" + Names.display(target) + "` may sleep with flags 0x"
                            + Long.toHexString(arrival.value().getAsLong())
                    : "`" + Names.display(target) + "` may sleep, depending on argument " + condition.argument()
                            + ", which is not known";
            if (!root.context().maySleep()) {
                String message = what + ", but `" + Names.display(root.symbol()) + "` runs in "
                        + root.context().text() + " context";
                return Optional.of(offence(site, target, path, message, sleeps && isCertain(site) && isCertain(path)));
            }
            return Optional.empty();
        }

        private List<Arrival> flags(CallSite site, SleepCondition condition) {
            List<Argument> given = site.instruction().call().arguments();
            Function caller = context.program().function(site.caller()).orElseThrow();
            return condition.argument() < given.size()
                    ? arguments.of(caller, given.get(condition.argument()).value())
                    : List.of(new Arrival(OptionalLong.empty(), -1, site.caller(), List.of()));
        }

        /** Calls that the root's own context allows, but the state on some path does not. */
        private List<Concern> raised() {
            Map<Called, Concern> concerns = new LinkedHashMap<>();
            StateJudgements.events(context, root, Called.class)
                    .forEach(event -> raised(event).ifPresent(concern -> concerns.put(event, concern)));
            Set<LockKind> taken = concerns.keySet().stream()
                    .flatMap(event -> event.contract().acquires().stream())
                    .map(LockAcquisition::kind)
                    .collect(Collectors.toSet());
            concerns.keySet().removeIf(event -> onlyGivesBack(event.contract(), taken));
            return Concern.onePerCall(List.copyOf(concerns.values()));
        }

        private Optional<Concern> raised(Called event) {
            Context limit = event.contract().context();
            if (root.context().within(limit) && !event.state().possibleContext().within(limit)) {
                return Optional.of(raised(event, forbidden(event.target(), limit), limit, true));
            }
            return event.contract()
                    .sleepsIf()
                    .filter(condition -> root.context().maySleep())
                    .filter(condition -> !event.state().possibleContext().maySleep())
                    .flatMap(condition -> raised(event, condition));
        }

        private Optional<Concern> raised(Called event, SleepCondition condition) {
            List<Arrival> ways = event.flags().isPresent()
                    ? List.of(new Arrival(
                            event.flags(),
                            event.flags().getAsLong(),
                            event.site().caller(),
                            List.of()))
                    : flags(event.site(), condition);
            List<Arrival> sleeping = ways.stream()
                    .filter(way -> condition.holdsFor(way.possible()))
                    .toList();
            boolean always = ways.stream()
                    .allMatch(way -> way.value().isPresent()
                            && condition.holdsFor(way.value().getAsLong()));
            String what = "`" + Names.display(event.target()) + "` may sleep"
                    + (always ? " with these flags" : ", depending on argument " + condition.argument());
            return sleeping.isEmpty() ? Optional.empty() : Optional.of(raised(event, what, Context.PROCESS, always));
        }

        private Concern raised(Called event, String what, Context limit, boolean sleeps) {
            LockState state = event.state();
            String message = what + ", but " + String.join(" and ", state.reasons(limit));
            boolean certain = sleeps && !state.context().within(limit);
            return Concern.at(
                    root,
                    event,
                    message,
                    "calls `" + Names.display(event.target()) + "`",
                    state.spinning().filter(held -> limit.maySleep()),
                    certain,
                    "do it before, or after the state is as it was");
        }

        private Offence offence(CallSite site, String target, List<CallEdge> path, String message, boolean certain) {
            List<String> notes = root.contextKnown()
                    ? List.of()
                    : List.of("nobody says in which context `" + Names.display(root.symbol()) + "` is called ("
                            + root.origin().text() + "): name it as an [[entry]] with its context");
            return new Offence(site, target, path, message, certain, notes);
        }

        /** A refutation needs a path that can be taken, in a context that is known. */
        private boolean isCertain(CallSite site) {
            return root.contextKnown() && exact(site) && isCertain(reach.pathTo(site.caller()));
        }

        private static boolean isCertain(List<CallEdge> path) {
            return path.stream().allMatch(edge -> exact(edge.site()));
        }

        private static boolean exact(CallSite site) {
            return !(site.target() instanceof Indirect indirect) || indirect.exact();
        }

        private Finding finding(Offence offence) {
            CallSite site = offence.site();
            String label = "calls `" + Names.display(offence.target()) + "`";
            Witness witness = Witness.of(context, root, offence.path(), site, label);
            List<String> print = new ArrayList<>(List.of(DESCRIPTOR.name(), offence.message()));
            offence.path().forEach(edge -> print.add(Names.display(edge.target())));
            return new Finding(
                    DESCRIPTOR.name(),
                    offence.message(),
                    witness.primary(),
                    label,
                    witness.steps(),
                    offence.notes(),
                    help(offence),
                    Fingerprint.of(print));
        }

        private Optional<String> help(Offence offence) {
            return offence.certain()
                    ? Optional.of("defer the work to process context, or use a function that does not sleep")
                    : Optional.empty();
        }
    }

    private static String forbidden(String target, Context limit) {
        String name = "`" + Names.display(target) + "`";
        return limit.maySleep() ? name + " may sleep" : name + " may be called up to " + limit.text() + " context only";
    }
}
