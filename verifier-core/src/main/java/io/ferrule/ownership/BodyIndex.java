package io.ferrule.ownership;

import io.ferrule.mir.DebugVariable;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Span;
import io.ferrule.policy.TypePattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds bodies by the paths that calls name, which may leave segments out and never name an {@code impl}. */
public final class BodyIndex {

    /** What {@code self} may be behind, besides a reference. */
    private static final Set<String> POINTERS = Set.of("Box", "Rc", "Arc", "Pin");

    private final Map<String, List<MirBody>> byName;
    private final Map<Span, List<MirBody>> closures = new HashMap<>();

    /** An index of the functions among some bodies, and of the closures. */
    public BodyIndex(Collection<MirBody> bodies) {
        byName = bodies.stream()
                .filter(body -> body.kind() == ItemKind.FUNCTION && !body.forEvaluation())
                .collect(Collectors.groupingBy(body -> body.path().lastName().orElse("")));
        bodies.forEach(body -> closureOf(body)
                .ifPresent(closure -> closures.computeIfAbsent(closure.at(), at -> new ArrayList<>())
                        .add(body)));
    }

    /** The bodies of a closure. */
    public List<MirBody> bodiesOf(MirType.Anonymous closure) {
        return Collections.unmodifiableList(closures.getOrDefault(closure.at(), List.of()));
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
                .filter(body -> agrees(body, path))
                .toList();
    }

    /**
     * Whether a path may name a body: the last name is the same, and no segment contradicts. The path of a method names its
     * type and may leave its module out, and that of its body names the module and not the type; there the type of
     * {@code self} decides.
     */
    static boolean agrees(MirBody body, MirPath path) {
        if (!body.path().lastName().equals(path.lastName()) || !mayImplement(body.path(), path)) {
            return false;
        }
        Optional<String> owner = isOfImpl(body.path()) ? owner(path) : Optional.empty();
        Optional<MirType> self = owner.flatMap(name -> self(body));
        if (self.isPresent() && self.get() instanceof MirType.Named named && isPlain(path, named)) {
            return owner.equals(named.path().lastName());
        }
        return (owner.isPresent() && self.isEmpty() && owner.equals(name(body.result())))
                || TypePattern.noneContradicts(MarkedTypes.names(body.path()), MarkedTypes.names(path));
    }

    /** The method of a trait has its body in an {@code impl}, or in the trait itself. */
    private static boolean mayImplement(MirPath body, MirPath path) {
        if (!(path.segments().get(0) instanceof PathSegment.Qualified qualified)
                || qualified.trait().isEmpty()
                || isOfImpl(body)) {
            return true;
        }
        int last = body.segments().size() - 1;
        Optional<String> trait = qualified.trait().flatMap(BodyIndex::name);
        return trait.isEmpty()
                || (last > 0
                        && body.segments().get(last - 1) instanceof PathSegment.Name name
                        && trait.get().equals(name.name()));
    }

    private static boolean isOfImpl(MirPath path) {
        int last = path.segments().size() - 1;
        return last > 0 && path.segments().get(last - 1) instanceof PathSegment.ImplAt;
    }

    /** The type that a path says a method is of; empty where that may be any. */
    private static Optional<String> owner(MirPath path) {
        int last = path.segments().size() - 1;
        PathSegment before = last > 0 ? path.segments().get(last - 1) : path.last();
        if (before instanceof PathSegment.Qualified qualified) {
            return qualified.self() instanceof MirType.Named self && !mayBeParameter(self)
                    ? self.path().lastName()
                    : Optional.empty();
        }
        if (before instanceof PathSegment.ImplBlock block) {
            return name(block.type()).or(() -> Optional.of(block.type().toString()));
        }
        return last > 0 && before instanceof PathSegment.Name name ? Optional.of(name.name()) : Optional.empty();
    }

    /** The type of {@code self}, references left out, if the body is that of a method with one. */
    private static Optional<MirType> self(MirBody body) {
        boolean method = body.contents() instanceof MirContents.Code code
                && code.debugVariables().stream()
                        .anyMatch(variable -> variable.name().equals("self")
                                && variable.value() instanceof DebugVariable.InPlace kept
                                && kept.place().local() == 1
                                && kept.place().projections().isEmpty());
        return body.parameters().stream()
                .filter(type -> method)
                .findFirst()
                .map(type -> MarkedTypes.target(type).orElse(type));
    }

    /** Whether the type of {@code self} is the one that is implemented for, and not a pointer to it or a type parameter. */
    private static boolean isPlain(MirPath path, MirType.Named self) {
        boolean trait = path.segments().get(0) instanceof PathSegment.Qualified;
        return self.path().lastName().filter(POINTERS::contains).isEmpty() && !(trait && mayBeParameter(self));
    }

    private static boolean mayBeParameter(MirType.Named type) {
        return type.path().segments().size() == 1
                && MarkedTypes.arguments(type.path()).isEmpty();
    }

    private static Optional<String> name(MirType type) {
        return type instanceof MirType.Named named ? named.path().lastName() : Optional.empty();
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
