package io.ferrule.graph;

import io.ferrule.graph.LoopForest.LoopSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A natural loop: a header that dominates its latches, and all blocks from which a latch can be reached without passing
 * the header. Several edges back to one header make one loop. Equal only to itself.
 */
public final class Loop {

    private final ControlFlowGraph graph;
    private final LoopForest forest;
    private final int header;
    private final List<Integer> latches;
    private final Optional<Loop> parent;
    private final List<Loop> children = new ArrayList<>();
    private final List<Integer> ownBlocks = new ArrayList<>();

    private Loop(ControlFlowGraph graph, LoopForest forest, int header, List<Integer> latches, Optional<Loop> parent) {
        this.graph = graph;
        this.forest = forest;
        this.header = header;
        this.latches = List.copyOf(latches);
        this.parent = parent;
    }

    /** An edge between two blocks. */
    public record Edge(int from, int to) {}

    /** All loops that were found, in preorder. */
    static List<Loop> all(ControlFlowGraph graph, LoopForest forest, LoopSearch found) {
        List<Loop> loops = new ArrayList<>();
        for (int i = 0; i < found.headers().size(); i++) {
            int parent = found.parents()[i];
            Loop loop = new Loop(
                    graph,
                    forest,
                    found.headers().get(i),
                    found.latches().get(i),
                    parent == LoopForest.NONE ? Optional.empty() : Optional.of(loops.get(parent)));
            loop.parent.ifPresent(outer -> outer.children.add(loop));
            loops.add(loop);
        }
        for (int block : graph.reversePostorder()) {
            int innermost = found.innermost()[block];
            if (innermost != LoopForest.NONE) {
                loops.get(innermost).ownBlocks.add(block);
            }
        }
        return List.copyOf(loops);
    }

    /** The block through which alone control comes in. */
    public int header() {
        return header;
    }

    /** The blocks of the loop from which an edge leads back to the header. */
    public List<Integer> latches() {
        return latches;
    }

    /** The innermost loop around this one. */
    public Optional<Loop> parent() {
        return parent;
    }

    /** The loops directly inside, in reverse postorder of their headers. */
    public List<Loop> children() {
        return List.copyOf(children);
    }

    /** Whether that block lies in the loop or in one inside it. */
    public boolean contains(int block) {
        Optional<Loop> around = forest.innermost(block);
        while (around.isPresent() && around.get() != this) {
            around = around.get().parent();
        }
        return around.isPresent();
    }

    /** All its blocks, those of inner loops included, the header first, in reverse postorder. */
    public List<Integer> blocks() {
        List<Integer> blocks = new ArrayList<>();
        List<Loop> open = new ArrayList<>(List.of(this));
        while (!open.isEmpty()) {
            Loop next = open.remove(open.size() - 1);
            blocks.addAll(next.ownBlocks);
            open.addAll(next.children);
        }
        blocks.sort(Comparator.comparingInt(graph::position));
        return List.copyOf(blocks);
    }

    /** The edges that leave it. */
    public List<Edge> exits() {
        List<Edge> exits = new ArrayList<>();
        for (int block : blocks()) {
            graph.successors(block).stream()
                    .filter(target -> !contains(target))
                    .forEach(target -> exits.add(new Edge(block, target)));
        }
        return List.copyOf(exits);
    }

    /** The blocks outside from which an edge leads to the header. */
    public List<Integer> entering() {
        return graph.predecessors(header).stream()
                .filter(block -> !contains(block))
                .toList();
    }

    /** The block outside from which alone control comes, if it goes nowhere else. */
    public Optional<Integer> preheader() {
        List<Integer> entering = entering();
        return entering.size() == 1 && graph.successors(entering.get(0)).size() == 1
                ? Optional.of(entering.get(0))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "loop at block " + header;
    }
}
