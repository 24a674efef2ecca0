package io.ferrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs are written as the successors of each block: {@code 1 2/3/3/-} is a diamond. */
class LoopForestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // graph                    | header:latches:blocks of each loop      | irreducible regions
                "-                          | none                                    | []",
                "1 2/3/3/-                  | none                                    | []",
                "0                          | 0:[0]:[0]                               | []",
                "1/2/1 3/-                  | 1:[2]:[1, 2]                            | []",
                "1/2 3/1/-                  | 1:[2]:[1, 2]                            | []",
                "1/2 3/1/1 4/-              | 1:[3, 2]:[1, 3, 2]                      | []",
                "1/2/2 3/1 4/-              | 1:[3]:[1, 2, 3] 2:[2]:[2]               | []",
                "1/2/3/2 4/1 5/-            | 1:[4]:[1, 2, 3, 4] 2:[3]:[2, 3]         | []",
                "1/1 2/3/3 4/-              | 1:[1]:[1] 3:[3]:[3]                     | []",
                "1/2/3 5/4/2 1/-            | 1:[4]:[1, 2, 3, 4] 2:[4]:[2, 3, 4]      | []",
                "1 2/2/1 3/-                | none                                    | [[1, 2]]",
                "1/2 3/3/2 4/1 5/-          | 1:[4]:[1, 2, 3, 4]                      | [[2, 3]]",
                "1/1/1                      | 1:[1]:[1]                               | []",
            })
    void findsLoops(String graph, String loops, String irreducible) {
        LoopForest forest = LoopForest.of(graph(graph));
        List<String> found = forest.loops().stream()
                .map(loop -> loop.header() + ":" + loop.latches() + ":" + loop.blocks())
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(loops == null ? "" : loops);
        assertThat(forest.irreducible()).hasToString(irreducible);
    }

    @Test
    void knowsTheEdgesAndTheNest() {
        LoopForest forest = LoopForest.of(graph("1/2 5/3/3 4/1/-"));
        Loop outer = forest.headedBy(1).orElseThrow();
        Loop inner = forest.headedBy(3).orElseThrow();
        assertThat(outer.children()).containsExactly(inner);
        assertThat(inner.parent()).contains(outer);
        assertThat(outer.exits()).containsExactly(new Loop.Edge(1, 5));
        assertThat(inner.exits()).containsExactly(new Loop.Edge(3, 4));
        assertThat(inner.preheader()).contains(2);
        assertThat(outer.contains(3)).isTrue();
        assertThat(inner.contains(4)).isFalse();
        assertThat(forest.headedBy(2)).isEmpty();
        assertThat(forest.innermost(5)).isEmpty();
        assertThat(forest.roots()).containsExactly(outer);
    }

    @Test
    void entryThatBranchesIsNoPreheader() {
        Loop loop = LoopForest.of(graph("1 2/1 2/-")).headedBy(1).orElseThrow();
        assertThat(loop.entering()).containsExactly(0);
        assertThat(loop.preheader()).isEmpty();
    }

    /** Against the definition: a block dominates another one if that cannot be reached without it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTheDefinitions(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            ControlFlowGraph graph = random(random, 2 + random.nextInt(12));
            Dominators dominators = Dominators.of(graph);
            LoopForest forest = LoopForest.of(graph, dominators);
            for (int a = 0; a < graph.size(); a++) {
                Set<Integer> without = reachedWithout(graph, a);
                for (int b = 0; b < graph.size(); b++) {
                    boolean expected = graph.isReachable(a) && graph.isReachable(b) && !without.contains(b);
                    assertThat(dominators.dominates(a, b)).isEqualTo(expected);
                }
                assertThat(forest.headedBy(a).map(Loop::blocks)).isEqualTo(naturalLoop(graph, dominators, a));
            }
        }
    }

    /** A nest of fifty thousand loops: no recursion, no quadratic time. */
    @Test
    void copesWithDeepGraphs() {
        int depth = 50_000;
        List<List<Integer>> nest = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            nest.add(List.of(i + 1));
        }
        nest.add(List.of(depth + 1));
        for (int i = depth; i > 0; i--) {
            int next = nest.size() + 1;
            nest.add(i == 1 ? List.of(i) : List.of(i, next));
        }
        LoopForest forest = LoopForest.of(ControlFlowGraph.of(nest));
        assertThat(forest.loops()).hasSize(depth);
        assertThat(forest.roots()).hasSize(1);
        assertThat(forest.irreducible()).isEmpty();
    }

    private static Optional<List<Integer>> naturalLoop(ControlFlowGraph graph, Dominators dominators, int header) {
        List<Integer> latches = graph.predecessors(header).stream()
                .filter(before -> dominators.dominates(header, before))
                .toList();
        if (latches.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> body = new LinkedHashSet<>(List.of(header));
        List<Integer> open = new ArrayList<>(latches);
        while (!open.isEmpty()) {
            int block = open.remove(open.size() - 1);
            if (body.add(block)) {
                open.addAll(graph.predecessors(block));
            }
        }
        return Optional.of(
                graph.reversePostorder().stream().filter(body::contains).toList());
    }

    private static Set<Integer> reachedWithout(ControlFlowGraph graph, int removed) {
        Set<Integer> seen = new LinkedHashSet<>();
        List<Integer> open = new ArrayList<>(removed == 0 ? List.of() : List.of(0));
        while (!open.isEmpty()) {
            int block = open.remove(open.size() - 1);
            if (seen.add(block)) {
                graph.successors(block).stream().filter(t -> t != removed).forEach(open::add);
            }
        }
        return seen;
    }

    private static ControlFlowGraph random(Random random, int size) {
        return ControlFlowGraph.of(IntStream.range(0, size)
                .mapToObj(
                        block -> random.ints(random.nextInt(3), 0, size).boxed().toList())
                .toList());
    }

    private static ControlFlowGraph graph(String text) {
        return ControlFlowGraph.of(Arrays.stream(text.trim().split("/"))
                .map(block -> block.equals("-")
                        ? Collections.<Integer>emptyList()
                        : Arrays.stream(block.split(" ")).map(Integer::valueOf).toList())
                .toList());
    }
}
