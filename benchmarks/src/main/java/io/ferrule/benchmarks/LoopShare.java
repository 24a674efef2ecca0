package io.ferrule.benchmarks;

import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.loop.FunctionBounds;
import io.ferrule.loop.Limits;
import io.ferrule.loop.LoopBound;
import io.ferrule.program.Function;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The share of loops that have a bound, and the CPU time that it takes to find it.
 *
 * <p>{@code LoopShare [-v] [-every N] FILE..} takes modules in LLVM IR and prints a line of a table for each, and the sum.
 * A loop is constant if it goes round less than 2^24 times, over arguments if a formula over those of its function bounds
 * it, and large if nothing but a number beyond that does. With {@code -v} each function is named with its time, and the
 * loops without a bound. With {@code -every N} only each N-th function counts, for a first look. The time of a loop is that
 * of its function over the number of loops in it.
 */
public final class LoopShare {

    private static final BigInteger GREATEST = BigInteger.ONE.shiftLeft(24);

    /** So many functions are looked at twice; the first time is not counted. */
    private static final int WARM_UP = 500;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LoopShare() {}

    /** Counts of loops, and nanoseconds for each loop. */
    private record Figures(int constant, int overArguments, int large, int none, List<Long> times) {

        Figures plus(Figures other) {
            List<Long> all = new ArrayList<>(times);
            all.addAll(other.times);
            return new Figures(
                    constant + other.constant,
                    overArguments + other.overArguments,
                    large + other.large,
                    none + other.none,
                    all);
        }

        String row(String name) {
            int all = Math.max(1, constant + overArguments + large + none);
            List<Long> sorted = new ArrayList<>(times);
            Collections.sort(sorted);
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %.0f %% | %.1f | %.0f | %.0f |",
                    name,
                    all,
                    constant,
                    overArguments,
                    large,
                    none,
                    100.0 * (constant + overArguments) / all,
                    at(sorted, 0.5),
                    at(sorted, 0.99),
                    at(sorted, 1));
        }

        private static double at(List<Long> sorted, double share) {
            return sorted.isEmpty() ? 0 : sorted.get((int) ((sorted.size() - 1) * share)) / 1e6;
        }
    }

    /** Measures the modules that are named. */
    public static void main(String[] arguments) throws IOException {
        List<String> all = Arrays.asList(arguments);
        boolean verbose = all.contains("-v");
        int option = all.indexOf("-every");
        int every = option < 0 ? 1 : Integer.parseInt(all.get(option + 1));
        List<String> files = IntStream.range(0, all.size())
                .filter(i -> option < 0 || (i != option && i != option + 1))
                .mapToObj(all::get)
                .filter(a -> !a.equals("-v"))
                .toList();
        System.out.println("| module | loops | constant | over arguments | large | none | constant or over arguments"
                + " | median ms | 99th percentile ms | worst ms |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        Figures sum = new Figures(0, 0, 0, 0, List.of());
        for (String file : files) {
            Program program = LlvmIrReader.read(file, Files.readAllBytes(Path.of(file)));
            program.functions().values().stream().limit(WARM_UP).forEach(function -> measure(program, function, false));
            Figures figures = new Figures(0, 0, 0, 0, List.of());
            int place = 0;
            for (Function function : program.functions().values()) {
                if (place++ % every == 0) {
                    figures = figures.plus(measure(program, function, verbose));
                }
            }
            System.out.println(figures.row(String.valueOf(Path.of(file).getFileName())));
            sum = sum.plus(figures);
        }
        if (files.size() > 1) {
            System.out.println(sum.row("all"));
        }
    }

    private static Figures measure(Program program, Function function, boolean verbose) {
        int[] counts = new int[4];
        long start = THREADS.getCurrentThreadCpuTime();
        List<LoopBound> loops = function.isDeclaration()
                ? List.of()
                : FunctionBounds.alone(program, function, Limits.DEFAULT).loops();
        long time = (THREADS.getCurrentThreadCpuTime() - start) / Math.max(1, loops.size());
        if (verbose && !loops.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "%.1f ms for each of %d: %s%n",
                    time / 1e6,
                    loops.size(),
                    Names.display(function.symbol()));
        }
        for (LoopBound loop : loops) {
            int kind = kind(loop);
            counts[kind]++;
            if (verbose && kind > 1) {
                System.out.println(Names.display(function.symbol()) + " " + loop.loop() + ": "
                        + loop.rounds().map(BigInteger::toString).orElse("?") + " " + loop.why());
            }
        }
        return new Figures(counts[0], counts[1], counts[2], counts[3], Collections.nCopies(loops.size(), time));
    }

    private static int kind(LoopBound loop) {
        if (loop.rounds().filter(rounds -> rounds.compareTo(GREATEST) <= 0).isPresent()) {
            return 0;
        }
        return !loop.formulas().isEmpty() ? 1 : loop.rounds().isPresent() ? 2 : 3;
    }
}
