package io.ferrule.cost;

import io.ferrule.graph.Components;
import io.ferrule.graph.ControlFlowGraph;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The heaviest way through a graph in which no block is executed more often than a given number, whatever its cycles
 * look like: the longest path over its strongly connected components, where one with a cycle counts with all its blocks
 * that often.
 */
final class CyclicPath {

    private CyclicPath() {}

    /** The weight of that way; {@code most} is how often a block in a cycle is executed at most. */
    static BigInteger weight(ControlFlowGraph graph, IntFunction<BigInteger> weights, BigInteger most) {
        Map<String, List<String>> successors = new TreeMap<>();
        for (int block : graph.reversePostorder()) {
            successors.put(
                    Integer.toString(block),
                    graph.successors(block).stream().map(String::valueOf).toList());
        }
        Map<String, BigInteger> heaviest = new HashMap<>();
        for (Set<String> component : Components.calleesFirst(successors)) {
            BigInteger own = BigInteger.ZERO;
            BigInteger after = BigInteger.ZERO;
            boolean cyclic = component.size() > 1;
            for (String name : component) {
                int block = Integer.parseInt(name);
                own = own.add(weights.apply(block));
                for (int next : graph.successors(block)) {
                    cyclic |= next == block;
                    after = after.max(heaviest.getOrDefault(Integer.toString(next), BigInteger.ZERO));
                }
            }
            BigInteger total = (cyclic ? own.multiply(most) : own).add(after);
            component.forEach(name -> heaviest.put(name, total));
        }
        return heaviest.getOrDefault(Integer.toString(ControlFlowGraph.ENTRY), BigInteger.ZERO);
    }
}
