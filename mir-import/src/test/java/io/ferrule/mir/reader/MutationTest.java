package io.ferrule.mir.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ferrule.grammar.Mutator;
import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.TokenAutomaton;
import io.ferrule.grammar.TokenTable;
import io.ferrule.mir.MirBody;
import io.ferrule.program.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Reads damaged dumps. None may throw or take long; what is read without a problem must be what stands there; and no
 * function may be lost, unless a problem says that something may be missing.
 *
 * <p>{@value #COUNT} sets how many are made, {@value #SEED} from which seed.
 */
final class MutationTest {

    static final String COUNT = "ferrule.mirMutants";
    static final String SEED = "ferrule.mirMutantSeed";

    private static final int SAMPLE = 20_000;
    private static final long SLOW_NANOS = 5_000_000_000L;

    @Test
    void everyMutantIsReadOrRefused() throws IOException {
        int count = Integer.getInteger(COUNT, 400);
        long seed = Long.getLong(SEED, 1);
        List<byte[]> texts = new ArrayList<>();
        for (Path file : RecordedProgramsTest.dumps().toList()) {
            texts.add(Files.readAllBytes(file));
        }
        Random random = new Random(seed);
        int clean = 0;
        for (int i = 0; i < count; i++) {
            byte[] text = sample(texts.get(random.nextInt(texts.size())), random);
            byte[] other = texts.get(random.nextInt(texts.size()));
            byte[] mutant = Mutator.rustMir(random.nextLong()).mutate(text, other);
            try {
                clean += judge(mutant) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                fail("mutant " + i + " of seed " + seed + ":\n" + new String(mutant, UTF_8), e);
            }
        }
        System.out.printf("%d mutants: %d read without a problem%n", count, clean);
        assertThat(clean).isBetween(1, count - 1);
    }

    /** Whole items from somewhere in a dump: small texts make more mutants in less time. */
    private static byte[] sample(byte[] text, Random random) {
        String all = new String(text, UTF_8);
        int from = all.indexOf("\nfn ", random.nextInt(all.length()));
        int end = from < 0 ? -1 : all.indexOf("\n}\n", Math.min(all.length(), from + random.nextInt(SAMPLE)));
        return end < 0 ? text : all.substring(from, end + 3).getBytes(UTF_8);
    }

    /** Whether it was read without a problem. */
    private static boolean judge(byte[] mutant) {
        long begun = System.nanoTime();
        Dump dump = Dump.of(mutant);
        assertThat(System.nanoTime() - begun).as("nanoseconds").isLessThan(SLOW_NANOS);
        assertThat(dump.differences()).isEmpty();
        if (dump.program().problems().stream().map(Problem::subject).noneMatch(String::isEmpty)) {
            assertEveryFunctionIsThere(mutant, dump);
        }
        return dump.program().problems().isEmpty();
    }

    private static void assertEveryFunctionIsThere(byte[] mutant, Dump dump) {
        var begins = dump.program().bodies().stream()
                .map(MirBody::range)
                .map(MirBody.TextRange::from)
                .collect(Collectors.toSet());
        TokenTable tokens = TokenTable.of(TokenAutomaton.rustMir(), mutant, UTF_8);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean marked = i > 0 && tokens.kind(i - 1) == RustMirLexer.CTFE;
            if (tokens.kind(i) == RustMirLexer.FN && tokens.kind(i + 1) == RustMirLexer.WORD) {
                assertThat(begins).as("begins of bodies").contains(tokens.start(marked ? i - 1 : i));
            }
        }
    }
}
