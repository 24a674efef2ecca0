package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ferrule.grammar.Mutator;
import io.ferrule.program.Problem;
import io.ferrule.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Reads damaged dumps. None may throw or take long; with LLVM at hand ({@value LlvmOracle#PROPERTY}), one that is read
 * without a problem must either be refused by LLVM or count the same.
 *
 * <p>{@value #COUNT} sets how many are made, {@value #SEED} from which seed; what LLVM alone refuses is listed by its
 * message, and kept in the folder {@value #KEEP} where one is named.
 */
final class MutationTest {

    static final String COUNT = "ferrule.mutants";
    static final String SEED = "ferrule.mutantSeed";
    static final String KEEP = "ferrule.mutantFolder";

    private static final long SLOW_NANOS = 5_000_000_000L;

    @Test
    void everyMutantIsReadOrRefused() throws IOException {
        int count = Integer.getInteger(COUNT, 400);
        long seed = Long.getLong(SEED, 1);
        List<byte[]> texts = new ArrayList<>();
        for (Path folder : RecordedProgramsTest.programs().toList()) {
            texts.add(Files.readAllBytes(RecordedProgramsTest.dump(folder)));
        }
        texts.add(LanguageTest.resource("language.ll"));
        if (System.getProperty(LlvmOracle.PROPERTY) == null) {
            run(texts, seed, count, (text, program) -> {});
            return;
        }
        try (LlvmOracle llvm = LlvmOracle.start()) {
            Comparison comparison = new Comparison(llvm, Files.createTempFile("ferrule-mutant", ".ll"));
            run(texts, seed, count, comparison::compare);
            comparison.report(count);
        }
    }

    private interface Judge {
        void judge(byte[] text, Program program) throws IOException;
    }

    private static void run(List<byte[]> texts, long seed, int count, Judge judge) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            byte[] text = texts.get(random.nextInt(texts.size()));
            byte[] other = texts.get(random.nextInt(texts.size()));
            long mutantSeed = random.nextLong();
            byte[] mutant = mutant(mutantSeed, text, other);
            long begun = System.nanoTime();
            try {
                Program program = LlvmIrReader.read("mutant", mutant);
                assertThat(System.nanoTime() - begun).as("nanoseconds").isLessThan(SLOW_NANOS);
                judge.judge(mutant, program);
            } catch (RuntimeException | StackOverflowError e) {
                fail("mutant " + i + " of seed " + seed, e);
            }
        }
    }

    /** Most changes are made in front of the metadata, which are the larger part of a dump and the duller. */
    private static byte[] mutant(long seed, byte[] text, byte[] other) {
        int metadata = new String(text, StandardCharsets.ISO_8859_1).indexOf("\n!");
        int end = metadata > 0 && new Random(seed).nextInt(8) > 0 ? metadata : text.length;
        byte[] front = Mutator.llvmIr(seed).mutate(Arrays.copyOf(text, end), other);
        byte[] mutant = Arrays.copyOf(front, front.length + text.length - end);
        System.arraycopy(text, end, mutant, front.length, text.length - end);
        return mutant;
    }

    /** What LLVM says to the mutants that are read without a problem. */
    private static final class Comparison {

        private final LlvmOracle llvm;
        private final Path file;
        private final Map<String, Integer> onlyRefusedByLlvm = new TreeMap<>();
        private final List<String> differences = new ArrayList<>();
        private int clean;
        private int equal;

        Comparison(LlvmOracle llvm, Path file) {
            this.llvm = llvm;
            this.file = file;
        }

        void compare(byte[] text, Program program) throws IOException {
            List<Problem> problems = program.problems();
            if (!problems.isEmpty()) {
                return;
            }
            clean++;
            Files.write(file, text);
            String answer = llvm.ask(file);
            if (answer.startsWith("{\"error\"")) {
                String reason = answer.replaceFirst("(?s).*?error: ", "").replaceFirst("(?s)\\\\u000a.*", "");
                String kind = reason.replaceAll("'[^']*'", "'..'")
                        .replaceAll("@[^ ]*", "@..")
                        .strip();
                if (onlyRefusedByLlvm.merge(kind, 1, Integer::sum) <= 2) {
                    keep(text, "refused-" + kind.replaceAll("[^a-zA-Z]+", "-") + onlyRefusedByLlvm.get(kind));
                }
                return;
            }
            List<String> found = ModuleCounts.of(program).differences(ModuleCounts.ofJson(answer));
            equal += found.isEmpty() ? 1 : 0;
            if (!found.isEmpty()) {
                differences.add(found.get(0));
                keep(text, "different-" + differences.size());
            }
        }

        private static void keep(byte[] text, String name) throws IOException {
            Optional<String> folder = Optional.ofNullable(System.getProperty(KEEP));
            if (folder.isPresent()) {
                Files.createDirectories(Path.of(folder.get()));
                Files.write(Path.of(folder.get(), name + ".ll"), text);
            }
        }

        void report(int count) throws IOException {
            Files.delete(file);
            System.out.printf(
                    "%d mutants: %d read without a problem, of these %d equal in LLVM, %d different, %d refused by LLVM%n",
                    count, clean, equal, differences.size(), clean - equal - differences.size());
            onlyRefusedByLlvm.forEach((reason, times) -> System.out.printf("%8d %s%n", times, reason));
            assertThat(differences).isEmpty();
        }
    }
}
