package io.ferrule.evidence;

import io.ferrule.join.Inherent;
import io.ferrule.join.Join;
import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.GenericArgument;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.policy.TypePattern;
import io.ferrule.program.Names;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which bodies of a dump a call may be of, and which functions and closures it is given, within whatever it is given. */
final class Makers {

    private static final Set<String> PRIMITIVE = Set.of(
            "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128",
            "isize", "f16", "f32", "f64", "f128");

    /** The methods by which a closure is called. */
    private static final Set<String> CALLS = Set.of("call", "call_mut", "call_once");

    private static final List<String> DROP = List.of("core", "mem", "drop");

    /** Types of the standard library that say nothing of whose method is meant. */
    private static final Set<String> ANYWHERE = Set.of("Option", "Result", "Box", "Vec", "String");

    private final MarkedTypes types;
    private final BodyIndex index;
    private final Map<List<String>, Set<MirBody>> methods = new LinkedHashMap<>();
    private final Map<List<String>, Set<MirBody>> ofGuards = new LinkedHashMap<>();

    /** {@code join} tells which methods of the crate nobody else calls by their name. */
    Makers(MirProgram mir, MarkedTypes types, Join join) {
        this.types = types;
        this.index = new BodyIndex(mir.bodies());
        Set<TextRange> inherent = Inherent.bodies(join);
        Stream<MirBody> known = mir.bodies().stream().filter(body -> !inherent.contains(body.range()));
        known.filter(Makers::isOfImpl).forEach(body -> {
            Set<List<String>> names = new HashSet<>();
            body.parameters().stream().limit(1).forEach(self -> names(self, names));
            names(body.result(), names);
            names.forEach(name ->
                    methods.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(body));
            if (body.parameters().stream().noneMatch(type -> types.owns(type, Map.of()))) {
                types.yielded(body.result())
                        .flatMap(Makers::nameOf)
                        .ifPresent(name -> ofGuards.computeIfAbsent(name, n -> new LinkedHashSet<>())
                                .add(body));
            }
        });
    }

    private static Optional<List<String>> nameOf(MirType type) {
        return type instanceof MirType.Named named ? Optional.of(MarkedTypes.names(named.path())) : Optional.empty();
    }

    /** The functions of the crate that the call may be of. */
    List<MirBody> own(Terminator.Call call) {
        return BodyIndex.callee(call.function())
                .map(path -> index.candidates(path, call.arguments().size()))
                .orElse(List.of());
    }

    /**
     * The methods of the crate that a function of another one may call, as it is made with their type: {@code into} calls
     * {@code from}, and {@code unwrap_or_default} calls {@code default}. One that returns a guard and nothing else, and gets
     * none, is what makes it, whatever it calls.
     */
    Set<MirBody> behind(Terminator.Call call, BodyTypes local) {
        Optional<MirType> result = local.of(call.destination());
        Optional<MirPath> callee = BodyIndex.callee(call.function());
        boolean ends =
                callee.filter(path -> MarkedTypes.names(path).equals(DROP)).isPresent();
        if (ends || !own(call).isEmpty()) {
            return Set.of();
        }
        Set<MirBody> found = new LinkedHashSet<>();
        if (result.filter(types::isYield).isEmpty()) {
            Set<List<String>> names = new HashSet<>();
            callee.stream().flatMap(Makers::partsOf).forEach(type -> names(type, names));
            result.ifPresent(type -> names(type, names));
            addNamed(names, methods, found);
        }
        if (call.arguments().stream()
                .flatMap(argument -> local.of(argument).stream())
                .anyMatch(type -> types.mentions(type, Map.of()))) {
            Set<List<String>> guards = new HashSet<>();
            callee.stream().flatMap(Makers::partsOf).forEach(type -> guards(type, guards));
            addNamed(guards, ofGuards, found);
        }
        return found;
    }

    private static void addNamed(Set<List<String>> names, Map<List<String>, Set<MirBody>> bodies, Set<MirBody> found) {
        bodies.forEach((type, all) -> {
            if (names.stream().anyMatch(name -> TypePattern.noneContradicts(name, type))) {
                found.addAll(all);
            }
        });
    }

    private void guards(MirType type, Set<List<String>> found) {
        if (types.isMarked(type)) {
            nameOf(type).ifPresent(found::add);
        }
        parts(type).forEach(part -> guards(part, found));
    }

    private static boolean isOfImpl(MirBody body) {
        return body.path().segments().stream().anyMatch(PathSegment.ImplAt.class::isInstance);
    }

    private void names(MirType type, Set<List<String>> found) {
        if (type instanceof MirType.Named named
                && !types.isMarked(named)
                && !PRIMITIVE.contains(named.path().toString())
                && !isAnywhere(named)) {
            found.add(MarkedTypes.names(named.path()));
        }
        parts(type).forEach(part -> names(part, found));
    }

    private static boolean isAnywhere(MirType.Named type) {
        return type.path().lastName().filter(ANYWHERE::contains).isPresent();
    }

    /** The bodies of a function item or a closure. */
    List<MirBody> bodiesOf(MirType maker) {
        if (maker instanceof MirType.FunctionItem item) {
            return index.named(item.path()).stream()
                    .filter(body -> !returns(item, result -> areApart(result, body.result())))
                    .toList();
        }
        return maker instanceof MirType.Anonymous closure ? index.bodiesOf(closure) : List.of();
    }

    /** Whether both types are, or hold, guards of two types. Impls of one trait have one name. */
    private boolean areApart(MirType one, MirType other) {
        Optional<List<String>> name = types.yielded(one).flatMap(Makers::nameOf);
        Optional<List<String>> otherName = types.yielded(other).flatMap(Makers::nameOf);
        return name.isPresent() && otherName.isPresent() && !TypePattern.noneContradicts(name.get(), otherName.get());
    }

    /** As {@link #own(Terminator.Call)}, without those that return another guard than the call. */
    List<MirBody> own(Terminator.Call call, BodyTypes local) {
        Optional<MirType> result = local.of(call.destination());
        return own(call).stream()
                .filter(body ->
                        result.filter(type -> areApart(type, body.result())).isEmpty())
                .toList();
    }

    /** Whether all calls are executed that the crate's own code has behind a call, each time: nothing there branches. */
    boolean isStraight(Terminator.Call call, BodyTypes local) {
        if (isHanded(call, local)) {
            return false;
        }
        Set<MirBody> seen = new LinkedHashSet<>();
        Deque<MirBody> open = new ArrayDeque<>(executed(call, local));
        while (!open.isEmpty()) {
            MirBody body = open.pop();
            if (seen.add(body)) {
                if (!(body.contents() instanceof Code code)) {
                    return false;
                }
                BodyTypes inside = new BodyTypes(code);
                for (BasicBlock block : code.blocks()) {
                    if (block.terminator() instanceof Terminator.SwitchInt
                            || (block.terminator() instanceof Terminator.Call next && isHanded(next, inside))) {
                        return false;
                    }
                    if (block.terminator() instanceof Terminator.Call next) {
                        open.addAll(executed(next, inside));
                    }
                }
            }
        }
        return true;
    }

    /** Whether a function of another crate is given one of this crate, which it may call or not. */
    private boolean isHanded(Terminator.Call call, BodyTypes local) {
        boolean calls = BodyIndex.callee(call.function())
                .flatMap(MirPath::lastName)
                .filter(CALLS::contains)
                .isPresent();
        return !calls
                && own(call).isEmpty()
                && given(call, local).stream()
                        .anyMatch(maker -> !bodiesOf(maker).isEmpty());
    }

    /** The bodies of the crate that may be executed in a call. */
    Set<MirBody> executed(Terminator.Call call, BodyTypes local) {
        Set<MirBody> bodies = new LinkedHashSet<>(own(call, local));
        bodies.addAll(behind(call, local));
        given(call, local).forEach(maker -> bodies.addAll(bodiesOf(maker)));
        return bodies;
    }

    /** The functions and closures among the types that a call is made with. */
    Set<MirType> given(Terminator.Call call, BodyTypes local) {
        Set<MirType> found = new LinkedHashSet<>();
        BodyIndex.callee(call.function()).ifPresent(path -> inside(path, found));
        call.arguments().stream()
                .flatMap(argument -> local.of(argument).stream())
                .forEach(type -> add(type, found));
        return found;
    }

    private static void add(MirType type, Set<MirType> found) {
        if (type instanceof MirType.FunctionItem || type instanceof MirType.Anonymous) {
            found.add(type);
        } else {
            parts(type).forEach(part -> add(part, found));
        }
    }

    private static void inside(MirPath path, Set<MirType> found) {
        partsOf(path).forEach(part -> add(part, found));
    }

    private static Stream<MirType> parts(MirType type) {
        if (type instanceof MirType.Named named) {
            return partsOf(named.path());
        }
        if (type instanceof MirType.Tuple tuple) {
            return tuple.elements().stream();
        }
        if (type instanceof MirType.Array array) {
            return Stream.of(array.element());
        }
        return type instanceof MirType.Slice slice ? Stream.of(slice.element()) : MarkedTypes.target(type).stream();
    }

    private static Stream<MirType> partsOf(MirPath path) {
        return path.segments().stream().flatMap(Makers::partsOf);
    }

    private static Stream<MirType> partsOf(PathSegment segment) {
        if (segment instanceof PathSegment.Qualified qualified) {
            return Stream.concat(Stream.of(qualified.self()), qualified.trait().stream());
        }
        if (segment instanceof PathSegment.ImplBlock block) {
            return Stream.of(block.type());
        }
        return segment instanceof PathSegment.Name name
                ? name.arguments().stream()
                        .filter(GenericArgument.Type.class::isInstance)
                        .map(argument -> ((GenericArgument.Type) argument).type())
                : Stream.empty();
    }

    /** Whether a function item returns what is wanted. */
    static boolean returns(MirType.FunctionItem item, Predicate<MirType> wanted) {
        return signature(item)
                .filter(signature -> wanted.test(signature.result()))
                .isPresent();
    }

    /** What a function item takes and returns; for any lifetimes. */
    static Optional<MirType.FunctionPointer> signature(MirType.FunctionItem item) {
        MirType function = item.signature() instanceof MirType.ForAll all ? all.type() : item.signature();
        return Optional.of(function)
                .filter(MirType.FunctionPointer.class::isInstance)
                .map(MirType.FunctionPointer.class::cast);
    }

    /** Whether a type may depend on a type parameter, as far as its text shows. */
    static boolean isOpen(MirType type) {
        if (type instanceof MirType.Named named) {
            return isParameter(named.path()) || isOpen(named.path());
        }
        return type instanceof MirType.ImplTrait || parts(type).anyMatch(Makers::isOpen);
    }

    /** Whether a path may depend on one. */
    static boolean isOpen(MirPath path) {
        return path.segments().stream().anyMatch(PathSegment.Qualified.class::isInstance)
                || partsOf(path).anyMatch(Makers::isOpen);
    }

    private static boolean isParameter(MirPath path) {
        return path.segments().size() == 1
                && path.last() instanceof PathSegment.Name name
                && name.arguments().isEmpty()
                && !PRIMITIVE.contains(name.name());
    }

    /** Whether a function was made for certain types, so that what depends on a type parameter is something in it. */
    static boolean isGeneric(String symbol) {
        return Names.display(symbol).indexOf('<', 1) > 0;
    }
}
