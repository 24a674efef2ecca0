package io.ferrule.evidence;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Place;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Span;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the bodies of a dump make guards: by a call that returns one, or in place. What a call takes out of what it is given
 * is none that it makes: an owner by value, or a reference to what may hold a guard of the very type.
 */
final class MeantGuards {

    private final MarkedTypes types;
    private final BodyIndex index;
    private final Map<Span, List<MirBody>> closures = new HashMap<>();

    MeantGuards(MirProgram mir, MarkedTypes types) {
        this.types = types;
        this.index = new BodyIndex(mir.bodies());
        for (MirBody body : mir.bodies()) {
            BodyIndex.closureOf(body)
                    .filter(closure -> types.isYield(body.result()))
                    .ifPresent(closure -> closures.computeIfAbsent(closure.at(), at -> new ArrayList<>())
                            .add(body));
        }
    }

    /** Those in one body, in the order of the dump. */
    List<Meant> in(MirBody body) {
        if (body.kind() != ItemKind.FUNCTION || body.forEvaluation() || !(body.contents() instanceof Code code)) {
            return List.of();
        }
        BodyTypes local = new BodyTypes(code);
        List<Meant> found = new ArrayList<>();
        for (int b = 0; b < code.blocks().size(); b++) {
            BasicBlock block = code.blocks().get(b);
            for (int i = 0; i < block.statements().size(); i++) {
                if (block.statements().get(i) instanceof Statement.Assign assign && builds(assign, local)) {
                    found.add(built(body, code, assign, new Step(b, i + 1)));
                }
            }
            if (block.terminator() instanceof Terminator.Call call) {
                Step step = new Step(b, block.statements().size());
                if (makes(call, local)) {
                    found.add(made(body, code, call, step));
                } else {
                    givenMakers(call).forEach(maker -> found.add(given(body, code, call, step, maker)));
                }
            }
        }
        return List.copyOf(found);
    }

    private boolean builds(Statement.Assign assign, BodyTypes local) {
        boolean made = assign.value() instanceof Rvalue.Structure || assign.value() instanceof Rvalue.Constructor;
        return made && local.of(assign.place()).filter(types::isMarked).isPresent();
    }

    /** A function of the crate may return a guard within something else. */
    private boolean makes(Terminator.Call call, BodyTypes local) {
        Optional<MirType> result = local.of(call.destination());
        Optional<MirType> guard = result.flatMap(types::yielded)
                .or(() -> result.filter(type -> !own(call).isEmpty())
                        .filter(type -> types.owns(type, Map.of()) || (isOpen(type) && mayOwn(call))));
        return guard.isPresent()
                && call.arguments().stream()
                        .flatMap(argument -> local.of(argument).stream())
                        .noneMatch(type -> mayHold(type, guard.get()));
    }

    /** Whether a function of the crate that may be called returns what owns a guard. */
    private boolean mayOwn(Terminator.Call call) {
        return own(call).stream().anyMatch(body -> types.owns(body.result(), Map.of()));
    }

    /** Whether the type depends on a type parameter, as far as its text shows. */
    private static boolean isOpen(MirType type) {
        if (!(type instanceof MirType.Named named)) {
            return type instanceof MirType.ImplTrait;
        }
        boolean parameter = named.path().segments().size() == 1
                && named.path().last() instanceof PathSegment.Name name
                && name.arguments().isEmpty();
        return parameter
                || named.path().segments().stream().anyMatch(PathSegment.Qualified.class::isInstance)
                || MarkedTypes.arguments(named.path()).stream().anyMatch(MeantGuards::isOpen);
    }

    /** The functions and closures that make a guard, of those that a generic call is made with. */
    private List<MirType> givenMakers(Terminator.Call call) {
        return BodyIndex.callee(call.function()).map(MarkedTypes::arguments).orElse(List.of()).stream()
                .filter(type ->
                        type instanceof MirType.FunctionItem item ? yields(item.signature()) : types.isYieldedBy(type))
                .toList();
    }

    private boolean yields(MirType signature) {
        MirType function = signature instanceof MirType.ForAll all ? all.type() : signature;
        return function instanceof MirType.FunctionPointer pointer && types.isYield(pointer.result());
    }

    private List<MirBody> own(Terminator.Call call) {
        return BodyIndex.callee(call.function())
                .map(path -> index.candidates(path, call.arguments().size()))
                .orElse(List.of());
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

    private Meant built(MirBody body, Code code, Statement.Assign assign, Step next) {
        BodyFlow flow = new BodyFlow(code, types);
        Set<Step> alive = flow.alive(next, assign.place().local());
        Span at = assign.at().span();
        return new Meant(
                body,
                code,
                Optional.empty(),
                new Step(next.block(), next.index() - 1),
                at,
                false,
                List.of(),
                List.of(),
                false,
                true,
                name(new BodyTypes(code).of(assign.place())),
                "what is built at " + at + " of " + body.range(),
                alive,
                certain(flow, next.block(), alive));
    }

    private Meant given(MirBody body, Code code, Terminator.Call call, Step step, MirType maker) {
        List<MirBody> bodies = maker instanceof MirType.FunctionItem item
                ? index.named(item.path())
                : closures.getOrDefault(((MirType.Anonymous) maker).at(), List.of());
        return new Meant(
                body,
                code,
                Optional.of(call),
                step,
                call.at().span(),
                !isInBody(code, call.at().span()),
                code.callsWithin(call.at().span()),
                bodies,
                true,
                false,
                "",
                maker instanceof MirType.FunctionItem item ? item.path().toString() : maker.toString(),
                Set.of(),
                Set.of());
    }

    private Meant made(MirBody body, Code code, Terminator.Call call, Step step) {
        BodyFlow flow = new BodyFlow(code, types);
        Place destination = call.destination();
        Set<Step> alive = call.target().isPresent()
                ? flow.alive(new Step(call.target().getAsInt(), 0), destination.local())
                : Set.of();
        Set<Step> certain =
                call.target().isPresent() ? certain(flow, call.target().getAsInt(), alive) : Set.of();
        Optional<String> name = BodyIndex.callee(call.function()).map(Object::toString);
        List<MirBody> bodies = new ArrayList<>(own(call));
        BodyTypes local = new BodyTypes(code);
        call.arguments().stream()
                .flatMap(argument -> local.of(argument).stream())
                .filter(MirType.Anonymous.class::isInstance)
                .forEach(type -> bodies.addAll(closures.getOrDefault(((MirType.Anonymous) type).at(), List.of())));
        return new Meant(
                body,
                code,
                Optional.of(call),
                step,
                call.at().span(),
                !isInBody(code, call.at().span()),
                code.callsWithin(call.at().span()),
                bodies,
                false,
                local.of(destination).filter(types::isMarked).isPresent(),
                name(local.of(destination).flatMap(types::yielded)),
                name.orElse("a function pointer"),
                alive,
                certain);
    }

    private static String name(Optional<MirType> type) {
        return type.filter(MirType.Named.class::isInstance)
                .flatMap(named -> ((MirType.Named) named).path().lastName())
                .orElse("");
    }

    private static Set<Step> certain(BodyFlow flow, int block, Set<Step> alive) {
        Set<Integer> behind = flow.dominatedBy(block);
        return alive.stream().filter(step -> behind.contains(step.block())).collect(Collectors.toSet());
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
