package io.ferrule.ownership;

import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.policy.TypePattern;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds bodies by the paths that calls name, which may leave segments out and never name an {@code impl}. */
public final class BodyIndex {

    private final Map<String, List<MirBody>> byName;

    /** An index of the functions among some bodies. */
    public BodyIndex(Collection<MirBody> bodies) {
        byName = bodies.stream()
                .filter(body -> body.kind() == ItemKind.FUNCTION && !body.forEvaluation())
                .collect(Collectors.groupingBy(body -> body.path().lastName().orElse("")));
    }

    /** The bodies that a call of that path with so many arguments may be of; more than are meant, never fewer. */
    public List<MirBody> candidates(MirPath path, int arguments) {
        return named(path).stream()
                .filter(body -> body.parameters().size() == arguments)
                .toList();
    }

    /** The bodies that such a path may name. */
    public List<MirBody> named(MirPath path) {
        return byName.getOrDefault(path.lastName().orElse(""), List.of()).stream()
                .filter(body -> agrees(body.path(), path))
                .toList();
    }

    /** Whether two paths may name one item: the last name is the same, and no segment contradicts. */
    static boolean agrees(MirPath first, MirPath second) {
        return first.lastName().equals(second.lastName())
                && TypePattern.noneContradicts(MarkedTypes.names(first), MarkedTypes.names(second));
    }

    /** The closure whose body that is, as its first parameter shows; empty for the body of anything else. */
    public static Optional<MirType.Anonymous> closureOf(MirBody body) {
        return body.parameters().stream()
                .limit(1)
                .map(self -> MarkedTypes.target(self).orElse(self))
                .filter(MirType.Anonymous.class::isInstance)
                .map(MirType.Anonymous.class::cast)
                .findFirst();
    }

    /** The path of the function that is called; empty for a pointer. */
    public static Optional<MirPath> callee(Operand function) {
        if (function instanceof Operand.Item item) {
            return Optional.of(item.path());
        }
        if (!(function instanceof Operand.Constant constant)) {
            return Optional.empty();
        }
        if (constant.value() instanceof MirConstant.Item item) {
            return Optional.of(item.path());
        }
        return constant.value() instanceof MirConstant.Typed typed && typed.type() instanceof MirType.FunctionItem item
                ? Optional.of(item.path())
                : Optional.empty();
    }
}
