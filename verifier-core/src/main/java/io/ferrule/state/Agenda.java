package io.ferrule.state;

import io.ferrule.state.Frame.Arrival;
import io.ferrule.state.Frame.Exit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * What is still to be done. It waits here instead of on the stack, however deep calls nest.
 *
 * <p>The order decides how much work there is, and where ways are crowded what is forgotten; it leaves no path out. Where paths that meet become one, what the function begun last
 * has to do comes first, so that a call comes back when all is known of how; and in a function a block comes before those that
 * it leads to, so that paths meet before they are followed further. Where each path is on its own, one is followed to its end before
 * another one, so that something is known when there turn out to be too many.
 */
final class Agenda {

    private static final Comparator<Entry> BEFORE_MEETING = Comparator.comparingInt(Entry::begun)
            .reversed()
            .thenComparingInt(Entry::position)
            .thenComparingLong(Entry::number);

    private static final Comparator<Entry> LAST_FIRST =
            Comparator.comparingLong(Entry::number).reversed();

    private final Queue<Entry> open;
    private final Set<Work> waiting = new HashSet<>();
    private final Map<Frame, Integer> begun = new HashMap<>();
    private long number;

    /** An empty one, for paths that are followed in that manner. */
    Agenda(Manner manner) {
        this.open = new PriorityQueue<>(manner == Manner.PATHS ? LAST_FIRST : BEFORE_MEETING);
    }

    /** A place in a function where paths are followed. */
    sealed interface Work {
        Frame frame();

        int block();
    }

    /** A block has to be looked at again, in one state. */
    record Walk(Frame frame, int block, Arrival arrival) implements Work {}

    /** A call has come back. */
    record Resume(Continuation continuation, Frame callee, Exit exit) implements Work {

        @Override
        public Frame frame() {
            return continuation.frame();
        }

        @Override
        public int block() {
            return continuation.site().block();
        }
    }

    private record Entry(int begun, int position, long number, Work work) {}

    /** Adds what does not wait already. */
    void add(Work work) {
        if (waiting.add(work)) {
            Frame frame = work.frame();
            int first = begun.computeIfAbsent(frame, f -> begun.size());
            open.add(new Entry(first, frame.plan().position(work.block()), number++, work));
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Takes what comes first. */
    Work next() {
        Work next = open.remove().work();
        waiting.remove(next);
        return next;
    }

    void clear() {
        open.clear();
        waiting.clear();
    }
}
