package io.ferrule.identity;

import io.ferrule.identity.FieldPath.Step;
import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.BorrowKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a reference in a MIR body refers to: the fields on the way from where it was found. A local counts only if it is
 * written in one place of the body, and nobody has a reference through which it could be written: then it holds what that
 * place gives it, whenever it is read.
 */
final class PlaceWalk {

    /** Longer ways are not followed. */
    private static final int DEEPEST = 16;

    private final MirBody body;
    private final BodyTypes types;
    private final FieldNames names;
    private final Statics statics;
    private final Map<Integer, List<Rvalue>> written = new HashMap<>();
    private final Set<Integer> shared = new HashSet<>();

    /**
     * What is known of a referent.
     *
     * @param steps the fields that it lies in, innermost first
     * @param parameter the parameter that refers to what the outermost of these values is, if it is one
     * @param isStatic whether the outermost of these values, or the referent itself, is a static
     */
    record Found(List<Step> steps, OptionalInt parameter, boolean isStatic) {
        Found {
            steps = List.copyOf(steps);
        }
    }

    PlaceWalk(MirBody body, Code code, FieldNames names, Statics statics) {
        this.body = body;
        this.types = new BodyTypes(code);
        this.names = names;
        this.statics = statics;
        for (BasicBlock block : code.blocks()) {
            for (Statement statement : block.statements()) {
                if (statement instanceof Statement.Assign assign) {
                    write(assign);
                }
            }
            if (block.terminator() instanceof Terminator.Call call) {
                unknown(call.destination());
            }
        }
    }

    private void write(Statement.Assign assign) {
        if (assign.place().projections().isEmpty()) {
            written.computeIfAbsent(assign.place().local(), l -> new ArrayList<>())
                    .add(assign.value());
        } else {
            unknown(assign.place());
        }
        if (assign.value() instanceof Rvalue.Borrow borrow
                && borrow.kind() != BorrowKind.SHARED
                && !borrow.place().projections().contains(Projection.DEREFERENCE)) {
            shared.add(borrow.place().local());
        }
    }

    private void unknown(Place place) {
        if (!place.projections().contains(Projection.DEREFERENCE)) {
            shared.add(place.local());
        }
    }

    /** What that operand refers to. */
    Found referent(Operand operand) {
        List<Step> steps = new ArrayList<>();
        Optional<Place> next = BodyTypes.place(operand).flatMap(this::referent);
        for (int i = 0; i < DEEPEST && next.isPresent(); i++) {
            Place place = next.get();
            int outside = fields(place, steps);
            if (outside != 1 || !place.projections().get(0).equals(Projection.DEREFERENCE)) {
                return new Found(steps, OptionalInt.empty(), false);
            }
            if (isParameter(place.local()) || isStatic(place.local())) {
                boolean given = isParameter(place.local());
                return new Found(steps, given ? OptionalInt.of(place.local()) : OptionalInt.empty(), !given);
            }
            next = referent(new Place(place.local(), List.of()));
        }
        return new Found(steps, OptionalInt.empty(), false);
    }

    private boolean isParameter(int local) {
        return local >= 1
                && local <= body.parameters().size()
                && !written.containsKey(local)
                && !shared.contains(local);
    }

    /**
     * Whether the local is the address of a static, as a whole: its first field has the same address, and another type.
     * What type a static has is known of those of the dump.
     */
    private boolean isStatic(int local) {
        List<Rvalue> values = written.getOrDefault(local, List.of());
        return values.size() == 1
                && !shared.contains(local)
                && local > body.parameters().size()
                && values.get(0) instanceof Rvalue.Use use
                && use.operand() instanceof Operand.Constant constant
                && constant.value() instanceof MirConstant.Typed typed
                && typed.value() instanceof MirConstant.Pointer pointer
                && pointer.offset() == 0
                && statics.isWhole(body, pointer.allocation(), typed.type());
    }

    /** Adds the fields at the end of a place; how many projections come before them. */
    private int fields(Place place, List<Step> steps) {
        int end = place.projections().size();
        while (end > 0 && place.projections().get(end - 1) instanceof Projection.Field field) {
            boolean variant = end > 1 && place.projections().get(end - 2) instanceof Projection.Downcast;
            int container = variant ? end - 2 : end - 1;
            Optional<String> name = variant
                    ? Optional.of(((Projection.Downcast) place.projections().get(end - 2)).variant())
                    : Optional.empty();
            Optional<Step> step = types.of(
                            new Place(place.local(), place.projections().subList(0, container)))
                    .flatMap(type -> step(type, name, field.number()));
            if (step.isEmpty()) {
                return end;
            }
            steps.add(step.get());
            end = container;
        }
        return end;
    }

    private Optional<Step> step(MirType type, Optional<String> variant, int number) {
        boolean plain = type instanceof MirType.Named named
                && named.path().segments().stream().allMatch(PathSegment.Name.class::isInstance);
        if (!plain) {
            return Optional.empty();
        }
        List<String> container = MarkedTypes.names(((MirType.Named) type).path());
        return Optional.of(new Step(container, variant, number, names.of(container, variant, number)));
    }

    /** The place that a local refers to: what it borrows, or what another reference refers to; or else its own target. */
    private Optional<Place> referent(Place pointer) {
        if (!pointer.projections().isEmpty()) {
            List<Projection> target = new ArrayList<>(pointer.projections());
            target.add(Projection.DEREFERENCE);
            return Optional.of(new Place(pointer.local(), target));
        }
        if (isParameter(pointer.local())) {
            return Optional.of(new Place(pointer.local(), List.of(Projection.DEREFERENCE)));
        }
        List<Rvalue> values = written.getOrDefault(pointer.local(), List.of());
        if (values.size() != 1
                || shared.contains(pointer.local())
                || pointer.local() <= body.parameters().size()) {
            return Optional.empty();
        }
        if (values.get(0) instanceof Rvalue.Borrow borrow) {
            return Optional.of(borrow.place());
        }
        if (values.get(0) instanceof Rvalue.CopyForDereference copy) {
            return referent(copy.place());
        }
        return values.get(0) instanceof Rvalue.Use use
                ? BodyTypes.place(use.operand()).flatMap(source -> referent(source))
                : Optional.empty();
    }
}
