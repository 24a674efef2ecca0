package io.ferrule.identity;

import io.ferrule.mir.DebugVariable;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.ownership.MarkedTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The types that implementations are for. A dump does not say it, but each method with a {@code self} shows its type. */
final class Implementors {

    /** What {@code self} may be a pointer by, besides a reference. */
    private static final Set<String> POINTERS = Set.of("Pin", "Box", "Rc", "Arc");

    private final Map<MirPath, Set<MirType>> byPlace;

    Implementors(MirProgram mir) {
        byPlace = mir.bodies().stream()
                .filter(body -> self(body).isPresent())
                .collect(Collectors.groupingBy(
                        Implementors::place,
                        Collectors.mapping(
                                body -> self(body).orElseThrow(), Collectors.toCollection(LinkedHashSet::new))));
    }

    /**
     * Whether a body may be a method of the type that a call prints so.
     *
     * @param inTrait whether it is one of a trait, which may be implemented for a type parameter; that is one name, too
     * @param unknown the answer where no type is known
     */
    boolean mayBe(MirBody body, List<String> type, boolean inTrait, boolean unknown) {
        Set<MirType> types = self(body).map(Set::of).orElse(byPlace.getOrDefault(place(body), Set.of()));
        return types.isEmpty()
                ? unknown
                : types.stream().anyMatch(self -> isPrinted(self, type) || (inTrait && unknown && isOneName(self)));
    }

    private static boolean isPrinted(MirType self, List<String> type) {
        return self instanceof MirType.Named named
                && MarkedTypes.names(named.path()).equals(type);
    }

    private static boolean isOneName(MirType self) {
        return self instanceof MirType.Named named && named.path().segments().size() == 1;
    }

    /** Where the implementation is that a method is in; a macro may make several there. */
    private static MirPath place(MirBody body) {
        List<PathSegment> segments = body.path().segments();
        return segments.size() < 2 ? body.path() : new MirPath(segments.subList(0, segments.size() - 1));
    }

    private static Optional<MirType> self(MirBody body) {
        boolean named = body.contents() instanceof Code code
                && !body.parameters().isEmpty()
                && code.debugVariables().stream()
                        .anyMatch(variable -> variable.name().equals("self")
                                && variable.value() instanceof DebugVariable.InPlace kept
                                && kept.place().local() == 1
                                && kept.place().projections().isEmpty());
        return named
                ? Optional.of(body.parameters().get(0))
                        .map(type -> MarkedTypes.target(type).orElse(type))
                        .filter(type -> !isPointer(type))
                : Optional.empty();
    }

    private static boolean isPointer(MirType type) {
        return type instanceof MirType.Named named
                && named.path().lastName().filter(POINTERS::contains).isPresent();
    }
}
