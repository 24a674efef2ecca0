package io.ferrule.state;

import io.ferrule.graph.CallEdge;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.program.Computation.Incoming;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Invocation.Invoke;
import io.ferrule.program.Terminator;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Terminator.Return;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Terminator.Unwind;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import io.ferrule.state.Agenda.Resume;
import io.ferrule.state.Agenda.Walk;
import io.ferrule.state.Agenda.Work;
import io.ferrule.state.Frame.Exit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows roots along all paths: see the description of the package. A root that calls what one before it called, in the
 * same state and with the same arguments, joins what is known of that; the events there are those of the first.
 */
final class Tabulation {

    /** More states than these in one block are not kept apart: they are a gap. */
    private static final int MOST_STATES = 64;

    private final Plans plans;
    private final Manner manner;
    private final List<StepBudget> budgets;
    private final Map<ActivationKey, Frame> frames = new HashMap<>();
    private final Agenda agenda;
    private final Set<StateEvent> events = new LinkedHashSet<>();
    private final Set<String> joined = new LinkedHashSet<>();
    private final Calls calls;
    private final Branches branches = new Branches(this::enter);
    private Optional<CallSite> exhaustedAt = Optional.empty();

    /** Whether there are too many paths to follow each on its own. */
    private boolean givenUp;

    /** What tells activations apart. */
    private record ActivationKey(
            String function,
            LockState state,
            List<AbstractValue> arguments,
            Map<AbstractValue.Address, Facts.Cell> cells,
            Set<Base> leaked,
            Set<Base> guards,
            Marks marks,
            Set<HandleMark> handles,
            Manner manner,
            boolean isTold,
            Optional<Decision> decision) {}

    /**
     * A table for roots that are followed in that manner and have these budgets in common; when one of them is spent, the root is
     * a gap, and so are those that come after it.
     */
    Tabulation(Plans plans, Manner manner, List<StepBudget> budgets) {
        this.plans = plans;
        this.manner = manner;
        this.agenda = new Agenda(manner);
        this.budgets = List.copyOf(budgets);
        this.calls = new Calls(plans, this::call, events::add);
    }

    /**
     * What was found of a root.
     *
     * @param events everything that happens on its paths, but for what it has in common with roots before it
     * @param joined those roots
     * @param whole whether all of its paths were followed, and not given up for there being too many
     */
    record Followed(List<StateEvent> events, Set<String> joined, boolean whole) {

        Followed {
            events = List.copyOf(events);
            joined = Collections.unmodifiableSet(new LinkedHashSet<>(joined));
        }
    }

    /** Everything that happens on the paths from a root. */
    Followed run(String root, LockState start) {
        events.clear();
        joined.clear();
        Activation activation = new Activation(root, start, Optional.empty());
        if (plans.isUneventful(root)) {
            plans.returns(root).forEach(end -> events.add(new StateEvent.Ended(activation, end, start)));
            return new Followed(List.copyOf(events), joined, true);
        }
        plans.of(root).ifPresent(plan -> {
            Frame frame = new Frame(activation, plan, plans.values(plan), manner);
            Facts facts = Facts.none();
            Entry.learnParameters(plan, frame.values(), facts);
            begin(frame, new Path(start, facts));
        });
        while (!agenda.isEmpty() && exhaustedAt.isEmpty() && !givenUp) {
            Work next = agenda.next();
            if (next instanceof Walk walk) {
                walk(walk.frame(), walk.block(), 0, walk.frame().at(walk.block(), walk.arrival()));
            } else if (next instanceof Resume resume) {
                resume(resume.continuation(), resume.callee(), resume.exit());
            }
        }
        exhaustedAt.ifPresent(site -> events.add(new StateEvent.Gap(
                activation, site, site.caller(), "there are too many paths to follow them all", start)));
        agenda.clear();
        return new Followed(List.copyOf(events), joined, !givenUp && exhaustedAt.isEmpty());
    }

    /** A path, and the instruction of its block that comes next. */
    private record Step(int index, Path path) {}

    private void walk(Frame frame, int block, int index, Path path) {
        Deque<Step> paths = new ArrayDeque<>(List.of(new Step(index, path)));
        List<Instruction> instructions = frame.plan().block(block).instructions();
        while (!paths.isEmpty()) {
            Step step = paths.pop();
            Instruction instruction = instructions.get(step.index());
            budgets.forEach(StepBudget::spend);
            if (manner == Manner.PATHS && budgets.stream().anyMatch(StepBudget::isOver)) {
                givenUp = true;
                return;
            }
            if (!frame.manner().isQuiet()
                    && plans.watched().in(frame.plan().symbol()).contains(instruction)) {
                events.add(new StateEvent.Reached(
                        frame.activation(),
                        frame.plan().symbol(),
                        instruction,
                        step.path().state()));
            }
            Optional<CallSite> site = frame.plan().site(block, step.index());
            if (site.isPresent()) {
                if (budgets.stream().anyMatch(StepBudget::isOver)) {
                    exhaustedAt = site;
                    return;
                }
                for (Path after : calls.paths(frame, site.get(), renewed(frame, block, step.index(), step.path()))) {
                    paths.addAll(behind(frame, site.get(), after));
                }
            } else if (instruction instanceof Terminator terminator) {
                leave(frame, block, terminator, step.path());
            } else if (instruction instanceof Phi) {
                paths.push(new Step(step.index() + 1, step.path()));
            } else {
                Path before = renewed(frame, block, step.index(), step.path());
                plans.memory().execute(frame, block, instruction, before.facts());
                paths.push(new Step(step.index() + 1, before));
            }
        }
    }

    /** The step behind a call; none where the call ends its block. */
    private List<Step> behind(Frame frame, CallSite site, Path after) {
        if (site.instruction() instanceof Invoke invoke) {
            enter(frame, site.block(), invoke.normal(), after);
            return List.of();
        }
        if (site.instruction() instanceof Terminator terminator) {
            terminator.successors().forEach(next -> enter(frame, site.block(), next, after.copy()));
            return List.of();
        }
        return List.of(new Step(site.index() + 1, after));
    }

    /** What an instruction yielded before is no longer what it yields. */
    private static Path renewed(Frame frame, int block, int index, Path path) {
        Instruction instruction = frame.plan().block(block).instructions().get(index);
        if (instruction.header().result() == Header.NO_RESULT
                && frame.plan().site(block, index).isEmpty()) {
            return path;
        }
        return frame.plan().isCyclic(block)
                ? Renewal.of(frame.plan(), frame.plan().number(block, index), path)
                : path;
    }

    private void leave(Frame frame, int block, Terminator terminator, Path path) {
        if (terminator instanceof Return returned) {
            end(frame, returned, path);
        } else if (terminator instanceof Unwind unwind && unwind.successors().isEmpty()) {
            exit(frame, path.state(), true, path.facts());
        } else if (terminator instanceof Branch branch) {
            branches.part(frame, block, branch, path);
        } else if (terminator instanceof Switch choice) {
            branches.part(frame, block, choice, path);
        } else {
            terminator.successors().forEach(next -> enter(frame, block, next, path.copy()));
        }
    }

    private void end(Frame frame, Return returned, Path path) {
        if (isRoot(frame)) {
            events.add(new StateEvent.Ended(frame.activation(), returned, path.state()));
        }
        Facts facts = path.facts();
        facts.forgetLocal(Frame.RESULT);
        returned.value().ifPresent(value -> {
            AbstractValue result = frame.values().argument(value, facts);
            if (isRoot(frame)) {
                facts.handOver(Bases.in(result).collect(Collectors.toSet()));
            }
            if (value.value() instanceof Local local) {
                facts.take(Frame.RESULT, facts, local.index());
            }
            facts.refine(Frame.RESULT, result);
        });
        exit(frame, path.state(), false, facts);
    }

    private static boolean isRoot(Frame frame) {
        return frame.activation().isRoot();
    }

    private void exit(Frame frame, LockState state, boolean unwinding, Facts facts) {
        if (isRoot(frame)) {
            ResourceSteps.left(
                    frame.activation(), state, facts.handles(), plans.policy().ownership(), events::add);
        }
        facts.keepLocals(local -> local == Frame.RESULT);
        facts.forgetSlots(slot -> slot.belongsTo(frame.plan().symbol()));
        Path left = new Path(state, facts);
        Path told = Branches.doubted(left, frame.isCrowded(unwinding, left));
        frame.leave(told.state(), unwinding, told.facts())
                .ifPresent(exit ->
                        frame.waiting().forEach(continuation -> agenda.add(new Resume(continuation, frame, exit))));
    }

    /** Goes on behind a call that has come back. */
    private void resume(Continuation continuation, Frame callee, Exit exit) {
        Frame frame = continuation.frame();
        CallSite site = continuation.site();
        Path after = continuation.after(exit.state(), callee.factsAt(exit));
        if (exit.unwinding() && continuation.contract().isPresent()) {
            return;
        }
        if (exit.unwinding()) {
            if (site.instruction() instanceof Invoke invoke) {
                enter(frame, site.block(), invoke.unwind(), after);
            } else {
                exit(frame, after.state(), true, after.facts());
            }
            return;
        }
        for (Path path : calls.returned(continuation, exit, after)) {
            for (Step step : behind(frame, site, path)) {
                walk(frame, site.block(), step.index(), step.path());
            }
        }
    }

    /** Goes on in another block: all phis get their values at once. */
    private void enter(Frame frame, int from, int to, Path path) {
        List<Phi> phis = frame.plan().phis(to);
        List<AbstractValue> results = new ArrayList<>();
        Blurs differing = new Blurs();
        Blurs lost = new Blurs();
        for (Phi phi : phis) {
            Optional<Value> value = phi.incoming().stream()
                    .filter(incoming -> incoming.block() == from)
                    .map(Incoming::value)
                    .findFirst();
            results.add(value.map(of -> frame.values().argument(new TypedValue(phi.type(), of), path.facts()))
                    .orElse(AbstractValue.Unknown.UNKNOWN));
            int result = phi.header().result();
            value.filter(of -> frame.doubts().differs(of, path.facts())).ifPresent(of -> differing.add(result));
            value.filter(of -> frame.doubts().isLost(of, path.facts())).ifPresent(of -> lost.add(result));
        }
        Path next = Renewal.ofPhis(frame.plan(), to, phis, results, path);
        next.facts().marks().differing().meet(differing);
        next.facts().marks().lost().meet(lost);
        List<Integer> counting = frame.plan().rounds().apart(to);
        next.facts()
                .keepLocals(
                        local -> frame.plan().isLive(local, to) || isOneOf(phis, local) || counting.contains(local));
        next.facts().markGuards(next.state());
        forgetUnused(frame, to, next.facts());
        if (frame.states(to) >= MOST_STATES && !frame.knows(to, next.state())) {
            tooManyStates(frame, next.state());
        } else {
            come(frame, from, to, next);
        }
    }

    private void come(Frame frame, int from, int to, Path path) {
        Path told = Branches.doubted(path, frame.isCrowded(to, path));
        frame.arrive(from, to, told).ifPresent(arrival -> agenda.add(new Walk(frame, to, arrival)));
    }

    /** What lies in a guard that nobody asks for any more keeps no paths apart. */
    private static void forgetUnused(Frame frame, int block, Facts facts) {
        FunctionPlan plan = frame.plan();
        Set<Base> pointedTo = facts.guards().isEmpty() && !frame.manner().isQuiet() ? Set.of() : facts.pointedTo();
        facts.forgetSlots(base -> (frame.manner().isQuiet() || facts.guards().contains(base))
                && base instanceof Base.Slot slot
                && slot.belongsTo(plan.symbol())
                && !plan.isLive(slot.local(), block)
                && !pointedTo.contains(slot));
    }

    private static boolean isOneOf(List<Phi> phis, int local) {
        return phis.stream().anyMatch(phi -> phi.header().result() == local);
    }

    private void tooManyStates(Frame frame, LockState state) {
        givenUp = manner == Manner.PATHS;
        plans.anySiteIn(frame.plan().symbol())
                .ifPresent(site -> events.add(new StateEvent.Gap(
                        frame.activation(), site, site.caller(), "its paths have too many different states", state)));
    }

    /** Begins a call of a function with a body, or joins one that is like it. */
    private void call(Continuation continuation, String target, List<AbstractValue> arguments) {
        Entry entry = Entry.of(continuation, target, arguments);
        Facts facts = entry.facts();
        Activation caller = continuation.frame().activation();
        ActivationKey key = new ActivationKey(
                target,
                entry.state(),
                entry.given(),
                Map.copyOf(facts.cells()),
                Set.copyOf(facts.leaked()),
                Set.copyOf(facts.guards()),
                facts.marks(),
                facts.handles().all(),
                continuation.manner(),
                continuation.contract().isPresent(),
                continuation.decisive().map(acquisition -> new Decision(acquisition, entry.given())));
        Frame known = frames.get(key);
        Frame callee = known != null ? known : begin(continuation, key, facts.copy());
        frames.put(key, callee);
        noteJoined(caller, callee.activation());
        Continuation common = callee.await(continuation);
        for (Exit exit : callee.exits()) {
            agenda.add(new Resume(common, callee, exit));
        }
    }

    private void noteJoined(Activation caller, Activation callee) {
        if (!caller.root().equals(callee.root())) {
            joined.add(callee.root());
        }
    }

    private Frame begin(Continuation continuation, ActivationKey key, Facts facts) {
        FunctionPlan plan = plans.of(key.function()).orElseThrow();
        Activation activation = new Activation(
                key.function(),
                key.state(),
                Optional.of(new Activation.Arrival(
                        continuation.frame().activation(), new CallEdge(continuation.site(), key.function()))));
        Frame frame = new Frame(activation, plan, plans.values(plan), key.manner(), key.isTold(), key.decision());
        Function function = plan.function();
        for (int i = 0; i < key.arguments().size() && i < function.parameters().size(); i++) {
            facts.refine(i, key.arguments().get(i));
        }
        Entry.learnParameters(plan, frame.values(), facts);
        begin(frame, new Path(key.state(), facts));
        return frame;
    }

    private void begin(Frame frame, Path path) {
        come(frame, ControlFlowGraph.ENTRY, ControlFlowGraph.ENTRY, path);
    }
}
