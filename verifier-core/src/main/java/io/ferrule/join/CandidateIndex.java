package io.ferrule.join;

import io.ferrule.join.ItemPath.Step;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions of a dump by the last step of their paths. */
final class CandidateIndex {

    private final Map<Step, List<Candidate>> byLastStep = new HashMap<>();

    /** A body, its path, and where it stands. */
    record Candidate(MirBody body, ItemPath path, BodyPlaces places) {}

    CandidateIndex(MirProgram mir) {
        for (MirBody body : mir.bodies()) {
            if (body.kind() == ItemKind.FUNCTION && !body.forEvaluation()) {
                OtherPaths.of(body.path())
                        .ifPresent(path -> byLastStep
                                .computeIfAbsent(path.last(), step -> new ArrayList<>())
                                .add(new Candidate(body, path, BodyPlaces.of(body))));
            }
        }
    }

    /**
     * The bodies whose path can be that one. MIR leaves leading segments out only where a name is unique in the program,
     * so that where a body has the whole path, shorter ones are those of other items. That a name of debug information is
     * the type of an {@code impl} is no more than a guess.
     */
    List<Candidate> of(ItemPath path) {
        List<Candidate> fitting = byLastStep.getOrDefault(path.last(), List.of()).stream()
                .filter(candidate -> path.endsWith(candidate.path()))
                .toList();
        List<Candidate> whole = fitting.stream()
                .filter(candidate -> path.isLongAs(candidate.path()))
                .toList();
        boolean guessed = whole.stream().anyMatch(candidate -> path.takesForImpl(candidate.path()));
        return whole.isEmpty() || guessed ? fitting : whole;
    }
}
