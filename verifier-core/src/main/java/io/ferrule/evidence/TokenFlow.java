package io.ferrule.evidence;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of a body between the one that makes a token, or the body's start if it is given one, and the last one that uses
 * it. To use it is to call something with it, with a reference to it, or with what was made of either, and to drop it.
 *
 * <p>A generic function does not know what it makes: what depends on a type parameter may be a token if a function of the
 * crate that may be called returns one, or if anybody hands a function that does to another one.
 */
final class TokenFlow {

    private final MirBody body;
    private final Code code;
    private final MarkedTypes types;
    private final BodyTypes local;
    private final Optional<Generic> generic;
    private final Set<Step> used = new HashSet<>();
    private final Set<Step> within = new HashSet<>();

    /**
     * What may be behind a type parameter.
     *
     * @param handed whether a function that returns a token is given to another one anywhere
     */
    record Generic(Makers makers, boolean handed) {}

    private TokenFlow(MirBody body, Code code, MarkedTypes types, Optional<Generic> generic) {
        this.body = body;
        this.code = code;
        this.types = types;
        this.local = new BodyTypes(code);
        this.generic = generic;
    }

    /** Of one body and the types of one token; {@code generic} where it is made for certain types. */
    static TokenFlow of(MirBody body, Code code, MarkedTypes types, Optional<Generic> generic) {
        TokenFlow flow = new TokenFlow(body, code, types, generic);
        flow.find();
        return flow;
    }

    /** The calls that make a token or use one. */
    Set<Step> used() {
        return used;
    }

    /** All steps before which there is a token that is used later. */
    Set<Step> within() {
        return within;
    }

    private void find() {
        Set<Integer> given = new HashSet<>();
        for (int i = 1; i <= body.parameters().size(); i++) {
            given.add(i);
        }
        given.removeIf(number -> !mayHold(number));
        Step start = new Step(0, 0);
        if (!given.isEmpty()) {
            follow(start, given);
        }
        for (int b = 0; b < code.blocks().size(); b++) {
            BasicBlock block = code.blocks().get(b);
            for (int i = 0; i < block.statements().size(); i++) {
                if (block.statements().get(i) instanceof Statement.Assign assign && builds(assign)) {
                    follow(new Step(b, i + 1), Set.of(assign.place().local()));
                }
            }
            if (block.terminator() instanceof Terminator.Call call && makes(call)) {
                used.add(new Step(b, block.statements().size()));
                call.target()
                        .ifPresent(next -> follow(
                                new Step(next, 0), Set.of(call.destination().local())));
            }
        }
    }

    private boolean builds(Statement.Assign assign) {
        boolean made = assign.value() instanceof Rvalue.Structure
                || assign.value() instanceof Rvalue.Constructor
                || (assign.value() instanceof Rvalue.Use use && use.operand() instanceof Operand.Constant);
        return made && mentions(assign.place());
    }

    /** Whether a parameter holds a token, or leads to one by a field that the body reads. */
    private boolean mayHold(int parameter) {
        return mentions(new Place(parameter, List.of()))
                || code.blocks().stream()
                        .flatMap(block -> block.statements().stream())
                        .filter(Statement.Assign.class::isInstance)
                        .flatMap(statement -> read(((Statement.Assign) statement).value()).stream())
                        .anyMatch(place -> place.local() == parameter && mentions(place));
    }

    private boolean makes(Terminator.Call call) {
        return mentions(call.destination())
                || (isOpen(call.destination())
                        && generic.filter(from -> from.handed()
                                        || from.makers().own(call).stream()
                                                .anyMatch(body -> types.mentions(body.result(), Map.of())))
                                .isPresent());
    }

    private boolean isOpen(Place place) {
        return generic.isPresent() && local.of(place).filter(Makers::isOpen).isPresent();
    }

    private boolean mentions(Place place) {
        return local.of(place).filter(type -> types.mentions(type, Map.of())).isPresent();
    }

    private static List<Place> read(Rvalue value) {
        List<Place> places = new ArrayList<>();
        BodyTypes.parts(value).forEach(part -> BodyTypes.place(part).ifPresent(places::add));
        if (value instanceof Rvalue.Borrow borrow) {
            places.add(borrow.place());
        } else if (value instanceof Rvalue.CopyForDereference copy) {
            places.add(copy.place());
        }
        return places;
    }

    /** Forward over all paths with the locals that hold it, then back from where it is used. */
    private void follow(Step start, Set<Integer> locals) {
        Map<Step, Set<Step>> before = new HashMap<>();
        Set<Step> uses = new HashSet<>();
        HeldLocals.follow(code, start, locals, new HeldLocals.Effects() {
            @Override
            public void statement(Step at, Statement statement, Set<Integer> held) {
                after(statement, held);
            }

            @Override
            public void terminator(Step at, Terminator terminator, Set<Integer> held) {
                if (uses(terminator, held)) {
                    uses.add(at);
                }
                after(terminator, held);
            }

            @Override
            public void edge(Step from, Step to) {
                before.computeIfAbsent(to, step -> new HashSet<>()).add(from);
            }
        });
        used.addAll(uses);
        within.addAll(reached(uses, before));
    }

    private static Set<Step> reached(Set<Step> from, Map<Step, Set<Step>> before) {
        Deque<Step> open = new ArrayDeque<>(from);
        Set<Step> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Step next = open.pop();
            if (seen.add(next)) {
                open.addAll(before.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }

    private static void after(Statement statement, Set<Integer> held) {
        if (statement instanceof Statement.StorageDead dead) {
            held.remove(dead.local());
        } else if (statement instanceof Statement.Assign assign
                && read(assign.value()).stream().anyMatch(place -> held.contains(place.local()))) {
            held.add(assign.place().local());
        }
    }

    private boolean uses(Terminator terminator, Set<Integer> held) {
        if (terminator instanceof Terminator.Drop drop) {
            return held.contains(drop.place().local())
                    && local.of(drop.place())
                            .filter(type -> types.owns(type, Map.of()) || isOpen(drop.place()))
                            .isPresent();
        }
        return terminator instanceof Terminator.Call call
                && call.arguments().stream()
                        .flatMap(argument -> BodyTypes.place(argument).stream())
                        .anyMatch(place -> held.contains(place.local()));
    }

    private void after(Terminator terminator, Set<Integer> held) {
        if (terminator instanceof Terminator.Call call
                && uses(terminator, held)
                && (mentions(call.destination()) || isOpen(call.destination()))) {
            held.add(call.destination().local());
        }
    }
}
