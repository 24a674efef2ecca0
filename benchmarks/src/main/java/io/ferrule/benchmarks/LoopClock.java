package io.ferrule.benchmarks;

import io.ferrule.loop.FunctionBounds;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bounds of a function's loops, and the CPU time that went into each of them. What is not done for one of them, such
 * as to read the function and to check the proofs, is shared among all alike: the times add up to that of the function.
 *
 * @param times in nanoseconds, one for each of the loops
 */
record LoopClock(List<LoopBound> loops, List<Long> times) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Where the time goes while it runs. */
    private static final class Running {
        private final Map<Integer, Long> times = new HashMap<>();
        private int header = FunctionBounds.ALL_LOOPS;
        private long since = THREADS.getCurrentThreadCpuTime();

        void turnTo(int next) {
            long now = THREADS.getCurrentThreadCpuTime();
            times.merge(header, now - since, Long::sum);
            header = next;
            since = now;
        }
    }

    /** Looks for the bounds of a function, whatever it is given. */
    static LoopClock of(Program program, Function function) {
        if (function.isDeclaration()) {
            return new LoopClock(List.of(), List.of());
        }
        Running clock = new Running();
        List<LoopBound> loops = FunctionBounds.alone(program, function, Limits.DEFAULT, clock::turnTo)
                .loops();
        clock.turnTo(FunctionBounds.ALL_LOOPS);
        long shared = clock.times.getOrDefault(FunctionBounds.ALL_LOOPS, 0L) / Math.max(1, loops.size());
        return new LoopClock(
                loops,
                loops.stream()
                        .map(bound ->
                                shared + clock.times.getOrDefault(bound.loop().header(), 0L))
                        .toList());
    }
}
