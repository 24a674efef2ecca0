package io.ferrule.identity;

import io.ferrule.join.Join;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.PathSegment;
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
 * implemented twice for one type, and so only bodies that show the same path or type remain: items of blocks.
 */
public final class CalledItems {

    private final Join join;
    private final Map<String, List<MirBody>> byName;
    private final Implementors implementors;
    private final Set<String> foreign;

    /** The items of a program and the dump of one of its crates. */
    public CalledItems(Join join, MirProgram mir) {
        this.join = join;
        this.byName = mir.bodies().stream()
                .filter(body -> body.kind() == ItemKind.FUNCTION && !body.forEvaluation())
                .filter(body -> body.path().last() instanceof PathSegment.Name)
                .collect(Collectors.groupingBy(body -> body.path().lastName().orElse("")));
        this.implementors = new Implementors(mir);
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
                ? isLocal(function.get(), called.get(), own.get())
                : function.get().mayBe(called.get())
                        && named(called.get(), false).isEmpty();
    }

    private boolean isLocal(CalleeNames function, CalleeNames called, MirBody own) {
        String crate = join.crate().orElseThrow();
        return function.mayBe(called, crate)
                && !mayBeForeign(called)
                && named(called, function.isWholly(called, crate)).stream().allMatch(own::equals);
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
