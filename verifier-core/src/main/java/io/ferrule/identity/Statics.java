package io.ferrule.identity;

import io.ferrule.mir.Allocation;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.ownership.MarkedTypes;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The types of the statics of a dump. */
final class Statics {

    private final Set<Declared> declared;

    private record Declared(MirPath path, MirType type) {}

    Statics(MirProgram mir) {
        declared = mir.bodies().stream()
                .filter(body -> body.kind() == ItemKind.STATIC || body.kind() == ItemKind.STATIC_MUT)
                .map(body -> new Declared(body.path(), body.result()))
                .collect(Collectors.toSet());
    }

    /** Whether a pointer of that type to the start of an allocation is one to a static, and not to a part of it. */
    boolean isWhole(MirBody body, int allocation, MirType pointer) {
        Optional<MirType> target = MarkedTypes.target(pointer);
        return target.isPresent()
                && body.allocations().stream()
                        .filter(known -> known.number() == allocation)
                        .anyMatch(known -> known.source() instanceof Allocation.Static place
                                && declared.contains(new Declared(place.path(), target.get())));
    }
}
