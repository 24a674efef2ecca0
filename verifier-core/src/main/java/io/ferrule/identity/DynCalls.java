package io.ferrule.identity;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.MethodCall;
import io.ferrule.join.Join;
import io.ferrule.join.Reliance;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Terminator;
import io.ferrule.mir.TypeBound;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.policy.DynContract;
import io.ferrule.policy.TypePattern;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Function;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which calls of pointers are calls of a trait's method through a vtable, of which a contract speaks.
 *
 * <p>LLVM IR has a load from a table and nothing that says of which trait. The MIR of the function that the call is written
 * in does: {@code <dyn Handler as Handler>::handle}. It is right if the code is certainly that function's own, on the whole
 * way from the entry point ({@link OwnCode}): LLVM makes one of two functions that call the same slot of two traits. The
 * call is the innermost one around its place, if no other is hidden there ({@link CallPlaces}); a place where something is
 * dropped is none.
 *
 * <p>The trait has to be the one of the contract, not only one that it may be: a dump names what is of its own crate by the
 * whole path without the crate, and what is of another one by the path that leads there. Where a call says less, the type of
 * what it is called on has the rest. A name that may as well be one of this crate is none of another one, and where nothing
 * of that other one is in the program, there is none: a dump shows no module that has no body.
 */
public final class DynCalls {

    private final CallGraph calls;
    private final Join join;
    private final OwnCode own;
    private final CallPlaces places;
    private final Set<String> modules;
    private final List<DynContract> contracts;

    private DynCalls(CallGraph calls, Join join, MirProgram mir, List<DynContract> contracts) {
        this.calls = calls;
        this.join = join;
        this.own = new OwnCode(calls, new SourceCalls(join, mir));
        this.places = new CallPlaces(calls.program());
        this.modules = mir.bodies().stream()
                .flatMap(body -> MarkedTypes.names(body.path()).stream().limit(1))
                .collect(Collectors.toSet());
        this.contracts = contracts.stream()
                .filter(contract -> isOfCrate(contract) || isThere(calls.program(), crate(contract)))
                .toList();
    }

    private static String crate(DynContract contract) {
        return contract.method().segments().get(0);
    }

    private boolean isOfCrate(DynContract contract) {
        return join.crate().equals(Optional.of(crate(contract)));
    }

    /** Whether anything of a crate is in the program, by the symbols of its items and of what was inlined. */
    private static boolean isThere(Program program, String crate) {
        Stream<String> inlined = program.functions().values().stream()
                .flatMap(function -> function.blocks().stream())
                .flatMap(block -> block.instructions().stream())
                .flatMap(instruction -> program.inlineChainOf(instruction).stream())
                .map(SourceLocation::function);
        return Stream.of(program.functions().keySet().stream(), program.globals().keySet().stream(), inlined)
                .flatMap(symbols -> symbols)
                .distinct()
                .anyMatch(symbol -> Names.crate(symbol).equals(Optional.of(crate)));
    }

    /** Those of a program; {@code calls} is its graph without any of these contracts. */
    public static DynCalls of(CallGraph calls, Join join, MirProgram mir, List<DynContract> contracts) {
        return new DynCalls(calls, join, mir, contracts);
    }

    /** What is known of what is called; a contract goes by its {@linkplain DynContract#symbol symbol}. */
    public MethodCall of(Function caller, CallInstruction instruction) {
        List<SourceLocation> chain = calls.program().inlineChainOf(instruction);
        if (chain.isEmpty()
                || !own.has(caller.symbol())
                || !own.agrees(chain.subList(1, chain.size()), chain.get(0).function())
                || !(join.relianceOn(chain.get(0).function()) instanceof Reliance.Allowed allowed)) {
            return MethodCall.Unknown.UNKNOWN;
        }
        Code code = allowed.code();
        if (CallPlaces.throughPointers(code).noneMatch(this::mayBeContracted) && !drops(code)) {
            return MethodCall.Own.OWN;
        }
        return SourceCalls.innermost(code, chain.get(0))
                .filter(call -> isInItsLines(code, chain.get(0)))
                .flatMap(call -> contract(code, call))
                .filter(contract -> noneIsHidden(chain.get(0).function(), code, contract))
                .<MethodCall>map(MethodCall.Contracted::new)
                .orElse(MethodCall.Unknown.UNKNOWN);
    }

    /** Whether a call may be of a method that a contract speaks of: it has the names of its trait and its own. */
    private boolean mayBeContracted(Terminator.Call call) {
        Optional<List<String>> method = BodyIndex.callee(call.function()).flatMap(DynCalls::method);
        return method.isEmpty()
                || contracts.stream()
                        .map(contract -> contract.method().segments())
                        .anyMatch(names -> TypePattern.noneContradicts(method.get(), names));
    }

    /** Whether a body drops something: that may call the drop of a type that nobody has seen. */
    private static boolean drops(Code code) {
        return code.blocks().stream().anyMatch(block -> block.terminator() instanceof Terminator.Drop);
    }

    private Optional<String> contract(Code code, Terminator.Call call) {
        return BodyIndex.callee(call.function())
                .flatMap(DynCalls::method)
                .map(method -> whole(method, code, call))
                .flatMap(this::contract);
    }

    /**
     * A method with the whole path of its trait. Calls name the trait by its last name alone where no other item has that;
     * types of variables name it in full.
     */
    private static List<String> whole(List<String> method, Code code, Terminator.Call call) {
        String trait = method.get(0);
        BodyTypes types = new BodyTypes(code);
        Optional<List<String>> full = call.arguments().stream()
                .limit(method.size() == 2 ? 1 : 0)
                .flatMap(self -> types.of(self).stream())
                .flatMap(type -> MarkedTypes.target(type).stream())
                .flatMap(DynCalls::traits)
                .filter(names -> !names.isEmpty() && names.get(names.size() - 1).equals(trait))
                .findFirst();
        return full.map(names -> {
                    List<String> whole = new ArrayList<>(names);
                    whole.add(method.get(1));
                    return whole;
                })
                .orElse(method);
    }

    private static Stream<List<String>> traits(MirType type) {
        return type instanceof MirType.DynamicTrait object
                ? object.bounds().stream()
                        .filter(TypeBound.Trait.class::isInstance)
                        .map(bound -> ((TypeBound.Trait) bound).trait())
                        .filter(MirType.Named.class::isInstance)
                        .map(trait -> ((MirType.Named) trait).path())
                        .filter(path -> path.segments().stream().allMatch(PathSegment.Name.class::isInstance))
                        .map(MarkedTypes::names)
                : Stream.empty();
    }

    private boolean noneIsHidden(String function, Code code, String contract) {
        return CallPlaces.throughPointers(code)
                .filter(call -> !contract(code, call).equals(Optional.of(contract)))
                .allMatch(call -> places.has(function, code, call));
    }

    private static boolean isInItsLines(Code code, SourceLocation place) {
        return SourceCalls.allCallsIn(code) && !SourceCalls.isDrop(code, place);
    }

    /** The trait and the method of a call through a trait object. */
    private static Optional<List<String>> method(MirPath path) {
        List<PathSegment> segments = path.segments();
        if (segments.size() != 2
                || !(segments.get(0) instanceof PathSegment.Qualified qualified)
                || !(segments.get(1) instanceof PathSegment.Name method)
                || !(qualified.self() instanceof MirType.DynamicTrait)
                || qualified.trait().isEmpty()
                || !(qualified.trait().get() instanceof MirType.Named trait)
                || !trait.path().segments().stream().allMatch(PathSegment.Name.class::isInstance)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(MarkedTypes.names(trait.path()));
        names.add(method.name());
        return Optional.of(names);
    }

    private Optional<String> contract(List<String> method) {
        return contracts.stream()
                .filter(contract -> isOf(contract, method))
                .map(DynContract::symbol)
                .findFirst();
    }

    private boolean isOf(DynContract contract, List<String> method) {
        List<String> wanted = contract.method().segments();
        List<String> within = wanted.subList(1, wanted.size());
        return join.crate().equals(Optional.of(wanted.get(0)))
                ? method.equals(within)
                : method.equals(wanted) && !modules.contains(wanted.get(0));
    }
}
