package io.ferrule.analysis.stack;

import io.ferrule.analysis.linked.Gap;
import io.ferrule.graph.CallSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How deep the stack may become under one function, the return address of its own call included.
 *
 * @param bytes the largest depth that was found; all there is only where there are no gaps
 * @param certainBytes the largest depth over calls that are known to be possible
 * @param path the functions of the deepest path
 * @param certainPath the same over calls that are known to be possible
 * @param functions how many functions and external functions were looked at
 * @param gaps why there may be more
 */
public record Depth(
        long bytes, long certainBytes, List<Frame> path, List<Frame> certainPath, int functions, List<Gap> gaps) {
    public Depth {
        path = List.copyOf(path);
        certainPath = List.copyOf(certainPath);
        gaps = List.copyOf(gaps);
    }

    /** The same with more on top of every path, such as interrupts. */
    public Depth under(List<Frame> top) {
        long more = top.stream().mapToLong(Frame::bytes).reduce(0, Math::addExact);
        return new Depth(
                Math.addExact(bytes, more),
                Math.addExact(certainBytes, more),
                extended(path, top),
                extended(certainPath, top),
                functions,
                gaps);
    }

    private static List<Frame> extended(List<Frame> path, List<Frame> top) {
        List<Frame> longer = new ArrayList<>(path);
        long total = path.isEmpty() ? 0 : path.get(path.size() - 1).total();
        for (Frame frame : top) {
            total += frame.bytes();
            longer.add(new Frame(frame.symbol(), frame.bytes(), total, frame.call(), frame.note()));
        }
        return longer;
    }

    /**
     * One function on a path.
     *
     * @param symbol its symbol in the program, or in the object if it is not of the program
     * @param bytes what it adds to the depth, the return address of the call that it makes included
     * @param total the depth behind it
     * @param call the call by which the path goes on; empty for the last one, and where code generation added the call
     * @param note what is special about it, such as a contract; may be empty
     */
    public record Frame(String symbol, long bytes, long total, Optional<CallSite> call, String note) {}
}
