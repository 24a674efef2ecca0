package io.ferrule.benchmarks;

import io.ferrule.mir.MirProgram;
import io.ferrule.mir.reader.MirReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One whole dump of MIR from bytes to the model. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xms4g")
public class MirBenchmark {

    /** Which input: without spans, with spans. */
    @Param({"built.mir", "spans.mir"})
    public String input = "";

    private byte[] bytes = {};

    /** Loads the input. */
    @Setup(Level.Trial)
    public void load() {
        bytes = Inputs.read(input);
    }

    /** Reads it all. */
    @Benchmark
    public MirProgram read() {
        return MirReader.read(input, bytes);
    }
}
