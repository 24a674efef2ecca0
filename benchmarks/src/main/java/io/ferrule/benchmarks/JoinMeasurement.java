package io.ferrule.benchmarks;

import io.ferrule.join.Join;
import io.ferrule.join.JoinRate;
import io.ferrule.join.JoinStatus;
import io.ferrule.join.JoinStatus.Reason;
import io.ferrule.join.JoinStatus.Unique;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.reader.MirReader;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many functions are joined with their MIR, and how many of these joins are wrong.
 *
 * <p>{@code JoinMeasurement [-v] FOLDER..} takes folders that {@code fixtures/build-join-corpus} made, such as
 * {@code DIR/join/0}, and prints a line for each crate and the sum. A join is checked by {@link DumpOracle}; wrong ones
 * are named, with {@code -v} also what was not joined. {@code benchmarks/join-rate} runs it.
 */
public final class JoinMeasurement {

    private final boolean verbose;

    private JoinMeasurement(boolean verbose) {
        this.verbose = verbose;
    }

    /** Figures of a crate, or of several. */
    private record Figures(
            int defined,
            int own,
            int unique,
            int ambiguous,
            int absent,
            int inlined,
            int inlinedUnique,
            int right,
            int wrong) {

        Figures plus(Figures other) {
            return new Figures(
                    defined + other.defined,
                    own + other.own,
                    unique + other.unique,
                    ambiguous + other.ambiguous,
                    absent + other.absent,
                    inlined + other.inlined,
                    inlinedUnique + other.inlinedUnique,
                    right + other.right,
                    wrong + other.wrong);
        }

        String row(String name) {
            double percent = own == 0 ? 100 : 100.0 * unique / own;
            return String.format(
                    Locale.ROOT,
                    "| %-24s | %6d | %6d | %6d | %6.2f %% | %4d | %4d | %6d | %6d | %6d | %3d |",
                    name,
                    defined,
                    own,
                    unique,
                    percent,
                    ambiguous,
                    absent,
                    inlined,
                    inlinedUnique,
                    right,
                    wrong);
        }
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        boolean verbose = arguments[0].equals("-v");
        JoinMeasurement measurement = new JoinMeasurement(verbose);
        for (String folder : List.of(arguments).subList(verbose ? 1 : 0, arguments.length)) {
            measurement.folder(Path.of(folder));
        }
    }

    private void folder(Path folder) throws IOException {
        System.out.println(
                "| crate | defined | own | unique | rate | ambiguous | missing | own inlined | unique | checked right | wrong |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        DumpOracle oracle = new DumpOracle(folder.resolve("dump"));
        Figures sum = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0);
        List<Path> modules;
        try (Stream<Path> files = Files.list(folder)) {
            modules = files.filter(file -> file.toString().endsWith(".ll"))
                    .sorted()
                    .toList();
        }
        for (Path module : modules) {
            String name = String.valueOf(module.getFileName()).replaceFirst("\\.ll$", "");
            Path mir = folder.resolve(name + ".mir");
            if (Files.exists(mir)) {
                Figures figures = crate(module, mir, oracle);
                System.out.println(figures.row(name));
                sum = sum.plus(figures);
            }
        }
        System.out.println(sum.row("all of " + modules.size()));
    }

    private Figures crate(Path module, Path dump, DumpOracle oracle) throws IOException {
        Program program = LlvmIrReader.read(module.toString(), Files.readAllBytes(module));
        byte[] text = Files.readAllBytes(dump);
        MirProgram mir = MirReader.read(dump.toString(), text);
        mir.problems().forEach(problem -> System.err.println(problem));
        Join join = Join.of(program, mir);
        List<String> bodies =
                mir.bodies().stream().map(body -> text(text, body)).toList();
        int right = 0;
        int wrong = 0;
        for (String symbol : join.functions()) {
            JoinStatus status = join.statusOf(symbol);
            if (status instanceof Unique unique) {
                Optional<String> expected = oracle.bodyOf(symbol).filter(bodies::contains);
                if (expected.isPresent() && expected.get().equals(text(text, unique.body()))) {
                    right++;
                } else if (expected.isPresent()) {
                    wrong++;
                    System.out.println(
                            "WRONG " + symbol + " is not " + unique.body().path());
                }
            } else if (verbose && !isForeign(status)) {
                System.out.println(status.text() + ": " + Names.display(symbol) + " "
                        + join.subprogramOf(symbol)
                                .map(s -> s.file() + ":" + s.line())
                                .orElse(""));
            }
        }
        JoinRate rate = join.rate();
        JoinRate inlined = join.inlinedRate();
        return new Figures(
                join.definedFunctions().size(),
                rate.own(),
                rate.unique(),
                rate.ambiguous(),
                rate.own() - rate.unique() - rate.ambiguous(),
                inlined.own(),
                inlined.unique(),
                right,
                wrong);
    }

    private static boolean isForeign(JoinStatus status) {
        return status instanceof JoinStatus.Missing missing && missing.reason() == Reason.FOREIGN_CRATE;
    }

    private static String text(byte[] dump, MirBody body) {
        int from = body.range().from();
        byte[] bytes = Arrays.copyOfRange(dump, from, body.range().to());
        return DumpOracle.normal(new String(bytes, StandardCharsets.UTF_8));
    }
}
