package io.ferrule.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The warm rate of the importer in CPU time, which other work on the machine disturbs less than the time of the wall.
 *
 * <p>{@code ImportRate FILE.. THREADS WARM-UPS RUNS} prints for each file the name and MB/s by the median and by the
 * best run, and over all runs with the time of the collector and the compiler counted in; every thread reads the whole
 * file on its own. {@code benchmarks/compare-import} runs it in turn with the
 * same measurement of LLVM.
 */
public final class ImportRate {

    private ImportRate() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int files = arguments.length - 3;
        int threads = Integer.parseInt(arguments[files]);
        int warmUps = Integer.parseInt(arguments[files + 1]);
        int runs = Integer.parseInt(arguments[files + 2]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (String file : Arrays.copyOf(arguments, files)) {
                byte[] bytes = Files.readAllBytes(Path.of(file));
                for (int i = 0; i < warmUps; i++) {
                    nanos(pool, threads, file, bytes);
                }
                long[] nanos = new long[runs];
                long begun = processNanos();
                for (int i = 0; i < runs; i++) {
                    nanos[i] = nanos(pool, threads, file, bytes);
                }
                long all = (processNanos() - begun) / runs / threads;
                Arrays.sort(nanos);
                double thousands = bytes.length * 1e3; // bytes per nanosecond to megabytes per second
                System.out.printf(
                        Locale.ROOT,
                        "%s %.1f %.1f %.1f%n",
                        file,
                        thousands / nanos[runs / 2],
                        thousands / nanos[0],
                        thousands / all);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** The CPU time of one reading, on average over threads that read at once. */
    private static long nanos(ExecutorService pool, int threads, String name, byte[] bytes)
            throws InterruptedException, ExecutionException {
        List<Callable<Long>> readings = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            readings.add(() -> nanos(name, bytes));
        }
        long sum = 0;
        for (Future<Long> reading : pool.invokeAll(readings)) {
            sum += reading.get();
        }
        return sum / threads;
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long nanos(String name, byte[] bytes) {
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Readings.read(name, bytes);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
    }
}
