package io.ferrule.benchmarks;

import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.program.Function;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * The share of loops that have a bound, and the CPU time that it takes to find it.
 *
 * <p>{@code LoopShare [-v] [-every N] [-warm N] FILE..} takes modules in LLVM IR and prints a line of a table for each, and the sum.
 * A loop is constant if it goes round less than 2^24 times, over arguments if a formula over those of its function bounds
 * it, and large if nothing but a number beyond that does. With {@code -v} each loop is named with its time, and why it
 * has no bound. With {@code -every N} only each N-th function counts, for a first look, and with {@code -warm N} all is
 * done N times before it is measured.
 */
public final class LoopShare {

    private static final BigInteger GREATEST = BigInteger.ONE.shiftLeft(24);

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

    /** What to do. */
    private record Options(List<String> files, boolean verbose, int every, int warm) {
        static Options of(List<String> arguments) {
            List<String> files = new ArrayList<>();
            boolean verbose = false;
            int every = 1;
            int warm = 1;
            for (Iterator<String> left = arguments.iterator(); left.hasNext(); ) {
                String next = left.next();
                switch (next) {
                    case "-v" -> verbose = true;
                    case "-every" -> every = Integer.parseInt(left.next());
                    case "-warm" -> warm = Integer.parseInt(left.next());
                    default -> files.add(next);
                }
            }
            return new Options(List.copyOf(files), verbose, every, warm);
        }
    }

    /** Measures the modules that are named. */
    public static void main(String[] arguments) throws IOException {
        Options options = Options.of(List.of(arguments));
        System.out.println("| module | loops | constant | over arguments | large | none | constant or over arguments"
                + " | median ms | 99th percentile ms | worst ms |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        Figures sum = new Figures(0, 0, 0, 0, List.of());
        for (String file : options.files()) {
            Program program = LlvmIrReader.read(file, Files.readAllBytes(Path.of(file)));
            List<Function> functions = List.copyOf(program.functions().values());
            for (int round = 0; round < options.warm(); round++) {
                functions.forEach(function -> LoopClock.of(program, function));
            }
            Figures figures = new Figures(0, 0, 0, 0, List.of());
            for (int place = 0; place < functions.size(); place += options.every()) {
                figures = figures.plus(measure(program, functions.get(place), options.verbose()));
            }
            System.out.println(figures.row(String.valueOf(Path.of(file).getFileName())));
            sum = sum.plus(figures);
        }
        if (options.files().size() > 1) {
            System.out.println(sum.row("all"));
        }
    }

    private static Figures measure(Program program, Function function, boolean verbose) {
        int[] counts = new int[4];
        LoopClock clock = LoopClock.of(program, function);
        for (int i = 0; i < clock.loops().size(); i++) {
            LoopBound loop = clock.loops().get(i);
            counts[kind(loop)]++;
            if (verbose) {
                String why = kind(loop) > 1 ? " " + loop.why() : "";
                System.out.printf(
                        Locale.ROOT,
                        "%.1f ms: %s %s: %s%s%n",
                        clock.times().get(i) / 1e6,
                        Names.display(function.symbol()),
                        loop.loop(),
                        loop.rounds().map(BigInteger::toString).orElse("?"),
                        why);
            }
        }
        return new Figures(counts[0], counts[1], counts[2], counts[3], clock.times());
    }

    private static int kind(LoopBound loop) {
        if (loop.rounds().filter(rounds -> rounds.compareTo(GREATEST) <= 0).isPresent()) {
            return 0;
        }
        return !loop.formulas().isEmpty() ? 1 : loop.rounds().isPresent() ? 2 : 3;
    }
}
