package io.ferrule.identity;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Statement;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.policy.TypePattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What fields are called. MIR numbers them, but shows their names, in order, where a value is made. */
final class FieldNames {

    private final Map<String, Set<Made>> byType;

    /** A value that some body makes. */
    private record Made(List<String> path, List<String> fields) {}

    FieldNames(MirProgram mir) {
        byType = mir.bodies().stream()
                .map(MirBody::contents)
                .filter(Code.class::isInstance)
                .flatMap(code -> ((Code) code).blocks().stream())
                .flatMap(block -> block.statements().stream())
                .flatMap(FieldNames::made)
                .collect(Collectors.groupingBy(
                        made -> made.path().get(made.path().size() - 1), Collectors.toCollection(LinkedHashSet::new)));
    }

    private static Stream<Made> made(Statement statement) {
        if (!(statement instanceof Statement.Assign assign && assign.value() instanceof Rvalue.Structure structure)) {
            return Stream.of();
        }
        List<String> path = MarkedTypes.names(structure.path());
        List<String> fields =
                structure.fields().stream().map(Rvalue.Field::name).toList();
        return path.isEmpty() ? Stream.of() : Stream.of(new Made(path, fields));
    }

    /** The name of a field; empty where no body makes such a value, or two that may be of that type disagree. */
    Optional<String> of(List<String> container, Optional<String> variant, int number) {
        List<String> path = new ArrayList<>(container);
        variant.ifPresent(path::add);
        List<Made> made = byType.getOrDefault(path.get(path.size() - 1), Set.of()).stream()
                .filter(one -> TypePattern.noneContradicts(one.path(), path))
                .toList();
        List<String> names = made.stream()
                .map(one -> number < one.fields().size() ? one.fields().get(number) : "")
                .distinct()
                .toList();
        return names.size() == 1 ? Optional.of(names.get(0)).filter(name -> !name.isEmpty()) : Optional.empty();
    }
}
