package io.ferrule.identity;

import io.ferrule.identity.SourceCalls.Found;
import io.ferrule.mir.Allocation;
import io.ferrule.mir.DebugVariable;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Statement;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import java.util.List;
import java.util.Optional;

/** Method calls as the source has them: {@code self.queue.lock()}. They are words for a person and prove nothing. */
final class Receivers {

    /** Longer ways are not followed. */
    private static final int DEEPEST = 8;

    private final Found found;
    private final BodyTypes types;
    private final FieldNames names;

    Receivers(Found found, FieldNames names) {
        this.found = found;
        this.types = new BodyTypes(found.code());
        this.names = names;
    }

    /** The call, if what it is made on has a name. */
    Optional<String> call() {
        List<Operand> arguments = found.call().arguments();
        Optional<String> receiver = arguments.isEmpty()
                ? Optional.empty()
                : BodyTypes.place(arguments.get(0)).flatMap(place -> text(place, 0));
        return receiver.flatMap(on -> BodyIndex.callee(found.call().function())
                .flatMap(path -> path.lastName())
                .map(method -> on + "." + method + (arguments.size() > 1 ? "(..)" : "()")));
    }

    private Optional<String> text(Place place, int depth) {
        Optional<String> root =
                variable(place.local()).or(() -> staticAt(place.local())).or(() -> behind(place.local(), depth));
        StringBuilder text = new StringBuilder(root.orElse(""));
        for (int i = 0; i < place.projections().size(); i++) {
            if (place.projections().get(i) instanceof Projection.Field field) {
                Place container = new Place(place.local(), place.projections().subList(0, i));
                text.append('.').append(field(container, field.number()));
            } else if (place.projections().get(i) instanceof Projection.Index) {
                text.append("[..]");
            }
        }
        return root.map(name -> text.toString());
    }

    private String field(Place container, int number) {
        return types.of(container)
                .filter(MirType.Named.class::isInstance)
                .map(type -> ((MirType.Named) type).path())
                .filter(path -> path.segments().stream().allMatch(PathSegment.Name.class::isInstance))
                .flatMap(path -> names.of(MarkedTypes.names(path), Optional.empty(), number))
                .orElse(Integer.toString(number));
    }

    private Optional<String> variable(int local) {
        return found.code().debugVariables().stream()
                .filter(variable -> variable.value() instanceof DebugVariable.InPlace kept
                        && kept.place().equals(new Place(local, List.of())))
                .map(DebugVariable::name)
                .findFirst();
    }

    /** The static that a temporary has the address of. */
    private Optional<String> staticAt(int local) {
        return found.code().blocks().stream()
                .flatMap(block -> block.statements().stream())
                .filter(statement -> statement instanceof Statement.Assign assign
                        && assign.place().equals(new Place(local, List.of()))
                        && assign.value() instanceof Rvalue.Use)
                .map(statement -> ((Rvalue.Use) ((Statement.Assign) statement).value()).operand())
                .filter(Operand.Constant.class::isInstance)
                .map(operand -> ((Operand.Constant) operand).value())
                .filter(value -> value instanceof MirConstant.Typed typed
                        && typed.value() instanceof MirConstant.Pointer pointer
                        && pointer.offset() == 0)
                .map(value -> ((MirConstant.Pointer) ((MirConstant.Typed) value).value()).allocation())
                .findFirst()
                .flatMap(number -> found.body().allocations().stream()
                        .filter(known -> known.number() == number && known.source() instanceof Allocation.Static)
                        .findFirst())
                .flatMap(known -> ((Allocation.Static) known.source()).path().lastName());
    }

    /** What a temporary refers to. */
    private Optional<String> behind(int local, int depth) {
        return depth >= DEEPEST
                ? Optional.empty()
                : found.code().blocks().stream()
                        .flatMap(block -> block.statements().stream())
                        .filter(statement -> statement instanceof Statement.Assign assign
                                && assign.place().equals(new Place(local, List.of()))
                                && assign.value() instanceof Rvalue.Borrow)
                        .map(statement -> ((Rvalue.Borrow) ((Statement.Assign) statement).value()).place())
                        .findFirst()
                        .flatMap(place -> text(place, depth + 1));
    }
}
