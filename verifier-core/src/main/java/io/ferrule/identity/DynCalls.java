package io.ferrule.identity;

import io.ferrule.graph.CallGraph;
import io.ferrule.join.Join;
import io.ferrule.join.Reliance;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.policy.DynContract;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Function;
import io.ferrule.program.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which calls of pointers are calls of a trait's method through a vtable, of which a contract speaks.
 *
 * <p>LLVM IR has a load from a table and nothing that says of which trait. The MIR of the function that the call is written
 * in does: {@code <dyn Handler as Handler>::handle}. It is right if the code is certainly that function's own, on the whole
 * way from the entry point ({@link OwnCode}): LLVM makes one of two functions that call the same slot of two traits. The
 * call is the innermost one around its place; a place where something is dropped is none.
 */
public final class DynCalls {

    private final CallGraph calls;
    private final Join join;
    private final OwnCode own;
    private final List<DynContract> contracts;

    private DynCalls(CallGraph calls, Join join, OwnCode own, List<DynContract> contracts) {
        this.calls = calls;
        this.join = join;
        this.own = own;
        this.contracts = List.copyOf(contracts);
    }

    /** Those of a program; {@code calls} is its graph without any of these contracts. */
    public static DynCalls of(CallGraph calls, Join join, MirProgram mir, List<DynContract> contracts) {
        return new DynCalls(calls, join, new OwnCode(calls, new SourceCalls(join, mir)), contracts);
    }

    /** The contract of what is called, by its {@linkplain DynContract#symbol symbol}, if one speaks of it. */
    public Optional<String> of(Function caller, CallInstruction instruction) {
        List<SourceLocation> chain = calls.program()
                .locationOf(instruction)
                .map(SourceLocation::inlineChain)
                .orElse(List.of());
        if (chain.isEmpty()
                || !own.has(caller.symbol())
                || !own.agrees(chain.subList(1, chain.size()), chain.get(0).function())
                || !(join.relianceOn(chain.get(0).function()) instanceof Reliance.Allowed allowed)) {
            return Optional.empty();
        }
        return SourceCalls.innermost(allowed.code(), chain.get(0))
                .filter(call -> isInItsLines(allowed.code(), chain.get(0)))
                .flatMap(call -> BodyIndex.callee(call.function()))
                .flatMap(DynCalls::method)
                .flatMap(this::contract);
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
                || !(qualified.trait().get() instanceof MirType.Named trait)) {
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

    /** MIR leaves segments out, but never the trait's own name. */
    private static boolean isOf(DynContract contract, List<String> method) {
        List<String> wanted = contract.method().segments();
        return method.size() >= 2
                && wanted.size() >= 2
                && method.get(method.size() - 2).equals(wanted.get(wanted.size() - 2))
                && contract.method().matches(method);
    }
}
