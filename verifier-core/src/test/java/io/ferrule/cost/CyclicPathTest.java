package io.ferrule.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.graph.ControlFlowGraph;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths on which each block of a cycle may be taken ten times. Block {@code n} weighs 10 to the power of {@code n}. */
class CyclicPathTest {

    private static final List<Integer> END = List.of();

    @Test
    void withoutACycleTheHeaviestBranchCounts() {
        assertThat(weight(List.of(List.of(1, 2), List.of(3), List.of(3), END))).isEqualTo(1101);
    }

    @Test
    void aCycleCountsWithAllItsBlocks() {
        assertThat(weight(List.of(List.of(1), List.of(2), List.of(1, 3), END))).isEqualTo(1 + 100 + 1000 + 1000);
    }

    @Test
    void aBlockMayFollowItself() {
        assertThat(weight(List.of(List.of(1), List.of(1, 2), END))).isEqualTo(1 + 100 + 100);
    }

    @Test
    void severalWaysInDoNotMatter() {
        assertThat(weight(List.of(List.of(1, 2), List.of(2), List.of(1, 3), END)))
                .isEqualTo(1 + 100 + 1000 + 1000);
    }

    @Test
    void nestedCyclesAreOne() {
        assertThat(weight(List.of(List.of(1), List.of(1, 0), END))).isEqualTo(10 + 100);
    }

    private static long weight(List<List<Integer>> successors) {
        return CyclicPath.weight(ControlFlowGraph.of(successors), block -> BigInteger.TEN.pow(block), BigInteger.TEN)
                .longValueExact();
    }
}
