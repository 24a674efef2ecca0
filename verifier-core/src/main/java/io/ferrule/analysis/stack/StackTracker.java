package io.ferrule.analysis.stack;

import io.ferrule.object.MachineBlock;
import io.ferrule.object.MachineCall;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.StackStep;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Follows the stack pointer through the instructions of one function; used once.
 *
 * <p>The state at a block is an upper bound of the depth, on whatever path the block is reached. Where paths meet, the
 * larger bound is taken: every step either adds a constant or sets the depth from the frame pointer, whose bound is kept
 * in the same way, so a bound stays one. A block whose bound keeps growing is in a loop that moves the stack pointer, and
 * the function is given up. Blocks that nothing leads to are landing pads: the unwinder enters them with the stack
 * pointer of a call of this function, whose depth is bounded by the largest one found so far.
 */
final class StackTracker {
    private static final int MOST_RAISES = 64;
    private static final long UNKNOWN = -1;

    private final List<MachineBlock> blocks;
    private final Predicate<String> noReturn;
    private final State[] entered;
    private final int[] raises;
    private final Map<Integer, Long> depthAtEnd = new HashMap<>();
    private final Deque<Integer> open = new ArrayDeque<>();
    private long deepest;

    private StackTracker(MachineFunction function, Predicate<String> noReturn) {
        this.blocks = function.blocks();
        this.noReturn = noReturn;
        this.entered = new State[blocks.size()];
        this.raises = new int[blocks.size()];
    }

    /** The state where a block begins; negative for what is not known. */
    private record State(long depth, long frame, long limit) {
        State join(State other) {
            return new State(
                    Math.max(depth, other.depth),
                    frame == UNKNOWN || other.frame == UNKNOWN ? UNKNOWN : Math.max(frame, other.frame),
                    limit == other.limit ? limit : UNKNOWN);
        }
    }

    /**
     * What is known of a function's use of the stack.
     *
     * @param deepest bytes below the place where the stack pointer was on entry
     * @param depthAtEnd the depth at the end of each block, by its number
     */
    record Track(long deepest, Map<Integer, Long> depthAtEnd) {
        Track {
            depthAtEnd = Map.copyOf(depthAtEnd);
        }
    }

    /** Thrown where an instruction does something to the stack pointer that is not followed. */
    static final class UntrackableException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String reason;

        private UntrackableException(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /**
     * Tracks a function.
     *
     * @param noReturn whether a call of that symbol never returns
     */
    static Track track(MachineFunction function, Predicate<String> noReturn) {
        StackTracker tracker = new StackTracker(function, noReturn);
        tracker.enter(0, new State(0, UNKNOWN, UNKNOWN));
        tracker.run();
        tracker.enterLandingPads();
        return new Track(tracker.deepest, tracker.depthAtEnd);
    }

    private void enterLandingPads() {
        long frame = frame();
        State state = new State(deepest, frame, UNKNOWN);
        for (int i = 0; i < blocks.size(); i++) {
            if (entered[i] == null && !blocks.get(i).padding()) {
                enter(i, state);
                run();
            }
        }
    }

    /** The largest bound that the frame pointer had anywhere. */
    private long frame() {
        return Arrays.stream(entered)
                .filter(state -> state != null)
                .mapToLong(State::frame)
                .max()
                .orElse(UNKNOWN);
    }

    private void enter(int block, State state) {
        State old = entered[block];
        State joined = old == null ? state : old.join(state);
        if (!joined.equals(old)) {
            if (++raises[block] > MOST_RAISES) {
                throw new UntrackableException("moves the stack pointer in a loop, at offset 0x"
                        + Long.toHexString(blocks.get(block).start()));
            }
            entered[block] = joined;
            open.add(block);
        }
    }

    private void run() {
        while (!open.isEmpty()) {
            int number = open.remove();
            leave(number, entered[number]);
        }
    }

    private void leave(int number, State state) {
        MachineBlock block = blocks.get(number);
        boolean probes = isProbeLoop(number, block, state);
        State last = probes ? new State(state.limit(), state.frame(), UNKNOWN) : follow(block, state);
        deepest = Math.max(deepest, last.depth());
        depthAtEnd.put(number, last.depth());
        Optional<MachineCall> returning = block.call().filter(call -> !call.tail()); // a jump may be conditional
        boolean ends = returning.flatMap(MachineCall::target).filter(noReturn).isPresent();
        if (returning.isPresent() && !ends && block.successors().isEmpty()) {
            throw new UntrackableException("runs on behind its end, after the call at offset 0x"
                    + Long.toHexString(returning.get().offset()));
        }
        for (int next : block.successors()) {
            if (!(probes && next == number) && !(ends && isBehind(block, next))) {
                enter(next, last);
            }
        }
    }

    private boolean isBehind(MachineBlock block, int next) {
        return blocks.get(next).start() == block.end();
    }

    /**
     * The loop by which LLVM touches each page of a large frame: it moves the stack pointer until it is equal to a limit
     * computed before. It ends only there, and never goes below.
     */
    private static boolean isProbeLoop(int number, MachineBlock block, State state) {
        if (block.stack().size() != 2
                || !block.successors().contains(number)
                || !(block.stack().get(0) instanceof StackStep.Move move)
                || !(block.stack().get(1) instanceof StackStep.CompareLimit)) {
            return false;
        }
        long distance = state.limit() - state.depth();
        return state.limit() != UNKNOWN && move.bytes() > 0 && distance > 0 && distance % move.bytes() == 0;
    }

    private State follow(MachineBlock block, State start) {
        long depth = start.depth();
        long frame = start.frame();
        long limit = start.limit();
        for (StackStep step : block.stack()) {
            if (step instanceof StackStep.Move move) {
                depth += move.bytes();
            } else if (step instanceof StackStep.Align align) {
                depth += align.alignment() - 1;
            } else if (step instanceof StackStep.SetFrame set) {
                frame = depth + set.bytes();
            } else if (step instanceof StackStep.LoseFrame) {
                frame = UNKNOWN;
            } else if (step instanceof StackStep.FromFrame from && frame != UNKNOWN) {
                depth = frame + from.bytes();
            } else if (step instanceof StackStep.SetLimit set) {
                limit = depth + set.bytes();
            } else if (step instanceof StackStep.MoveLimit move && limit != UNKNOWN) {
                limit += move.bytes();
            } else if (step instanceof StackStep.LoseLimit) {
                limit = UNKNOWN;
            } else if (step instanceof StackStep.Unknown || step instanceof StackStep.FromFrame) {
                throw new UntrackableException(
                        "sets the stack pointer to a value that is not known, in the block at offset 0x"
                                + Long.toHexString(block.start()));
            }
            deepest = Math.max(deepest, depth);
        }
        return new State(Math.max(0, depth), frame, block.call().isPresent() ? UNKNOWN : limit);
    }
}
