package io.ferrule.benchmarks;

import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.program.Body;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What reading costs where only a part of a module is reached.
 *
 * <p>{@code ReachedImport FILE WARM-UPS RUNS} takes as entry points as many functions, in the order of the text, as
 * reach 1, 10, 50 and 100 percent of the instructions, or the nearest share that there is. Each row has the functions
 * that were read, of how many; their share of all instructions in percent; milliseconds of CPU time, warm, by the median
 * run; and that of reading everything in percent.
 */
public final class ReachedImport {

    private static final int[] SHARES = {1, 10, 50, 100};

    private final String file;
    private final byte[] bytes;
    private final int warmUps;
    private final int runs;

    private ReachedImport(String file, byte[] bytes, int warmUps, int runs) {
        this.file = file;
        this.bytes = bytes;
        this.warmUps = warmUps;
        this.runs = runs;
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(arguments[0]));
        new ReachedImport(arguments[0], bytes, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])).run();
    }

    private void run() {
        Program whole = LlvmIrReader.read(file, bytes);
        List<String> defined = whole.functions().values().stream()
                .filter(function -> !function.isDeclaration())
                .map(Function::symbol)
                .toList();
        double all = nanos(() -> LlvmIrReader.read(file, bytes));
        for (int share : SHARES) {
            Set<String> entries = Set.copyOf(defined.subList(0, count(defined, instructions(whole) * share / 100)));
            Program read = LlvmIrReader.readReached(file, bytes, symbols -> entries);
            double nanos = nanos(() -> LlvmIrReader.readReached(file, bytes, symbols -> entries));
            System.out.printf(
                    Locale.ROOT,
                    "%s %d %d %.1f %.1f %.0f%n",
                    file,
                    read.functions().values().stream()
                            .filter(function -> function.body() instanceof Body.Defined)
                            .count(),
                    defined.size(),
                    100.0 * instructions(read) / instructions(whole),
                    nanos / 1e6,
                    100 * nanos / all);
        }
    }

    /** How many of these, taken from the first on, reach that many instructions, as nearly as can be. */
    private int count(List<String> defined, long wanted) {
        int below = 0;
        int above = defined.size();
        while (above - below > 1) {
            int middle = (below + above) / 2;
            if (reached(defined, middle) < wanted) {
                below = middle;
            } else {
                above = middle;
            }
        }
        long missing = wanted - reached(defined, below);
        return missing < reached(defined, above) - wanted ? below : above;
    }

    private long reached(List<String> defined, int count) {
        Set<String> entries = Set.copyOf(defined.subList(0, count));
        return instructions(LlvmIrReader.readReached(file, bytes, symbols -> entries));
    }

    private static long instructions(Program program) {
        return program.functions().values().stream()
                .flatMap(function -> function.blocks().stream())
                .mapToLong(block -> block.instructions().size())
                .sum();
    }

    private double nanos(Runnable reading) {
        for (int i = 0; i < warmUps; i++) {
            reading.run();
        }
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            reading.run();
            nanos[i] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos[runs / 2];
    }
}
