package io.ferrule.identity;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.identity.FieldPath.Step;
import io.ferrule.identity.PlaceWalk.Found;
import io.ferrule.join.Join;
import io.ferrule.mir.Local;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Place;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.SourceLocation;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which lock a call takes, as far as MIR tells.
 *
 * <p>A call that takes a lock lies in a function of another crate that the extension calls on something, a reference to the
 * lock, or in what that one calls. What that refers to is looked up in the MIR of the caller, and of those around it that it was inlined into. It is
 * right if the code belongs to those bodies ({@link OwnCode}), and if the lock lies in what the reference refers to and is
 * the only one in there that methods of this type take. The latter is for the trusted crate to keep, and an assumption of
 * the verdict; what can be seen is that no code of the method loads the lock's address from somewhere, as it would for a
 * handle of a lock that lies elsewhere.
 */
public final class LockSources {

    private final CallGraph calls;
    private final SourceCalls source;
    private final OwnCode own;
    private final FieldNames names;
    private final Statics statics;
    private final Map<Pointer, LockSource> known = new HashMap<>();
    private final Map<String, PointerLoads> loads = new HashMap<>();

    /** An argument of a call of that function. */
    private record Pointer(CallSite site, String target, int argument) {}

    private LockSources(CallGraph calls, Join join, MirProgram mir) {
        this.calls = calls;
        this.source = new SourceCalls(join, mir);
        this.own = new OwnCode(calls, source);
        this.names = new FieldNames(mir);
        this.statics = new Statics(mir);
    }

    /** The locks of a program with the MIR of one of its crates. */
    public static LockSources of(CallGraph calls, Join join, MirProgram mir) {
        return new LockSources(calls, join, mir);
    }

    /** What is known of the lock, if it is one, that the argument of that number of a call of that function points to. */
    public LockSource of(CallSite site, String target, int argument) {
        boolean foreign = argument < site.instruction().call().arguments().size() && !source.isKnown(target);
        return foreign ? known.computeIfAbsent(new Pointer(site, target, argument), this::find) : LockSource.UNKNOWN;
    }

    /** How the source has the call of a method that leads to that call, as in {@code self.queue.lock()}. */
    public Optional<String> written(CallSite site, String target) {
        List<SourceLocation> chain = chain(site.instruction());
        for (int i = 0; i < chain.size(); i++) {
            if (source.isKnown(chain.get(i).function())) {
                return source.at(
                                chain.get(i), i == 0 ? target : chain.get(i - 1).function())
                        .flatMap(found -> new Receivers(found, names).call());
            }
        }
        return Optional.empty();
    }

    private List<SourceLocation> chain(Instruction instruction) {
        return calls.program().inlineChainOf(instruction);
    }

    private LockSource find(Pointer pointer) {
        CallSite site = pointer.site();
        List<SourceLocation> chain = chain(site.instruction());
        int caller = 0;
        while (caller < chain.size() && !source.isKnown(chain.get(caller).function())) {
            caller++;
        }
        if (caller >= chain.size() || !own.has(site.caller())) {
            return LockSource.UNKNOWN;
        }
        String method = caller == 0 ? pointer.target() : chain.get(caller - 1).function();
        List<SourceLocation> around = chain.subList(caller, chain.size());
        return own.agrees(around, method) && isInPlace(pointer, around, method)
                ? source.at(around.get(0), method)
                        .map(call -> read(call, around))
                        .orElse(LockSource.UNKNOWN)
                : LockSource.UNKNOWN;
    }

    private LockSource read(SourceCalls.Found call, List<SourceLocation> around) {
        List<Operand> arguments = call.call().arguments();
        if (arguments.isEmpty() || !arguments.stream().skip(1).allMatch(argument -> isHarmless(call, argument))) {
            return LockSource.UNKNOWN;
        }
        List<Step> steps = new ArrayList<>();
        Found found = new PlaceWalk(call.body(), call.code(), names, statics).referent(arguments.get(0));
        steps.addAll(found.steps());
        for (int i = 1; i < around.size() && found.parameter().isPresent(); i++) {
            int argument = found.parameter().getAsInt() - 1;
            Optional<SourceCalls.Found> outer =
                    source.at(around.get(i), around.get(i - 1).function());
            if (outer.isEmpty() || argument >= outer.get().call().arguments().size()) {
                break;
            }
            found = new PlaceWalk(outer.get().body(), outer.get().code(), names, statics)
                    .referent(outer.get().call().arguments().get(argument));
            steps.addAll(found.steps());
        }
        Optional<FieldPath> field = steps.isEmpty() ? Optional.empty() : Optional.of(new FieldPath(steps));
        Optional<String> type = type(call, arguments.get(0), around.get(0).function());
        return new LockSource(holder(call, arguments.get(0)), field, type, steps.isEmpty() && found.isStatic());
    }

    /** What cannot be a lock, nor lead to one: numbers, and closures, whose code tells for itself. */
    private static boolean isHarmless(SourceCalls.Found call, Operand argument) {
        if (argument instanceof Operand.Constant) {
            return true;
        }
        Optional<MirType> type = BodyTypes.place(argument).flatMap(place -> new BodyTypes(call.code()).of(place));
        return type.filter(t -> t instanceof MirType.Anonymous
                        || (t instanceof MirType.Named named
                                && named.path().toString().matches("[iu](8|16|32|64|128|size)|bool")))
                .isPresent();
    }

    private static List<String> holder(SourceCalls.Found call, Operand reference) {
        return BodyTypes.place(reference)
                .flatMap(place -> new BodyTypes(call.code()).of(place))
                .flatMap(MarkedTypes::target)
                .filter(MirType.Named.class::isInstance)
                .map(type -> ((MirType.Named) type).path())
                .filter(path -> path.segments().stream().allMatch(PathSegment.Name.class::isInstance))
                .map(MarkedTypes::names)
                .orElse(List.of());
    }

    /** The type of what a variable of the body refers to; the types of parameters are printed in another way. */
    private static Optional<String> type(SourceCalls.Found call, Operand reference, String function) {
        Optional<Place> place =
                BodyTypes.place(reference).filter(p -> p.projections().isEmpty());
        return place.filter(p -> ExactType.isConcrete(function))
                .filter(p -> p.local() > call.body().parameters().size())
                .flatMap(p -> call.code().locals().stream()
                        .filter(local -> local.number() == p.local())
                        .map(Local::type)
                        .findFirst())
                .flatMap(MarkedTypes::target)
                .flatMap(ExactType::of);
    }

    private boolean isInPlace(Pointer pointer, List<SourceLocation> around, String method) {
        String caller = pointer.site().caller();
        Optional<Function> function = calls.program().function(caller);
        Value value = pointer.site()
                .instruction()
                .call()
                .arguments()
                .get(pointer.argument())
                .value();
        return function.isPresent()
                && loads.computeIfAbsent(caller, symbol -> new PointerLoads(function.get()))
                        .all(value, made -> !isOf(made, around, method));
    }

    /** Whether an instruction belongs to that call, or to another method of the same type. */
    private boolean isOf(Instruction made, List<SourceLocation> around, String method) {
        List<SourceLocation> chain = chain(made);
        boolean nowhere = chain.isEmpty() || chain.get(0).line() == 0;
        boolean here = chain.size() > around.size()
                && chain.subList(chain.size() - around.size(), chain.size()).equals(around);
        return nowhere || here || chain.stream().anyMatch(place -> CalleeNames.haveOneParent(place.function(), method));
    }
}
