package io.ferrule.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.program.Program;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is claimed of small loops made up at random holds of every run. {@code -Dferrule.randomLoops=100000} tries that
 * many, {@code -Dferrule.randomLoopSeed=N} others.
 */
class RandomLoopTest {

    private static final int COUNT = Integer.getInteger("ferrule.randomLoops", 300);
    private static final long SEED = Long.getLong("ferrule.randomLoopSeed", 1);

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

    /** Whether something was claimed; fails if it does not hold. */
    private static boolean holds(RandomLoop loop, long seed) {
        String ir = loop.ir();
        Program program = LlvmIrReader.read("random.ll", ir.getBytes(StandardCharsets.UTF_8));
        assertThat(program.problems()).as(ir).isEmpty();
        List<LoopBound> loops = FunctionBounds.of(
                        program, program.function("f").orElseThrow(), Map.of(), Map.of(), Set.of(0, 1), Limits.DEFAULT)
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
                    .isLessThanOrEqualTo(allowed(bound, loop, arguments));
        }
        return true;
    }

    /** The lesser of the number and the greatest formula. */
    private static BigInteger allowed(LoopBound bound, RandomLoop loop, int[] arguments) {
        return bound.formulas().stream()
                .map(formula -> formula.value(parameter -> {
                    BigInteger value = BigInteger.valueOf(arguments[parameter]);
                    boolean negative = formula.signed() && value.testBit(loop.width() - 1);
                    return negative ? value.subtract(BigInteger.ONE.shiftLeft(loop.width())) : value;
                }))
                .max(BigInteger::compareTo)
                .map(most -> most.min(bound.rounds().orElseThrow()))
                .orElseGet(() -> bound.rounds().orElseThrow());
    }
}
