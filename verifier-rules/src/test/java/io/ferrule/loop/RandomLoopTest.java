package io.ferrule.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.loop.walk.FunctionModel;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is claimed of small loops made up at random holds of every run. {@code -Dferrule.randomLoops=100000} tries that
 * many, {@code -Dferrule.randomNests=10000} that many nests of each kind, {@code -Dferrule.randomLoopSeed=N} others.
 */
class RandomLoopTest {

    private static final int COUNT = Integer.getInteger("ferrule.randomLoops", 300);
    private static final int NESTS = Integer.getInteger("ferrule.randomNests", 60);
    private static final long SEED = Long.getLong("ferrule.randomLoopSeed", 1);

    /** How often a nest is run at least, as what its calls give is made up. */
    private static final int RUNS = 40;

    @Test
    void noRunGoesBeyondAClaim() {
        int proved = 0;
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            if (holds(new RandomLoop(seed), seed)) {
                proved++;
            }
        }
        assertThat(proved).as("of %s", COUNT).isGreaterThan(COUNT / 5);
    }

    @Test
    void noRunOfANestGoesBeyondAClaim() {
        int proved = 0;
        for (long seed = SEED; seed < SEED + NESTS; seed++) {
            proved += proved(new RandomNest(seed), seed);
        }
        assertThat(proved).as("of %s", NESTS).isGreaterThan(NESTS / 5);
    }

    @Test
    void noRunOfATriangleGoesBeyondItsTotal() {
        int proved = 0;
        for (long seed = SEED; seed < SEED + NESTS; seed++) {
            RandomNest nest = RandomNest.triangle(seed);
            proved(nest, seed);
            proved += totals(nest, seed);
        }
        assertThat(proved).as("of %s", NESTS).isGreaterThan(NESTS / 10);
    }

    /**
     * How many loops go round less often in all than the product says; fails if a run goes beyond a total, or weighs more than
     * the heaviest way that they allow.
     */
    private static int totals(RandomNest nest, long seed) {
        String ir = nest.ir();
        Snippet snippet = Snippet.of(ir);
        FunctionBounds bounds = snippet.bounds();
        if (!bounds.irreducible().isEmpty()) {
            return 0;
        }
        FunctionModel model = snippet.model();
        NestTotals known = TotalProver.prove(model, bounds.loops(), Limits.DEFAULT);
        ControlFlowGraph graph = ControlFlowGraph.of(snippet.function());
        Optional<BigInteger> heaviest = WorstPath.weight(
                graph,
                LoopForest.of(graph),
                block -> weight(seed, block),
                loop -> bounds.loops().stream()
                        .filter(bound -> bound.loop().header() == loop.header())
                        .flatMap(bound -> bound.rounds().stream())
                        .findFirst(),
                known::of);
        Random calls = new Random(seed);
        int values = 1 << (nest.width() * nest.parameters());
        for (int run = 0; run < Math.max(values, RUNS) && !known.byHeader().isEmpty(); run++) {
            int[] arguments = arguments(nest, run);
            List<InAll> counts = bounds.loops().stream()
                    .filter(bound -> known.of(bound.loop()).isPresent())
                    .map(bound -> new InAll(bound.loop()))
                    .toList();
            int[] weight = {0};
            nest.run(arguments, calls, block -> {
                counts.forEach(count -> count.pass(block));
                weight[0] += weight(seed, block).intValueExact();
            });
            heaviest.ifPresent(most -> assertThat(BigInteger.valueOf(weight[0]))
                    .as("seed %s, %s\n%s", seed, arguments, ir)
                    .isLessThanOrEqualTo(most));
            for (InAll count : counts) {
                assertThat(BigInteger.valueOf(count.most))
                        .as("seed %s, %s: %s in all\n%s", seed, arguments, count.loop, ir)
                        .isLessThanOrEqualTo(known.of(count.loop).orElseThrow());
            }
        }
        return known.byHeader().size();
    }

    /** What a block weighs, so that another path is the heaviest for another seed. */
    private static BigInteger weight(long seed, int block) {
        return BigInteger.valueOf(Math.floorMod(seed * 31 + block * 17L, 7));
    }

    /** Counts how often a loop's header is executed each time that the loop around it is entered. */
    private static final class InAll {
        private final Loop loop;
        private int now;
        private int most;

        InAll(Loop loop) {
            this.loop = loop;
        }

        void pass(int block) {
            if (!loop.parent().orElseThrow().contains(block)) {
                now = 0;
            } else if (block == loop.header()) {
                most = Math.max(most, ++now);
            }
        }
    }

    private static int[] arguments(RandomNest nest, int run) {
        int[] arguments = new int[nest.parameters()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = run >> (i * nest.width()) & ((1 << nest.width()) - 1);
        }
        return arguments;
    }

    /** How many loops have a bound; fails if a run goes beyond one. */
    private static int proved(RandomNest nest, long seed) {
        String ir = nest.ir();
        List<LoopBound> bounds = Snippet.of(ir).bounds().loops().stream()
                .filter(bound -> bound.rounds().isPresent())
                .toList();
        Random calls = new Random(seed);
        int values = 1 << (nest.width() * nest.parameters());
        for (int run = 0; run < Math.max(values, RUNS) && !bounds.isEmpty(); run++) {
            int[] arguments = arguments(nest, run);
            List<Rounds> rounds = bounds.stream()
                    .map(bound -> new Rounds(bound, allowed(bound, nest.width(), arguments)))
                    .toList();
            nest.run(arguments, calls, block -> rounds.forEach(count -> count.pass(block)));
            for (Rounds count : rounds) {
                assertThat(BigInteger.valueOf(count.most))
                        .as("seed %s, %s: %s\n%s", seed, arguments, count.bound, ir)
                        .isLessThanOrEqualTo(count.allowed);
            }
        }
        return bounds.size();
    }

    /** Counts how often a loop's header is executed each time that the loop is entered. */
    private static final class Rounds {
        private final LoopBound bound;
        private final BigInteger allowed;
        private int now;
        private int most;

        Rounds(LoopBound bound, BigInteger allowed) {
            this.bound = bound;
            this.allowed = allowed;
        }

        void pass(int block) {
            if (!bound.loop().contains(block)) {
                now = 0;
            } else if (block == bound.loop().header()) {
                most = Math.max(most, ++now);
            }
        }
    }

    /** Whether something was claimed; fails if it does not hold. */
    private static boolean holds(RandomLoop loop, long seed) {
        String ir = loop.ir();
        Snippet snippet = Snippet.of(ir);
        List<LoopBound> loops = FunctionBounds.of(
                        snippet.program(), snippet.function(), Map.of(), Map.of(), Set.of(0, 1), Limits.DEFAULT)
                .loops();
        LoopBound bound = loops.get(0);
        if (bound.rounds().isEmpty()) {
            return false;
        }
        int values = 1 << (loop.width() * loop.parameters());
        for (int choice = 0; choice < values; choice++) {
            int[] arguments = new int[loop.parameters()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = choice >> (i * loop.width()) & ((1 << loop.width()) - 1);
            }
            Optional<Integer> rounds = loop.run(arguments);
            assertThat(rounds)
                    .as("seed %s, %s: %s\n%s", seed, arguments, bound, ir)
                    .isPresent();
            assertThat(BigInteger.valueOf(rounds.orElseThrow()))
                    .as("seed %s, %s: %s\n%s", seed, arguments, bound, ir)
                    .isLessThanOrEqualTo(allowed(bound, loop.width(), arguments));
        }
        return true;
    }

    /** The lesser of the number and the greatest formula. */
    private static BigInteger allowed(LoopBound bound, int width, int[] arguments) {
        return bound.formulas().stream()
                .map(formula -> formula.value(parameter -> {
                    BigInteger value = BigInteger.valueOf(arguments[parameter]);
                    boolean negative = formula.signed() && value.testBit(width - 1);
                    return negative ? value.subtract(BigInteger.ONE.shiftLeft(width)) : value;
                }))
                .max(BigInteger::compareTo)
                .map(most -> most.min(bound.rounds().orElseThrow()))
                .orElseGet(() -> bound.rounds().orElseThrow());
    }
}
