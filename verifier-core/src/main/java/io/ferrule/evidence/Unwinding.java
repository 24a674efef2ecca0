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
import java.util.function.IntFunction;

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
        this.taking = new Taking(calls, policy, Taking::mayTake);
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
        Set<Integer> usual = reached(block -> next(function, block));
        Set<Integer> unwinding = unwinding(function, usual);
        List<LostCall> found = new ArrayList<>();
        calls.sitesIn(function.symbol()).stream()
                .filter(site -> unwinding.contains(site.block()) && taking.at(site))
                .findFirst()
                .map(site -> lost(
                        function,
                        "while a panic unwinds `" + Names.display(function.symbol())
                                + "` something is called that may take a lock, and that is not followed",
                        HELP,
                        site.instruction()))
                .ifPresent(found::add);
        goingOn(function, usual, unwinding)
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

    /** The blocks to which those steps lead from the start of a function. */
    private static Set<Integer> reached(IntFunction<List<Integer>> steps) {
        Set<Integer> reached = new HashSet<>(Set.of(0));
        List<Integer> open = List.of(0);
        while (!open.isEmpty()) {
            open = open.stream()
                    .flatMap(block -> steps.apply(block).stream())
                    .filter(reached::add)
                    .toList();
        }
        return reached;
    }

    /** The blocks that execute only where something unwinds; others that are not usual nothing leads to. */
    private static Set<Integer> unwinding(Function function, Set<Integer> usual) {
        Set<Integer> blocks = reached(block -> all(function, block));
        blocks.removeAll(usual);
        return blocks;
    }

    private static List<Integer> all(Function function, int block) {
        return last(function, block) instanceof Terminator end ? end.successors() : List.of();
    }

    private static List<Integer> next(Function function, int block) {
        return last(function, block) instanceof Invoke invoke ? List.of(invoke.normal()) : all(function, block);
    }

    private static Instruction last(Function function, int block) {
        List<Instruction> instructions = function.blocks().get(block).instructions();
        return instructions.get(instructions.size() - 1);
    }

    /** The end of a block that executes only while something unwinds, if the function goes on, or returns, behind it. */
    private static Optional<Instruction> goingOn(Function function, Set<Integer> usual, Set<Integer> unwinding) {
        return unwinding.stream()
                .sorted()
                .filter(block -> last(function, block) instanceof Terminator.Return
                        || next(function, block).stream().anyMatch(usual::contains))
                .map(block -> last(function, block))
                .findFirst();
    }
}
