package io.ferrule.evidence;

import io.ferrule.graph.CallGraph;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Invocation.Invoke;
import io.ferrule.program.Names;
import io.ferrule.program.Terminator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What executes only when a panic comes by. States are not followed there where the panic begins in a function under
 * contract: that ends the path. Guards that are dropped on the way give back what they hold, and what is left when the root
 * is left that way is for nobody to say. But what is <em>taken</em> there, in a drop, may be held already, or stay; and where
 * a panic is caught, the program goes on.
 */
final class Unwinding {

    private static final String HELP = "compile with `panic=abort`, or take no lock in what is dropped";
    private static final String CATCH = "compile with `panic=abort`, or do not catch panics";

    private final CallGraph calls;
    private final Taking taking;

    Unwinding(CallGraph calls, Bound policy) {
        this.calls = calls;
        this.taking = new Taking(calls, policy, Taking::takes);
    }

    /** Whether a function of that program may unwind and go on. */
    static boolean isIn(CallGraph calls) {
        return calls.program().functions().values().stream().anyMatch(Unwinding::invokes);
    }

    private static boolean invokes(Function function) {
        return function.blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .anyMatch(Invoke.class::isInstance);
    }

    /** What there is to say of a function, once of each kind. */
    List<LostCall> in(Function function) {
        if (!invokes(function)) {
            return List.of();
        }
        Set<Integer> usual = usual(function);
        List<LostCall> found = new ArrayList<>();
        calls.sitesIn(function.symbol()).stream()
                .filter(site -> !usual.contains(site.block()) && taking.at(site))
                .findFirst()
                .map(site -> lost(
                        function,
                        "while a panic unwinds `" + Names.display(function.symbol())
                                + "` something is called that may take a lock, and that is not followed",
                        HELP,
                        site.instruction()))
                .ifPresent(found::add);
        goingOn(function, usual)
                .map(end -> lost(
                        function,
                        "`" + Names.display(function.symbol())
                                + "` catches a panic, and what is held behind that is not followed",
                        CATCH,
                        end))
                .ifPresent(found::add);
        return found;
    }

    private LostCall lost(Function function, String message, String help, Instruction instruction) {
        return new LostCall(
                function.symbol(), message, help, calls.program().locationOf(instruction), instruction, false);
    }

    /** The blocks that execute where nothing unwinds. */
    private static Set<Integer> usual(Function function) {
        Set<Integer> usual = new HashSet<>(Set.of(0));
        List<Integer> open = List.of(0);
        while (!open.isEmpty()) {
            open = open.stream()
                    .flatMap(block -> next(function, block).stream())
                    .filter(usual::add)
                    .toList();
        }
        return usual;
    }

    private static List<Integer> next(Function function, int block) {
        Instruction last = last(function, block);
        if (last instanceof Invoke invoke) {
            return List.of(invoke.normal());
        }
        return last instanceof Terminator end ? end.successors() : List.of();
    }

    private static Instruction last(Function function, int block) {
        List<Instruction> instructions = function.blocks().get(block).instructions();
        return instructions.get(instructions.size() - 1);
    }

    /** The end of a block that executes only while something unwinds, if the function goes on, or returns, behind it. */
    private static Optional<Instruction> goingOn(Function function, Set<Integer> usual) {
        return IntStream.range(0, function.blocks().size())
                .filter(block -> !usual.contains(block))
                .filter(block -> last(function, block) instanceof Terminator.Return
                        || next(function, block).stream().anyMatch(usual::contains))
                .mapToObj(block -> last(function, block))
                .findFirst();
    }
}
