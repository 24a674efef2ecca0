package io.ferrule.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Loop nests laid over each other. */
class LoopShapesTest {

    private static final LoopForest TWO_IN_A_ROW = forest(List.of(List.of(1), List.of(1, 2), List.of(2, 3), List.of()));
    private static final LoopForest ONE_IN_ANOTHER =
            forest(List.of(List.of(1), List.of(2), List.of(2, 3), List.of(1, 4), List.of()));

    @Test
    void loopsInARowMayBeEither() {
        assertThat(assignments(TWO_IN_A_ROW, TWO_IN_A_ROW, (a, b) -> true)).hasSize(2);
    }

    @Test
    void whatDoesNotFitIsLeftOut() {
        assertThat(assignments(TWO_IN_A_ROW, TWO_IN_A_ROW, (a, b) -> a.header() == b.header()))
                .containsExactly(Map.of(
                        TWO_IN_A_ROW.loops().get(0), TWO_IN_A_ROW.loops().get(0),
                        TWO_IN_A_ROW.loops().get(1), TWO_IN_A_ROW.loops().get(1)));
    }

    @Test
    void nestsKeepTheirOrder() {
        assertThat(assignments(ONE_IN_ANOTHER, ONE_IN_ANOTHER, (a, b) -> true))
                .singleElement()
                .satisfies(map -> map.forEach((a, b) -> assertThat(a).isSameAs(b)));
    }

    @Test
    void otherShapesHaveNone() {
        assertThat(assignments(TWO_IN_A_ROW, ONE_IN_ANOTHER, (a, b) -> true)).isEmpty();
        assertThat(assignments(ONE_IN_ANOTHER, TWO_IN_A_ROW, (a, b) -> true)).isEmpty();
    }

    private static List<Map<Loop, Loop>> assignments(
            LoopForest first, LoopForest second, BiPredicate<Loop, Loop> fits) {
        return new LoopShapes(loop -> true, fits).assignments(first.roots(), second.roots());
    }

    private static LoopForest forest(List<List<Integer>> successors) {
        return LoopForest.of(ControlFlowGraph.of(successors));
    }
}
