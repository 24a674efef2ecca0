package io.ferrule.identity;

import io.ferrule.join.Join;
import io.ferrule.mir.GenericArgument;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.TypeBound;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.symbol.RustSymbol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a function is the item that a MIR call names.
 *
 * <p>Names alone do not tell: {@code Dev::step} is the method of a type in the root of the crate, or of the only type of
 * that name, wherever it is. But rustc prints an item in one way all over a dump, and a dump has the body of every function
 * of its crate. So whatever the call may be of, as far as bodies show by their own path or by the type that they are for, is
 * looked at: it has to be the body of the function, and for a function of another crate there must be none. A path that
 * begins like the name of another crate of the program may be an item of that, and is none of this crate.
 *
 * <p>A function whose whole path is what the call says is in the root of the dump's names, or the only one. No trait is
 * implemented twice for one type, and so only bodies that show the same path or type remain: items of blocks. But a type
 * with arguments may have a method of one name for each of them, and two blocks may have types of one path. Names do not
 * tell them apart; nor does a body without {@code self}, which may be of any of them.
 */
public final class CalledItems {

    private final Join join;
    private final Map<String, List<MirBody>> byName;
    private final Implementors implementors;
    private final Set<String> foreign;
    private final Set<String> owners;

    /** The items of a program and the dump of one of its crates. */
    public CalledItems(Join join, MirProgram mir) {
        this.join = join;
        this.byName = mir.bodies().stream()
                .filter(body -> body.kind() == ItemKind.FUNCTION && !body.forEvaluation())
                .filter(body -> body.path().last() instanceof PathSegment.Name)
                .collect(Collectors.groupingBy(body -> body.path().lastName().orElse("")));
        this.implementors = new Implementors(mir);
        this.owners = mir.bodies().stream()
                .flatMap(body -> body.path().lastName().stream())
                .collect(Collectors.toSet());
        this.foreign = join.functions().stream()
                .flatMap(symbol -> RustSymbol.demangle(symbol).flatMap(RustSymbol::crateName).stream())
                .filter(crate -> !join.crate().equals(Optional.of(crate)))
                .collect(Collectors.toSet());
    }

    /** Whether that function is certainly an instance of what is called by that path. */
    public boolean areOne(String symbol, MirPath path) {
        Optional<CalleeNames> function = CalleeNames.ofSymbol(symbol);
        Optional<CalleeNames> called = CalleeNames.of(path);
        if (function.isEmpty() || called.isEmpty() || join.crate().isEmpty()) {
            return false;
        }
        Optional<MirBody> own = join.bodyOf(symbol);
        return own.isPresent()
                ? isLocal(function.get(), called.get(), own.get(), path)
                : function.get().mayBe(called.get())
                        && named(called.get(), false).isEmpty();
    }

    private boolean isLocal(CalleeNames function, CalleeNames called, MirBody own, MirPath path) {
        String crate = join.crate().orElseThrow();
        boolean whole = function.isWholly(called, crate);
        return function.mayBe(called, crate)
                && !mayBeForeign(called)
                && named(called, whole).stream().allMatch(own::equals)
                && !(whole && (isGeneric(path) || isOfBlock(called)) && mayHaveOther(called, own, path));
    }

    /** Whether the type may be declared in the body of a function, where another block may have one of the same path. */
    private boolean isOfBlock(CalleeNames called) {
        List<String> type = called.type();
        return type.size() > 1 && owners.contains(type.get(type.size() - 2));
    }

    /**
     * Whether a method of the type for other arguments, or of another type of that path, may have the same name. An implementation in another module than the
     * type's shows in the path of the call.
     */
    private boolean mayHaveOther(CalleeNames called, MirBody own, MirPath path) {
        boolean plain = path.segments().stream().allMatch(PathSegment.Name.class::isInstance);
        List<String> type = called.type();
        return named(called, false).stream()
                .filter(body -> !body.equals(own))
                .anyMatch(body -> !plain || type.isEmpty() || isIn(type.subList(0, type.size() - 1), body));
    }

    private static boolean isIn(List<String> module, MirBody body) {
        List<String> names = MarkedTypes.names(body.path());
        return names.subList(0, names.size() - 1).equals(module);
    }

    /** Whether it is a method of a type, or of a trait, that has arguments. */
    private static boolean isGeneric(MirPath path) {
        List<PathSegment> parents = path.segments().subList(0, path.segments().size() - 1);
        return parents.stream().anyMatch(CalledItems::isGeneric);
    }

    private static boolean isGeneric(PathSegment segment) {
        if (segment instanceof PathSegment.Qualified qualified) {
            return isGeneric(qualified.self())
                    || qualified.trait().filter(CalledItems::isGeneric).isPresent();
        }
        return segment instanceof PathSegment.Name name
                ? name.arguments().stream().anyMatch(argument -> !(argument instanceof GenericArgument.Lifetime))
                : !(segment instanceof PathSegment.ImplBlock block) || isGeneric(block.type());
    }

    private static boolean isGeneric(MirType type) {
        if (type instanceof MirType.ImplTrait bounds) {
            return bounds.bounds().stream()
                    .anyMatch(bound -> !(bound instanceof TypeBound.Trait trait) || isGeneric(trait.trait()));
        }
        return !(type instanceof MirType.Named named)
                || named.path().segments().stream().anyMatch(CalledItems::isGeneric);
    }

    private boolean mayBeForeign(CalleeNames called) {
        List<String> names = called.self().isEmpty() ? called.names() : called.self();
        return names.size() > 1 && foreign.contains(names.get(0));
    }

    /** The bodies that such a call may be of. */
    private List<MirBody> named(CalleeNames called, boolean whole) {
        return byName.getOrDefault(called.last(), List.of()).stream()
                .filter(body -> mayName(called, body, whole))
                .toList();
    }

    private boolean mayName(CalleeNames called, MirBody body, boolean whole) {
        boolean inTrait = !called.self().isEmpty();
        List<String> path = CalleeNames.plain(body.path());
        if (!path.isEmpty()) {
            return !(whole && inTrait) && path.equals(called.names());
        }
        return implementors.mayBe(body, called.type(), inTrait, !whole);
    }
}
