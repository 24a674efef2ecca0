package io.ferrule.benchmarks;

import io.ferrule.analysis.stack.StackDepth;
import io.ferrule.elf.ObjectReader;
import io.ferrule.graph.CallGraph;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.object.ObjectFile;
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

/** An object from bytes to the stack depth of all its functions; {@code benchmarks/make-object} makes the inputs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xms4g")
public class StackDepthBenchmark {

    /** Which object: of 12.7 MB, of 3.5 MB. */
    @Param({"large", "middle"})
    public String input = "";

    private byte[] bytes = {};
    private CallGraph calls = CallGraph.of(LlvmIrReader.read("none", new byte[0]), symbol -> false);
    private ObjectFile object = ObjectReader.read("none", bytes);

    /** Loads the input. */
    @Setup(Level.Trial)
    public void load() {
        bytes = Inputs.read(input + ".o");
        calls = CallGraph.of(LlvmIrReader.read(input, Inputs.read(input)), symbol -> false);
        object = ObjectReader.read(input, bytes);
    }

    /** Reads the object. */
    @Benchmark
    public ObjectFile read() {
        return ObjectReader.read(input, bytes);
    }

    /** Bounds the stack under every function of it. */
    @Benchmark
    public StackDepth depths() {
        return StackMeasurement.depths(calls, object);
    }
}
