package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.evidence.TokenUse;
import io.ferrule.evidence.TokenUse.Kind;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Span;
import io.ferrule.ownership.Appearance;
import io.ferrule.ownership.Departure;
import io.ferrule.ownership.Departure.Way;
import io.ferrule.policy.Policy;
import io.ferrule.policy.Section;
import io.ferrule.policy.TokenContract;
import io.ferrule.program.Instruction;
import io.ferrule.program.Names;
import io.ferrule.rule.OwnedBodies;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.rule.Witness;
import io.ferrule.state.StateEvent.Reached;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tokens that prove a context are made only by whom the policy names, are nowhere where that context is not, and go nowhere
 * from where they could come there.
 *
 * <p>A token may have no size and no code, so this rests on MIR alone, and on the dump being of the same compile. Sound
 * because every function that a root may execute has its MIR known, or is unproved: there a token, or a reference to one,
 * is a variable of its type, and it comes from a call or is built in place. What a trusted crate does with a token that it
 * is given is trusted. The context is that of the entry.
 *
 * <p>A token that lives in a section is held against what executes, too: at each call that makes or uses one, and at all calls
 * between, whatever they call, the section has to be open in every state in which a path may come there ({@link
 * RuleContext#tokenUses}). What these calls lead to is held to it as well: a function that is entered with the section open has
 * it open until it returns. So nobody closes it meanwhile, and none that is opened anew is taken for it. A use that left no
 * code does nothing.
 */
public final class TokenMisuse implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "token-misuse", "FRL0029", "Tokens that prove a context stay in that context, and nobody forges one.");

    private static final String HELP = "get the token where it is used, from the function that the policy names";

    /** Ways to go that end a token, or leave it with a trusted crate. */
    private static final Set<Way> HARMLESS = Set.of(Way.FORGOTTEN);

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public boolean isAskedBy(Policy policy) {
        return policy.requiredRules().contains(DESCRIPTOR.name())
                || !policy.ownership().tokens().isEmpty();
    }

    /** A token, and the MIR that may have to do with it. */
    private record Token(TokenContract contract, OwnedBodies bodies) {

        String name() {
            return "`" + contract.type().name() + "`";
        }

        boolean mayBeMadeBy(MirPath maker) {
            List<String> names = maker.segments().stream()
                    .filter(PathSegment.Name.class::isInstance)
                    .map(segment -> ((PathSegment.Name) segment).name())
                    .toList();
            return contract.makers().stream().anyMatch(pattern -> pattern.matches(names));
        }
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        List<Token> tokens = context.policy().ownership().tokens().stream()
                .flatMap(contract -> OwnedBodies.of(context, List.of(contract.type())).stream()
                        .map(bodies -> new Token(contract, bodies)))
                .toList();
        boolean known = tokens.size() == context.policy().ownership().tokens().size();
        return StateJudgements.ofEach(context, (given, root) -> judge(given, root, tokens, known));
    }

    private static Judgement judge(RuleContext context, Root root, List<Token> tokens, boolean known) {
        String obligation = "`" + Names.display(root.symbol()) + "` has only the tokens of its context";
        List<Finding> refuted = new ArrayList<>();
        List<Finding> unproved = new ArrayList<>();
        if (!known) {
            unproved.add(OwnedBodies.withoutMir(context, root, DESCRIPTOR.name()));
        }
        for (Token token : tokens) {
            List<Appearance> appearances = token.bodies().bodies(root).all().stream()
                    .flatMap(body -> Appearance.in(body, token.bodies().types()).stream())
                    .toList();
            forged(context, root, token, appearances).forEach(refuted::add);
            misplaced(context, root, token, appearances).ifPresent(root.contextKnown() ? refuted::add : unproved::add);
            gone(context, root, token, refuted, unproved);
            outside(context, root, token, refuted, unproved);
            unproved.addAll(token.bodies().gaps(context, root, DESCRIPTOR.name()));
        }
        if (!refuted.isEmpty()) {
            return new Judgement.Refuted(DESCRIPTOR.name(), obligation, refuted);
        }
        String fact = tokens.isEmpty() ? "the policy names no token" : "none of another context appears in its MIR";
        return unproved.isEmpty()
                ? new Judgement.Proved(DESCRIPTOR.name(), obligation, List.of(fact))
                : new Judgement.Unproved(DESCRIPTOR.name(), obligation, unproved);
    }

    /** Where a token that lives in a section is used, or waits to be used, and the section is not open. */
    private static void outside(
            RuleContext context, Root root, Token token, List<Finding> refuted, List<Finding> unproved) {
        Optional<Section> section = token.contract().within();
        if (section.isEmpty()) {
            return;
        }
        unproved.addAll(StateJudgements.lockGaps(context, root));
        Map<Instruction, List<TokenUse>> uses = context.tokenUses().stream()
                .filter(use -> use.token().equals(token.contract()))
                .collect(Collectors.groupingBy(TokenUse::instruction));
        Map<Span, Finding> certain = new LinkedHashMap<>();
        Map<Span, Finding> possible = new LinkedHashMap<>();
        StateJudgements.events(context, root, Reached.class)
                .filter(event -> !event.state().isCertainlyIn(section.get()))
                .forEach(event -> uses.getOrDefault(event.instruction(), List.of()).stream()
                        .filter(use -> use.function().equals(event.function()))
                        .filter(use -> use.kind() != Kind.MEANWHILE
                                || event.activation().entry().isCertainlyIn(section.get()))
                        .forEach(use -> {
                            boolean sure = use.certain()
                                    && root.contextKnown()
                                    && event.state().sure()
                                    && !event.state().mayBeIn(section.get());
                            (sure ? certain : possible)
                                    .putIfAbsent(use.at(), outside(context, root, token, section.get(), event, use));
                        }));
        refuted.addAll(certain.values());
        possible.forEach((at, finding) -> {
            if (!certain.containsKey(at)) {
                unproved.add(finding);
            }
        });
    }

    private static Finding outside(
            RuleContext context, Root root, Token token, Section section, Reached event, TokenUse use) {
        List<WitnessStep> way = Witness.of(
                        context,
                        root,
                        event.activation().path(),
                        event.function(),
                        event.instruction(),
                        "this executes, and " + section.closed())
                .steps();
        String message = switch (use.kind()) {
            case USES -> "a " + token.name() + " is used in `" + use.body() + "` where " + section.closed();
            case BETWEEN ->
                "a " + token.name() + " is used behind this in `" + use.body() + "`, where " + section.closed();
            case MEANWHILE ->
                "`" + use.body() + "` may be called while a " + token.name() + " is there, and here "
                        + section.closed();
        };
        return OwnedBodies.finding(
                context,
                root,
                DESCRIPTOR.name(),
                message,
                Optional.of(use.at()),
                way,
                "use it before the section that it was made in is closed");
    }

    private static List<Finding> forged(RuleContext context, Root root, Token token, List<Appearance> appearances) {
        return appearances.stream()
                .filter(Appearance::made)
                .filter(one -> !one.maker()
                        .map(token::mayBeMadeBy)
                        .orElse(token.mayBeMadeBy(one.body().path())))
                .filter(one -> !isOwnBody(token, root, one))
                .map(one -> finding(
                        context,
                        root,
                        "a " + token.name() + " is made by "
                                + one.maker().map(path -> "`" + path + "`").orElse("hand")
                                + ", which the policy does not allow",
                        one))
                .toList();
    }

    /** A function of the extension itself that returns a token is judged by its own body. */
    private static boolean isOwnBody(Token token, Root root, Appearance one) {
        return one.maker().filter(path -> token.bodies().hasMaker(root, path)).isPresent();
    }

    private static Optional<Finding> misplaced(
            RuleContext context, Root root, Token token, List<Appearance> appearances) {
        if (token.contract().contexts().contains(root.context()) && root.contextKnown()) {
            return Optional.empty();
        }
        return appearances.stream()
                .filter(one -> one.at().line() > 0)
                .findFirst()
                .or(() -> appearances.stream().findFirst())
                .map(one -> finding(
                        context,
                        root,
                        "a " + token.name() + " is used, but `" + Names.display(root.symbol()) + "` runs in "
                                + root.context().text() + " context",
                        one));
    }

    private static void gone(
            RuleContext context, Root root, Token token, List<Finding> refuted, List<Finding> unproved) {
        List<Departure> departures = token.bodies().departures(root);
        Set<TextRange> statics = departures.stream()
                .filter(departure -> departure.way() == Way.STATIC)
                .map(departure -> departure.body().range())
                .collect(Collectors.toSet());
        for (Departure departure : departures) {
            boolean used =
                    departure.way() == Way.HANDED_OVER && token.bodies().types().isMarked(departure.type());
            if (!HARMLESS.contains(departure.way()) && !used) {
                boolean certain = departure.way() == Way.STORED
                        && statics.contains(departure.body().range());
                String message = "a " + token.name() + " " + departure.way().text();
                Finding finding = OwnedBodies.finding(
                        context, root, DESCRIPTOR.name(), message, Optional.of(departure.at()), HELP);
                (certain ? refuted : unproved).add(finding);
            }
        }
    }

    private static Finding finding(RuleContext context, Root root, String message, Appearance one) {
        return OwnedBodies.finding(context, root, DESCRIPTOR.name(), message, Optional.of(one.at()), HELP);
    }
}
