package io.ferrule.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ferrule.object.ObjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Reads damaged objects and archives: none may throw, take long, or yield nothing without a problem. {@value #COUNT}
 * sets how many are made, {@value #SEED} from which seed.
 */
final class MutationTest {

    static final String COUNT = "ferrule.objectMutants";
    static final String SEED = "ferrule.objectMutantSeed";

    private static final long SLOW_NANOS = 2_000_000_000L;

    @Test
    void everyMutantIsReadOrRefused() throws IOException {
        int count = Integer.getInteger(COUNT, 4_000);
        long seed = Long.getLong(SEED, 1);
        Path others = Path.of("../fixtures/stack/machines");
        List<byte[]> originals = List.of(
                Samples.sum(),
                Samples.archive(),
                Files.readAllBytes(others.resolve("aarch64.o")),
                Files.readAllBytes(others.resolve("riscv64gc.o")),
                Files.readAllBytes(others.resolve("chain.ko")));
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            byte[] mutant = mutate(originals.get(random.nextInt(originals.size())), random);
            long begun = System.nanoTime();
            try {
                ObjectFile file = ObjectReader.read("mutant", mutant);
                assertThat(System.nanoTime() - begun).as("nanoseconds").isLessThan(SLOW_NANOS);
                assertThat(file.members().isEmpty() && file.problems().isEmpty())
                        .as("mutant %s of seed %s", i, seed)
                        .isFalse();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("mutant " + i + " of seed " + seed, e);
            }
        }
    }

    /** Most damage goes to headers and tables, where it tells most: they lie at both ends of an object. */
    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = place(bytes, random);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) 0xff);
                case 3 -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(64), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, Math.max(0, length));
                }
                case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) 0);
                default -> {
                    if (random.nextInt(8) == 0) {
                        bytes = Arrays.copyOf(bytes, at + 1);
                    }
                }
            }
        }
        return bytes;
    }

    private static int place(byte[] bytes, Random random) {
        int window = Math.min(bytes.length, 3000);
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(Math.min(bytes.length, 64));
            case 1, 2 -> random.nextInt(bytes.length);
            default -> bytes.length - 1 - random.nextInt(window);
        };
    }
}
