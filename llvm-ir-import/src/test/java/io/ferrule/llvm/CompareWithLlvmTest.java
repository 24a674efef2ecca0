package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Holds the importer against LLVM on a folder of any {@code .ll} files; {@code fixtures/compare-with-llvm} runs it.
 * What LLVM refuses is counted as a difference unless the importer has a problem with it too.
 */
@EnabledIfSystemProperty(named = CompareWithLlvmTest.FOLDER, matches = ".+")
@EnabledIfSystemProperty(named = LlvmOracle.PROPERTY, matches = ".+")
final class CompareWithLlvmTest {

    static final String FOLDER = "ferrule.compareFolder";

    private static final String ROW = "%-44s %8s %8s %9s %12s %9s %11s %9s%n";
    private static final int MOST_SHOWN = 5;

    private record Row(long bytes, ModuleCounts counts, List<String> differences, List<String> problems) {}

    @Test
    void everyFileOfTheFolderIsTheSameAsInLlvm() throws IOException {
        System.out.printf(ROW, "file", "MB", "funcs", "blocks", "instructions", "calls", "differences", "problems");
        long[] sums = new long[7];
        try (LlvmOracle llvm = LlvmOracle.start();
                Stream<Path> found = Files.walk(Path.of(System.getProperty(FOLDER)))) {
            for (Path file :
                    found.filter(f -> f.toString().endsWith(".ll")).sorted().toList()) {
                add(sums, print(file.getFileName().toString(), row(file, llvm)));
            }
        }
        line("total", sums);
        assertThat(sums[5]).as("differences").isZero();
        assertThat(sums[6]).as("problems").isZero();
    }

    private static Row row(Path file, LlvmOracle llvm) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Program program = LlvmIrReader.read(file.toString(), bytes);
        ModuleCounts here = ModuleCounts.of(program);
        Optional<ModuleCounts> there = llvm.counts(file);
        List<String> problems =
                program.problems().stream().map(Object::toString).toList();
        List<String> refused = problems.isEmpty() ? List.of("LLVM refuses the file") : List.of();
        return new Row(bytes.length, here, there.map(here::differences).orElse(refused), problems);
    }

    private static long[] print(String name, Row row) {
        List<FunctionCounts> functions = row.counts.functions();
        long[] numbers = {
            row.bytes,
            functions.stream().filter(function -> !function.declaration()).count(),
            functions.stream().mapToLong(FunctionCounts::blocks).sum(),
            functions.stream().mapToLong(FunctionCounts::instructions).sum(),
            functions.stream().mapToLong(FunctionCounts::calls).sum(),
            row.differences.size(),
            row.problems.size()
        };
        line(name, numbers);
        Stream.concat(
                        row.differences.stream().limit(MOST_SHOWN),
                        row.problems.stream().limit(MOST_SHOWN))
                .forEach(message -> System.out.println("    " + message));
        return numbers;
    }

    private static void line(String name, long[] n) {
        String megabytes = String.format(Locale.ROOT, "%.2f", n[0] / 1e6);
        System.out.printf(ROW, name, megabytes, n[1], n[2], n[3], n[4], n[5], n[6]);
    }

    private static void add(long[] sums, long[] numbers) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += numbers[i];
        }
    }
}
