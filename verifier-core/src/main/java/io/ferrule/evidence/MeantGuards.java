package io.ferrule.evidence;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Span;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the bodies of a dump make guards: by a call that returns one, or in place. What a call of a function of another crate
 * takes out of what it is given is none that it makes: an owner by value, or a reference to what may hold a guard of the very
 * type. A function of the crate is looked into instead: its call makes one if a guard that is made in it may outlive it, as
 * what it returns or behind a reference.
 */
final class MeantGuards {

    private final MarkedTypes types;
    private final Makers makers;
    private final Map<String, List<MirBody>> constants;
    private final Map<TextRange, List<Meant>> first = new LinkedHashMap<>();
    private final Leaks leaks;

    MeantGuards(MirProgram mir, MarkedTypes types, Makers makers) {
        this.types = types;
        this.makers = makers;
        this.constants = mir.bodies().stream()
                .filter(body -> body.kind() != ItemKind.FUNCTION)
                .collect(Collectors.groupingBy(body -> body.path().lastName().orElse("")));
        mir.bodies().forEach(body -> first.put(body.range(), inItself(body)));
        this.leaks = new Leaks(mir, types, makers, first);
    }

    /** Those in one body, in the order of the dump. */
    List<Meant> in(MirBody body) {
        List<Meant> all = new ArrayList<>(first.getOrDefault(body.range(), List.of()));
        code(body)
                .ifPresent(code -> leaks.in(code).forEach((step, leak) -> {
                    all.removeIf(one -> one.step().equals(step)
                            && !(one.given() && one.bodies().isEmpty()));
                    all.add(own(body, code, step, leak));
                }));
        return List.copyOf(all);
    }

    private static Optional<Code> code(MirBody body) {
        return body.kind() == ItemKind.FUNCTION && !body.forEvaluation() && body.contents() instanceof Code code
                ? Optional.of(code)
                : Optional.empty();
    }

    /** Without calls of functions of the crate. */
    private List<Meant> inItself(MirBody body) {
        List<Meant> found = new ArrayList<>();
        code(body).ifPresent(code -> inItself(body, code, found));
        return found;
    }

    private void inItself(MirBody body, Code code, List<Meant> found) {
        BodyTypes local = new BodyTypes(code);
        for (int b = 0; b < code.blocks().size(); b++) {
            BasicBlock block = code.blocks().get(b);
            for (int i = 0; i < block.statements().size(); i++) {
                if (block.statements().get(i) instanceof Statement.Assign assign && builds(assign, local)) {
                    found.add(built(body, code, assign, new Step(b, i)));
                }
            }
            if (block.terminator() instanceof Terminator.Call call) {
                Step step = new Step(b, block.statements().size());
                if (makers.own(call).isEmpty() && makes(call, local)) {
                    found.add(made(body, code, call, step));
                } else {
                    givenMakers(call, local).forEach(maker -> found.add(given(body, code, call, step, maker)));
                }
            }
        }
    }

    /** In place, of no guard that is there already, or as a constant. */
    private boolean builds(Statement.Assign assign, BodyTypes local) {
        List<Operand> parts = BodyTypes.parts(assign.value());
        Optional<MirType> type = local.of(assign.place());
        boolean whole = assign.value() instanceof Rvalue.Use;
        if (parts.stream().anyMatch(part -> isConstantGuard(part, whole ? type : Optional.empty()))) {
            return true;
        }
        boolean made = assign.value() instanceof Rvalue.Structure || assign.value() instanceof Rvalue.Constructor;
        return made
                && type.filter(types::isMarked).isPresent()
                && parts.stream()
                        .flatMap(part -> local.of(part).stream())
                        .noneMatch(part -> types.owns(part, Map.of()));
    }

    private boolean isConstantGuard(Operand part, Optional<MirType> type) {
        if (!(part instanceof Operand.Constant constant)) {
            return false;
        }
        List<MirBody> known = constant.value() instanceof MirConstant.Item item
                ? constants.getOrDefault(item.path().lastName().orElse(""), List.of())
                : List.of();
        return known.isEmpty()
                ? type.filter(of -> types.owns(of, Map.of())).isPresent()
                : known.stream().anyMatch(this::holdsGuard);
    }

    private boolean holdsGuard(MirBody constant) {
        return types.owns(constant.result(), Map.of())
                && (!(constant.contents() instanceof Code code) || makesAny(code));
    }

    private boolean makesAny(Code code) {
        BodyTypes local = new BodyTypes(code);
        boolean called = code.calls()
                .anyMatch(call -> local.of(call.destination())
                        .filter(type -> types.owns(type, Map.of()))
                        .isPresent());
        return called
                || code.blocks().stream()
                        .flatMap(block -> block.statements().stream())
                        .anyMatch(statement -> statement instanceof Statement.Assign assign
                                && (builds(assign, local) || copiesConstant(assign, local)));
    }

    private boolean copiesConstant(Statement.Assign assign, BodyTypes local) {
        return assign.value() instanceof Rvalue.Use use
                && use.operand() instanceof Operand.Constant
                && local.of(assign.place())
                        .filter(type -> types.owns(type, Map.of()))
                        .isPresent();
    }

    private boolean makes(Terminator.Call call, BodyTypes local) {
        Optional<MirType> guard = local.of(call.destination()).flatMap(types::yielded);
        return guard.isPresent()
                && call.arguments().stream()
                        .flatMap(argument -> local.of(argument).stream())
                        .noneMatch(type -> mayHold(type, guard.get()));
    }

    /** The functions and closures that make a guard, of those that a call is made with. */
    private List<MirType> givenMakers(Terminator.Call call, BodyTypes local) {
        return makers.given(call, local).stream()
                .filter(type -> type instanceof MirType.FunctionItem item ? isMaker(item) : types.isYieldedBy(type))
                .toList();
    }

    /** One of another crate that is given its guard makes none, whoever calls it: {@code PoisonError::into_inner}. */
    private boolean isMaker(MirType.FunctionItem item) {
        return Makers.signature(item)
                .filter(signature -> types.yielded(signature.result())
                        .filter(guard -> !makers.bodiesOf(item).isEmpty()
                                || signature.parameters().stream().noneMatch(given -> mayHold(given, guard)))
                        .isPresent())
                .isPresent();
    }

    private boolean mayHold(MirType given, MirType guard) {
        Optional<MirType> target = MarkedTypes.target(given);
        if (target.isEmpty()) {
            return types.owns(given, Map.of());
        }
        boolean shared = given instanceof MirType.Reference reference && !reference.mutable();
        boolean borrowed = shared && types.isMarked(target.get());
        return !borrowed && (contains(target.get(), guard) || isCarrier(target.get()));
    }

    /** Whether a type has another one in its arguments; lifetimes count for nothing. */
    private static boolean contains(MirType type, MirType part) {
        if (plain(type).equals(plain(part))) {
            return true;
        }
        if (type instanceof MirType.Named named) {
            return MarkedTypes.arguments(named.path()).stream().anyMatch(argument -> contains(argument, part));
        }
        if (type instanceof MirType.Tuple tuple) {
            return tuple.elements().stream().anyMatch(element -> contains(element, part));
        }
        if (type instanceof MirType.Array array) {
            return contains(array.element(), part);
        }
        return type instanceof MirType.Slice slice
                ? contains(slice.element(), part)
                : MarkedTypes.target(type)
                        .filter(target -> contains(target, part))
                        .isPresent();
    }

    private static String plain(MirType type) {
        return type.toString().replaceAll("'[A-Za-z_0-9]+ ?,? ?", "");
    }

    /** Whether it owns one without a generic argument that would tell which. */
    private boolean isCarrier(MirType type) {
        return type instanceof MirType.Named named
                && MarkedTypes.arguments(named.path()).isEmpty()
                && types.owns(type, Map.of());
    }

    private Meant built(MirBody body, Code code, Statement.Assign assign, Step step) {
        BodyFlow flow = new BodyFlow(code, types);
        Life life = flow.life(
                new Step(step.block(), step.index() + 1), assign.place().local());
        Span at = assign.at().span();
        return new Meant(
                body,
                code,
                Optional.empty(),
                step,
                at,
                false,
                List.of(),
                List.of(),
                false,
                true,
                name(new BodyTypes(code).of(assign.place())),
                "what is built at " + at + " of " + body.range(),
                false,
                life,
                certain(flow, step.block(), life),
                flow.before(step.block()));
    }

    private Meant given(MirBody body, Code code, Terminator.Call call, Step step, MirType maker) {
        BodyFlow flow = new BodyFlow(code, types);
        Life life = call.target().isPresent() ? flow.stored(call.target().getAsInt()) : new Life(Set.of(), false, true);
        boolean open = maker instanceof MirType.FunctionItem item && Makers.isOpen(item.path());
        String text = maker instanceof MirType.FunctionItem item ? item.path().toString() : maker.toString();
        return ofCall(body, code, call, step, makers.bodiesOf(maker), true, text, open, life, Set.of());
    }

    private Meant made(MirBody body, Code code, Terminator.Call call, Step step) {
        BodyFlow flow = new BodyFlow(code, types);
        Life life = Leaks.returned(flow, call);
        Set<Step> certain = certain(flow, call, life);
        return BodyIndex.callee(call.function())
                .map(path -> ofCall(
                        body, code, call, step, List.of(), false, path.toString(), Makers.isOpen(path), life, certain))
                .orElseGet(() ->
                        ofCall(body, code, call, step, List.of(), false, pointer(body, call), false, life, certain));
    }

    private static String pointer(MirBody body, Terminator.Call call) {
        return "the function pointer at " + call.at().span() + " of " + body.range();
    }

    private Meant own(MirBody body, Code code, Step step, Leaks.Leak leak) {
        Terminator.Call call = (Terminator.Call) code.blocks().get(step.block()).terminator();
        Set<Step> certain = certain(new BodyFlow(code, types), call, leak.life());
        String name = BodyIndex.callee(call.function()).map(Object::toString).orElseGet(() -> pointer(body, call));
        boolean given = makers.own(call).isEmpty()
                && new BodyTypes(code)
                        .of(call.destination())
                        .flatMap(types::yielded)
                        .isEmpty();
        return ofCall(body, code, call, step, leak.bodies(), given, name, false, leak.life(), certain);
    }

    private Meant ofCall(
            MirBody body,
            Code code,
            Terminator.Call call,
            Step step,
            List<MirBody> bodies,
            boolean given,
            String maker,
            boolean open,
            Life life,
            Set<Step> certain) {
        Optional<MirType> result = new BodyTypes(code).of(call.destination());
        return new Meant(
                body,
                code,
                Optional.of(call),
                step,
                call.at().span(),
                !isInBody(code, call.at().span()),
                code.callsWithin(call.at().span()),
                bodies,
                given,
                !given && result.filter(types::isMarked).isPresent(),
                given ? "" : name(result.flatMap(types::yielded)),
                maker,
                open,
                life,
                certain,
                Set.of());
    }

    private static String name(Optional<MirType> type) {
        return type.filter(MirType.Named.class::isInstance)
                .flatMap(named -> ((MirType.Named) named).path().lastName())
                .orElse("");
    }

    private static Set<Step> certain(BodyFlow flow, Terminator.Call call, Life life) {
        return call.target().isPresent() ? certain(flow, call.target().getAsInt(), life) : Set.of();
    }

    private static Set<Step> certain(BodyFlow flow, int block, Life life) {
        Set<Integer> behind = flow.dominatedBy(block);
        return life.alive().stream()
                .filter(step -> behind.contains(step.block()))
                .collect(Collectors.toSet());
    }

    /** Whether each call of a body stands between its head and where it returns. */
    static boolean standsInItsLines(Code code) {
        return code.calls().allMatch(call -> isInBody(code, call.at().span()));
    }

    /** Whether a place is between the head of a body and where it returns. */
    private static boolean isInBody(Code code, Span at) {
        return code.head()
                        .filter(start -> start.file().equals(at.file()) && start.line() <= at.line())
                        .isPresent()
                && code.end().map(last -> at.line() <= last.line()).orElse(true);
    }
}
