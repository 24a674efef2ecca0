package io.ferrule.analysis.stack;

import io.ferrule.analysis.linked.Gap;
import java.util.List;
import java.util.Optional;

/**
 * A function, as the stack sees it.
 *
 * @param name its id in the object, or the symbol of an external function
 * @param program its symbol in the program
 * @param bytes what it takes itself, below the place where the stack pointer was when it was entered
 * @param contract whether a contract says so
 */
record StackNode(
        String name, Optional<String> program, long bytes, boolean contract, List<StackEdge> edges, List<Gap> gaps) {
    StackNode {
        edges = List.copyOf(edges);
        gaps = List.copyOf(gaps);
    }
}
