package io.ferrule.mir.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.mir.MirContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads real dumps, those of the fixtures and any folder, and renders them again. */
final class RecordedProgramsTest {

    static final String FOLDER = "ferrule.mirFolder";

    private static final Path PROGRAMS = Path.of("..", "fixtures", "programs");
    private static final Path UNSTABLE = Path.of("..", "fixtures", "mir");
    private static final String ROW = "%-36s %8s %8s %11s %8s %9s %11s%n";
    private static final int MOST_SHOWN = 5;

    static Stream<Path> dumps() throws IOException {
        return Stream.concat(dumps(PROGRAMS).stream(), dumps(UNSTABLE).stream());
    }

    private static List<Path> dumps(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".mir"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void positive_theWholeDumpIsInTheModel(Path file) throws IOException {
        Dump dump = Dump.of(Files.readAllBytes(file));

        assertThat(dump.program().problems()).isEmpty();
        assertThat(dump.program().bodies()).isNotEmpty();
        assertThat(dump.differences()).isEmpty();
    }

    /** {@code fixtures/read-mir} runs this. */
    @Test
    @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
    void positive_theDumpsOfAFolderAreInTheModel() throws IOException {
        System.out.printf(ROW, "file", "MB", "bodies", "statements", "unread", "problems", "differences");
        long[] sums = new long[6];
        for (Path file : dumps(Path.of(System.getProperty(FOLDER)))) {
            long[] numbers = print(file);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += numbers[i];
            }
        }
        line("total", sums);
        assertThat(sums[3]).as("unread bodies").isZero();
        assertThat(sums[4]).as("problems").isZero();
        assertThat(sums[5]).as("differences").isZero();
    }

    private static long[] print(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Dump dump = Dump.of(bytes);
        List<String> differences = dump.differences();
        long statements = 0;
        long unread = 0;
        for (var body : dump.program().bodies()) {
            if (body.contents() instanceof MirContents.Code code) {
                statements += code.blocks().stream()
                        .mapToInt(block -> block.statements().size() + 1)
                        .sum();
            } else if (body.contents() instanceof MirContents.Unsupported) {
                unread++;
            }
        }
        long[] numbers = {
            bytes.length,
            dump.program().bodies().size(),
            statements,
            unread,
            dump.program().problems().size(),
            differences.size()
        };
        line(file.getFileName().toString(), numbers);
        Stream.concat(
                        dump.program().problems().stream().map(Object::toString).limit(MOST_SHOWN),
                        differences.stream().limit(MOST_SHOWN))
                .forEach(message -> System.out.println("    " + message));
        return numbers;
    }

    private static void line(String name, long[] n) {
        String megabytes = String.format(Locale.ROOT, "%.2f", n[0] / 1e6);
        System.out.printf(ROW, name, megabytes, n[1], n[2], n[3], n[4], n[5]);
    }
}
