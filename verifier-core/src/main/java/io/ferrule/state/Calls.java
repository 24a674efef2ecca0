package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.graph.CallTarget.Indirect;
import io.ferrule.policy.BodyUse;
import io.ferrule.policy.Callback;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.Handle;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.LockRelease;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Header;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.StructType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value.Local;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.AbstractValue.Unknown;
import io.ferrule.state.Base.Origin;
import io.ferrule.state.Decision.Answer;
import io.ferrule.state.Effects.Outcome;
import io.ferrule.state.Frame.Exit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What calls do to paths: by contract, by being passed over, or by being followed. */
final class Calls {

    private static final Set<String> COPIED = Set.of("byval", "inalloca", "preallocated");

    private final Plans plans;
    private final Follower follower;
    private final Consumer<StateEvent> events;
    private final Bystanders bystanders;
    private final CallbackCalls callbackCalls;

    /** Follows a call into its body; the paths behind it come later. */
    interface Follower {
        void follow(Continuation continuation, String target, List<AbstractValue> arguments);
    }

    Calls(Plans plans, Follower follower, Consumer<StateEvent> events) {
        this.plans = plans;
        this.follower = follower;
        this.events = events;
        this.bystanders = new Bystanders(plans, events);
        this.callbackCalls = new CallbackCalls(plans, follower, events);
    }

    /** The paths behind a call that are known at once. */
    List<Path> paths(Frame frame, CallSite site, Path before) {
        if (site.target() instanceof CallTarget.External external && external.isIntrinsic()) {
            Optional<List<Path>> known = new Intrinsics(frame, site).paths(external.symbol(), before);
            if (known.isPresent()) {
                return known.get();
            }
        }
        List<AbstractValue> arguments = arguments(frame, site, before.facts());
        if (frame.manner().isQuiet()) {
            return quietly(frame, site, arguments, before);
        }
        Optional<String> pointed = pointed(frame, site, before.facts());
        boolean sure = pointed.isPresent() || !(site.target() instanceof Indirect indirect) || indirect.exact();
        List<Path> behind = new ArrayList<>();
        for (String target : pointed.map(List::of).orElseGet(site::targets)) {
            behind.addAll(paths(frame, site, target, arguments, sure, before.copy()));
        }
        boolean open = pointed.isEmpty()
                && (site.targets().isEmpty() || (site.target() instanceof Indirect indirect && indirect.open()));
        if (open) {
            behind.add(unknown(site, arguments, before));
        }
        return behind;
    }

    /**
     * Of the targets of a call through a pointer the one that the pointer has on this path, where that is known: the others are
     * those of other paths, as where several callers hand a function to one.
     */
    private static Optional<String> pointed(Frame frame, CallSite site, Facts facts) {
        if (!(site.target() instanceof Indirect)) {
            return Optional.empty();
        }
        TypedValue callee = new TypedValue(
                new Type.PointerType(0), site.instruction().call().callee());
        return frame.values().stored(callee, facts) instanceof Address address
                        && address.offset() == 0
                        && address.base() instanceof Base.Global global
                        && site.targets().contains(global.symbol())
                ? Optional.of(global.symbol())
                : Optional.empty();
    }

    /** In a body that is followed for memory alone, every body that is there is followed, and every other call may do anything to it. */
    private List<Path> quietly(Frame frame, CallSite site, List<AbstractValue> arguments, Path before) {
        List<Path> behind = new ArrayList<>();
        for (String target : site.targets()) {
            boolean ends = plans.policy()
                    .contractOf(target)
                    .filter(FunctionContract::noreturn)
                    .isPresent();
            if (!ends && plans.of(target).isPresent()) {
                follow(frame, site, target, arguments, before.copy(), Optional.empty());
            } else if (!ends) {
                behind.add(unknown(site, arguments, before.copy()));
            }
        }
        boolean open = site.targets().isEmpty() || (site.target() instanceof Indirect indirect && indirect.open());
        if (open) {
            behind.add(unknown(site, arguments, before));
        }
        return behind;
    }

    private void follow(
            Frame frame,
            CallSite site,
            String target,
            List<AbstractValue> arguments,
            Path before,
            Optional<FunctionContract> contract) {
        Set<Base> visible = before.facts().reachable(arguments);
        Binding binding = Binding.of(target, arguments, index -> plans.sourceOf(site, target, index));
        follower.follow(
                new Continuation(frame, site, before, binding, visible, true, Optional.empty(), contract),
                target,
                arguments);
    }

    private List<Path> paths(
            Frame frame, CallSite site, String target, List<AbstractValue> arguments, boolean sure, Path before) {
        Path start = sure ? before : before.in(before.state().unsure());
        if (plans.relevance().beginsPanic(frame.plan().symbol(), target, before.state())) {
            events.accept(new StateEvent.Panicked(frame.activation(), site, target, start.state()));
        }
        Optional<FunctionContract> contract = plans.contracts().of(site, target);
        if (contract.isPresent()) {
            return byContract(frame, site, target, contract.get(), arguments, start);
        }
        if (!plans.relevance().isFollowed(target)) {
            return List.of(unknown(site, arguments, start));
        }
        Set<Base> visible = start.facts().reachable(arguments);
        boolean decided = isDecided(site, arguments) && plans.relevance().yieldsNumber(target);
        if (!plans.relevance().changesState(target)
                && !(plans.relevance().isShort(target)
                        && (plans.relevance().yieldsPointer(target)
                                || plans.relevance().computes(target)
                                || decided
                                || !visible.isEmpty()))
                && !isToldWhatToDo(target, arguments)
                && !start.facts().handles().areOwn(handedOver(site, arguments))
                && start.facts().cellsOf(visible, target).isEmpty()
                && arguments.stream()
                        .flatMap(Bases::in)
                        .allMatch(base -> start.facts().handles().goneAt(base).isEmpty())) {
            bystanders.visit(frame.activation(), site, target, start.state());
            Path behind = unknown(site, arguments, start);
            if (decided && site.instruction().header().result() != Header.NO_RESULT) {
                behind.facts()
                        .marks()
                        .differing()
                        .add(site.instruction().header().result());
            }
            name(site, plans.made(site, target, arguments), behind.facts());
            return List.of(behind);
        }
        Binding binding = Binding.of(target, arguments, index -> plans.sourceOf(site, target, index));
        follower.follow(new Continuation(frame, site, start, binding, visible, sure), target, arguments);
        return List.of();
    }

    /** Whether a number that it is given may decide whether it makes a call that not every state allows. */
    private boolean isToldWhatToDo(String target, List<AbstractValue> arguments) {
        return plans.relevance().isRestricted(target) && arguments.stream().anyMatch(Numeral.class::isInstance);
    }

    /**
     * Whether the path has decided what number one of the arguments is, such as whether a lock was taken. Then it may have
     * decided the result, too, and a branch on that.
     */
    private static boolean isDecided(CallSite site, List<AbstractValue> arguments) {
        List<Argument> given = site.instruction().call().arguments();
        return IntStream.range(0, given.size())
                .anyMatch(i -> given.get(i).type() instanceof IntegerType
                        && given.get(i).value() instanceof Local
                        && (arguments.get(i) instanceof Numeral || arguments.get(i) instanceof Address));
    }

    private List<AbstractValue> arguments(Frame frame, CallSite site, Facts facts) {
        List<AbstractValue> values = new ArrayList<>();
        for (Argument argument : site.instruction().call().arguments()) {
            boolean copied = COPIED.stream().anyMatch(argument.attributes()::has);
            values.add(
                    copied
                            ? Unknown.UNKNOWN
                            : frame.values().stored(new TypedValue(argument.type(), argument.value()), facts));
        }
        return values;
    }

    /** Names the result of a call, of which nothing else is known. */
    private static void name(CallSite site, AbstractValue result, Facts facts) {
        int local = site.instruction().header().result();
        if (local != Header.NO_RESULT && facts.value(local).isEmpty()) {
            facts.refine(local, result);
        }
    }

    /** Nothing is known of what the callee does to memory, nor of its result. */
    private static Path unknown(CallSite site, List<AbstractValue> arguments, Path before) {
        before.facts().handOver(handedOver(site, arguments));
        before.facts().leak(arguments.stream().flatMap(Bases::in).collect(Collectors.toSet()));
        return withResult(site, before, Unknown.UNKNOWN, false);
    }

    /** What the callee may keep: the pointers that it gets, but those of which LLVM says that it does not. */
    private static Set<Base> handedOver(CallSite site, List<AbstractValue> arguments) {
        List<Argument> given = site.instruction().call().arguments();
        Set<Base> bases = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            boolean seen = given.get(i)
                    .attributes()
                    .find("captures")
                    .filter(attribute -> !attribute.argument().contains("provenance"))
                    .isPresent();
            if (!seen && !(given.get(i).type() instanceof IntegerType)) {
                Bases.in(arguments.get(i)).forEach(bases::add);
            }
        }
        return bases;
    }

    private static Path withResult(CallSite site, Path path, AbstractValue result, boolean nonzero) {
        int local = site.instruction().header().result();
        if (local != Header.NO_RESULT) {
            Type type = site.instruction().call().resultType();
            boolean several = type instanceof StructType;
            path.facts().set(local, several ? first((StructType) type, result, nonzero) : result);
            if (nonzero && !several) {
                path.facts().exclude(local, 0);
            }
        }
        return path;
    }

    /** Several values, of which the first one tells: a truth value that is not zero is one. */
    private static AbstractValue first(StructType type, AbstractValue result, boolean nonzero) {
        boolean one =
                nonzero && !type.elements().isEmpty() && type.elements().get(0).equals(new IntegerType(1));
        AbstractValue known = one ? new Numeral(1) : result;
        if (!(known instanceof Numeral)) {
            return known;
        }
        List<AbstractValue> parts =
                new ArrayList<>(Collections.nCopies(type.elements().size(), Unknown.UNKNOWN));
        parts.set(0, known);
        return new AbstractValue.Aggregate(parts);
    }

    private List<Path> byContract(
            Frame frame,
            CallSite site,
            String target,
            FunctionContract contract,
            List<AbstractValue> arguments,
            Path before) {
        if (contract.body() == BodyUse.MEMORY && plans.of(target).isPresent()) {
            learnLocks(contract, arguments, before.facts());
            effects(frame, site, target, contract, arguments, before)
                    .begun(before.state())
                    .ifPresent(
                            state -> follow(frame, site, target, arguments, before.in(state), Optional.of(contract)));
            return List.of();
        }
        leak(contract, arguments, before.facts());
        learnLocks(contract, arguments, before.facts());
        List<Path> behind = new ArrayList<>();
        for (Outcome outcome :
                effects(frame, site, target, contract, arguments, before).on(before.state())) {
            Facts facts = before.facts().withHandles(outcome.handles());
            outcome.stored().forEach((place, value) -> facts.store(place, Long.BYTES, value));
            behind.add(withResult(site, new Path(outcome.state(), facts), outcome.result(), outcome.nonzero()));
        }
        List<Callback> callbacks = contract.callbacks().stream()
                .filter(callback -> callback.context().isEmpty())
                .toList();
        for (Path path : behind) {
            for (Callback callback : callbacks) {
                Effects effects = effects(frame, site, target, contract, arguments, path);
                callbackCalls.begin(frame, site, callback, arguments, effects, path);
            }
        }
        return behind;
    }

    /** What a lock is taken through is not null. */
    private static void learnLocks(FunctionContract contract, List<AbstractValue> arguments, Facts facts) {
        contract.acquires().stream()
                .map(LockAcquisition::lock)
                .filter(LockReference.Argument.class::isInstance)
                .map(lock -> ((LockReference.Argument) lock).index())
                .filter(index -> index < arguments.size() && arguments.get(index) instanceof Address)
                .map(index -> (Address) arguments.get(index))
                .flatMap(address -> Stream.of(address, Address.of(address.base())))
                .forEach(address -> facts.marks().learnApart(address, 0));
    }

    private Effects effects(
            Frame frame,
            CallSite site,
            String target,
            FunctionContract contract,
            List<AbstractValue> arguments,
            Path before) {
        boolean doubted = before.facts().marks().isDoubted();
        Base id = new Origin(frame.plan().symbol(), frame.plan().number(site.block(), site.index()), Optional.empty());
        Optional<String> type = contract.acquires().isEmpty()
                ? Optional.empty()
                : LockTypes.of(plans.calls().program(), site);
        return new Effects(
                frame.activation(),
                site,
                target,
                contract,
                arguments,
                id,
                type,
                index -> plans.sourceOf(site, target, index),
                place -> before.facts().load(place, Long.BYTES),
                doubted,
                before.facts().handles().copy(),
                plans.policy().ownership(),
                events);
    }

    /** A function of the kernel keeps no pointer to a lock, to where it leaves a handle, or to the data of what it calls back. */
    private static void leak(FunctionContract contract, List<AbstractValue> arguments, Facts facts) {
        Set<Integer> stored = contract.resources().acquires().stream()
                .flatMap(resource ->
                        resource.handle() instanceof Handle.Stored handle ? Stream.of(handle.index()) : Stream.of())
                .collect(Collectors.toSet());
        Set<Integer> locks = passed(Stream.concat(
                        contract.acquires().stream().map(LockAcquisition::lock),
                        contract.releases().stream().map(LockRelease::lock)))
                .collect(Collectors.toSet());
        Set<Integer> data = contract.callbacks().stream()
                .filter(callback -> callback.method().isPresent())
                .map(callback -> callback.argument() - 1)
                .collect(Collectors.toSet());
        Set<Base> given = new HashSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (!locks.contains(i) && !stored.contains(i) && !data.contains(i)) {
                Bases.in(arguments.get(i)).forEach(given::add);
            }
        }
        facts.leak(given);
    }

    /** The arguments that those locks are passed by, themselves or in a guard. */
    private static Stream<Integer> passed(Stream<LockReference> locks) {
        return locks.flatMap(lock -> {
            if (lock instanceof LockReference.Pointed pointed) {
                return Stream.of(pointed.index());
            }
            return lock instanceof LockReference.Argument argument ? Stream.of(argument.index()) : Stream.of();
        });
    }

    /** The paths behind a call that has come back. */
    List<Path> returned(Continuation continuation, Exit exit, Path after) {
        if (continuation.contract().isPresent()) {
            return told(continuation, continuation.contract().get(), exit, after);
        }
        return returned(continuation, after);
    }

    /** The same, of a call of which a contract says all but what its body left in memory. */
    private List<Path> told(Continuation continuation, FunctionContract contract, Exit exit, Path after) {
        CallSite site = continuation.site();
        Frame frame = continuation.frame();
        List<AbstractValue> arguments =
                arguments(frame, site, continuation.path().facts());
        Effects effects = effects(frame, site, continuation.binding().callee(), contract, arguments, after);
        after.facts().guards().addAll(continuation.visible());
        List<LockState> states = new ArrayList<>();
        Answer answer = exit.answer().orElse(Answer.TAKEN);
        if (answer != Answer.REFUSED) {
            states.addAll(effects.holding(after.state()));
        }
        if (answer != Answer.TAKEN) {
            states.add(after.state());
        }
        return states.stream()
                .map(state -> answer == Answer.UNKNOWN ? state.unsure() : state)
                .flatMap(state -> returned(continuation, after.copy().in(state)).stream())
                .toList();
    }

    /** What is known of a result by the name of an instruction of the callee is so of what equal arguments make again. */
    private Path named(Continuation continuation, int local, Path after) {
        CallSite site = continuation.site();
        List<AbstractValue> arguments =
                arguments(continuation.frame(), site, continuation.path().facts());
        AbstractValue made = plans.made(site, continuation.binding().callee(), arguments);
        if (made instanceof Scalar same
                && after.facts().unresolved(local) instanceof Scalar result
                && result.name() instanceof Origin origin
                && origin.inner().isPresent()) {
            return after.renamed(base -> Address.of(base.equals(origin) ? same.name() : base));
        }
        name(site, made, after.facts());
        return after;
    }

    private List<Path> returned(Continuation continuation, Path after) {
        CallSite site = continuation.site();
        int local = site.instruction().header().result();
        if (continuation.callback().isEmpty()) {
            Doubts.noteGiven(continuation, after.facts());
            if (local == Header.NO_RESULT) {
                after.facts().forgetLocal(Frame.RESULT);
                return List.of(after);
            }
            after.facts().take(local, after.facts(), Frame.RESULT);
            after.facts().forgetLocal(Frame.RESULT);
            return List.of(named(continuation, local, after));
        }
        after.facts().forgetLocal(Frame.RESULT);
        callbackCalls.again(continuation, arguments(continuation.frame(), site, after.facts()), after);
        return List.of(after);
    }
}
