package io.ferrule.benchmarks;

import io.ferrule.VerificationRequest;
import io.ferrule.Verifier;
import io.ferrule.artifact.Artifact;
import io.ferrule.elf.ObjectReader;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.policy.toml.PolicyReadResult;
import io.ferrule.policy.toml.PolicyReader;
import io.ferrule.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole verdict about an extension with 20 entry points that go through arrays and slices: all rules, those about loops,
 * recursion and instructions required, instructions counted in the object. It is what rustc made of 20 functions of the
 * loop suite.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LoopBoundVerdictBenchmark {

    private static final Path RECORDED = Path.of("..", "fixtures", "loops", "recorded", "s");

    private static final List<String> ARRAYS = List.of(
            "array_chunks_constant",
            "array_index",
            "array_iter",
            "array_reversed",
            "array_windows_constant",
            "array_zip");

    private static final List<String> SLICES = List.of(
            "slice_chunks",
            "slice_chunks_exact",
            "slice_enumerate",
            "slice_index",
            "slice_iter",
            "slice_iter_bytes",
            "slice_iter_mut",
            "slice_max",
            "slice_position",
            "slice_reversed",
            "slice_skip",
            "slice_split_on_zero",
            "slice_take",
            "slice_windows");

    private Optional<VerificationRequest> request = Optional.empty();

    /** Reads the extension. */
    @Setup(Level.Trial)
    public void load() throws IOException {
        Artifact artifact = Artifact.of(
                        LlvmIrReader.read("slices.ll", Files.readAllBytes(RECORDED.resolve("slices.ll"))))
                .with(ObjectReader.read("slices.o", Files.readAllBytes(RECORDED.resolve("slices.o"))));
        if (!(PolicyReader.read(policy(), "ferrule.toml") instanceof PolicyReadResult.Read read)
                || !(read.policy().bind(artifact.callableSymbols()) instanceof Bound bound)) {
            throw new IllegalStateException("the policy of the benchmark does not fit its program");
        }
        request = Optional.of(new VerificationRequest(artifact, read.policy(), bound, List.of()));
    }

    private static String policy() {
        StringBuilder text = new StringBuilder("""
                [policy]
                packs = ["llvm", "rust-core"]
                require = ["loop-bound", "recursion", "instruction-budget"]
                """);
        ARRAYS.forEach(name -> text.append(entry(name)));
        SLICES.forEach(name -> text.append(entry(name)).append("""
                [[argument]]
                match = "sym:%s"
                argument = "data.len"
                max = 1_500
                """.formatted(name)));
        return text.toString();
    }

    private static String entry(String name) {
        return """
                [[entry]]
                match = "sym:%s"
                context = "process"
                instructions = 100_000
                """.formatted(name);
    }

    /** Judges the extension. */
    @Benchmark
    public Verdict verdict() {
        return Verifier.installed().verify(request.orElseThrow());
    }
}
