package io.ferrule.ownership;

import io.ferrule.mir.CastKind;
import io.ferrule.mir.DebugVariable;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Span;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.Departure.Way;
import io.ferrule.ownership.Sources.Found;
import io.ferrule.policy.TypePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks through one body, as one of its callers calls it. */
final class BodyWalk {

    private static final Set<String> FORGETTING =
            Set.of("forget", "leak", "into_raw", "into_raw_parts", "into_non_null");

    /** What keeps a value and does not drop it. */
    private static final Set<String> WRAPPERS = Set.of("ManuallyDrop", "MaybeUninit");

    private static final List<TypePattern> DROPPING =
            List.of(TypePattern.parse("path:core::mem::drop"), TypePattern.parse("path:std::mem::drop"));

    private final MarkedTypes types;
    private final BodyIndex index;
    private final Departures.Case called;
    private final MirContents.Code code;
    private final Consumer<Departure> found;
    private final Consumer<Departures.Case> callees;
    private final BodyTypes local;
    private final Sources sources;

    BodyWalk(
            MarkedTypes types,
            BodyIndex index,
            Departures.Case called,
            MirContents.Code code,
            Consumer<Departure> found,
            Consumer<Departures.Case> callees) {
        this.types = types;
        this.index = index;
        this.called = called;
        this.code = code;
        this.found = found;
        this.callees = callees;
        this.local = new BodyTypes(code);
        this.sources = new Sources(called.body(), code);
    }

    void walk() {
        code.blocks().forEach(block -> {
            block.statements().forEach(statement -> {
                if (statement instanceof Statement.Assign assign) {
                    assign(assign);
                }
            });
            if (block.terminator() instanceof Terminator.Call call) {
                call(call);
            } else if (block.terminator() instanceof Terminator.TailCall call) {
                owned(call.arguments())
                        .forEach(operand ->
                                depart(Way.HANDED_OVER, operand, call.at().span()));
            } else if (block.terminator() instanceof Terminator.Yield yield) {
                suspended(yield);
            }
        });
    }

    private Optional<MirType> type(Operand operand) {
        return local.of(operand).map(type -> Substitution.in(type, called.bound()));
    }

    private boolean owns(Operand operand) {
        return type(operand).filter(type -> types.owns(type, Map.of())).isPresent();
    }

    private boolean mentions(Place place) {
        return local.of(place)
                .filter(type -> types.mentions(type, called.bound()))
                .isPresent();
    }

    private List<Operand> owned(List<Operand> operands) {
        return operands.stream().filter(this::owns).toList();
    }

    private void assign(Statement.Assign assign) {
        Rvalue value = assign.value();
        Span at = assign.at().span();
        BodyTypes.parts(value).forEach(part -> constant(part, at));
        List<Operand> parts = owned(BodyTypes.parts(value));
        if (parts.isEmpty()) {
            return;
        }
        if (isStoredAway(assign.place())) {
            parts.forEach(part -> depart(Way.STORED, part, at));
        }
        if (value instanceof Rvalue.Cast cast && loses(cast)) {
            boolean erased = cast.kind() == CastKind.UNSIZE || cast.kind() == CastKind.UNSIZE_AS;
            depart(erased ? Way.ERASED : Way.FORGOTTEN, cast.operand(), at);
        }
        if (isWrapper(value)) {
            parts.forEach(part -> depart(Way.FORGOTTEN, part, at));
        }
    }

    private boolean loses(Rvalue.Cast cast) {
        return !types.owns(cast.type(), called.bound());
    }

    private static boolean isWrapper(Rvalue value) {
        Optional<MirPath> path = Optional.empty();
        if (value instanceof Rvalue.Structure structure) {
            path = Optional.of(structure.path());
        } else if (value instanceof Rvalue.Constructor constructor) {
            path = Optional.of(constructor.path());
        }
        return path.stream().flatMap(p -> MarkedTypes.names(p).stream()).anyMatch(WRAPPERS::contains);
    }

    /** A reference to a static that may keep what is marked. */
    private void constant(Operand operand, Span at) {
        if (operand instanceof Operand.Constant constant
                && constant.value() instanceof MirConstant.Typed typed
                && MarkedTypes.target(typed.type())
                        .filter(target -> types.owns(target, called.bound()))
                        .isPresent()) {
            found.accept(new Departure(called.body(), Way.STATIC, typed.type(), Optional.empty(), at, Set.of(), false));
        }
    }

    /** Whether a place lies behind a reference to something that is no variable of this body. */
    private boolean isStoredAway(Place place) {
        int dereference = place.projections().indexOf(Projection.DEREFERENCE);
        if (dereference < 0) {
            return false;
        }
        Place pointer = new Place(place.local(), place.projections().subList(0, dereference));
        boolean owner =
                local.of(pointer).filter(MirType.Named.class::isInstance).isPresent();
        return !owner
                && (!pointer.projections().isEmpty()
                        || sources.referent(pointer.local(), new HashSet<>()).isEmpty());
    }

    private void call(Terminator.Call call) {
        Span at = call.at().span();
        call.arguments().forEach(argument -> constant(argument, at));
        List<Operand> given = owned(call.arguments());
        boolean swapped = call.arguments().stream().filter(this::refersToOwner).count() > 1;
        if (swapped && refersOutside(call)) {
            call.arguments().stream().filter(this::refersToOwner).forEach(argument -> depart(Way.STORED, argument, at));
        }
        if (given.isEmpty()) {
            return;
        }
        List<MirBody> bodies = BodyIndex.callee(call.function())
                .map(path -> index.candidates(path, call.arguments().size()))
                .orElse(List.of());
        if (!bodies.isEmpty()) {
            bodies.forEach(body -> callees.accept(into(body, call)));
            return;
        }
        List<String> names =
                BodyIndex.callee(call.function()).map(MarkedTypes::names).orElse(List.of());
        if (DROPPING.stream().anyMatch(pattern -> pattern.matches(names))) {
            return;
        }
        if (forgets(names)) {
            given.forEach(operand -> depart(Way.FORGOTTEN, operand, at));
        } else if (refersOutside(call)) {
            given.forEach(operand -> depart(Way.STORED, operand, at));
        } else if (local.of(call.destination())
                        .filter(type -> types.owns(type, called.bound()))
                        .isEmpty()
                && call.arguments().stream().noneMatch(this::refersToOwner)) {
            given.forEach(operand -> depart(Way.HANDED_OVER, operand, at));
        }
    }

    private static boolean forgets(List<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        String last = names.get(names.size() - 1);
        boolean wraps = names.stream().anyMatch(WRAPPERS::contains) && (last.equals("new") || last.equals("write"));
        return FORGETTING.contains(last) || wraps;
    }

    private boolean refersToOwner(Operand operand) {
        return type(operand)
                .flatMap(MarkedTypes::target)
                .filter(target -> types.owns(target, Map.of()))
                .isPresent();
    }

    /** Whether it is given a reference to an owner that is no variable of this body. */
    private boolean refersOutside(Terminator.Call call) {
        return call.arguments().stream()
                .filter(this::refersToOwner)
                .anyMatch(argument -> BodyTypes.place(argument)
                        .filter(place -> place.projections().isEmpty())
                        .flatMap(place -> sources.referent(place.local(), new HashSet<>()))
                        .isEmpty());
    }

    private Departures.Case into(MirBody body, Terminator.Call call) {
        Map<Integer, Found> given = new HashMap<>();
        List<MirType> actual = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            Operand argument = call.arguments().get(i);
            actual.add(type(argument).orElse(MirType.UNIT));
            if (owns(argument)) {
                given.put(i + 1, sourcesOf(argument));
            }
        }
        return Departures.called(body, actual, given);
    }

    private Found sourcesOf(Operand operand) {
        return BodyTypes.place(operand)
                .map(place -> sources.of(place.local(), called.given(), this::mentions))
                .orElse(new Found(Set.of(), false));
    }

    private void suspended(Terminator.Yield yield) {
        code.locals().stream()
                .filter(variable -> types.owns(variable.type(), called.bound()))
                .forEach(variable -> {
                    Operand held = new Operand.Move(new Place(variable.number(), List.of()));
                    depart(Way.SUSPENDED, held, yield.at().span());
                });
    }

    private void depart(Way way, Operand operand, Span at) {
        Found from = sourcesOf(operand);
        MirType type = type(operand).orElse(MirType.UNIT);
        found.accept(new Departure(called.body(), way, type, variable(operand), at, from.made(), from.complete()));
    }

    /** The name of the variable that the operand was moved out of last. */
    private Optional<String> variable(Operand operand) {
        Optional<Place> place = BodyTypes.place(operand);
        return place.flatMap(from -> sources.movedFrom(from.local()).stream()
                .flatMap(number -> code.debugVariables().stream()
                        .filter(variable -> variable.value() instanceof DebugVariable.InPlace kept
                                && kept.place().local() == number
                                && kept.place().projections().isEmpty())
                        .map(DebugVariable::name))
                .findFirst());
    }
}
