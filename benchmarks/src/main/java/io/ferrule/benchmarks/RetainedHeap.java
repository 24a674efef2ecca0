package io.ferrule.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a program keeps alive, in bytes per byte of input, the text itself counted in.
 *
 * <p>{@code RetainedHeap FILE..} reads each file twice and takes the second, so that classes and shared constants are
 * not counted. Run it with the serial collector, whose figures are exact after a full collection.
 */
public final class RetainedHeap {

    private RetainedHeap() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        for (String file : arguments) {
            retained(file);
            long bytes = retained(file);
            double perByte = (double) bytes / Files.size(Path.of(file));
            System.out.printf(Locale.ROOT, "%s %.2f B/B%n", file, perByte);
        }
    }

    static long retained(String file) throws IOException {
        long before = used();
        Object program = Readings.read(file, Files.readAllBytes(Path.of(file)));
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
