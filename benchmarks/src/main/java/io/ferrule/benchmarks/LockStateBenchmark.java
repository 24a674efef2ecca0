package io.ferrule.benchmarks;

import io.ferrule.VerificationRequest;
import io.ferrule.Verifier;
import io.ferrule.artifact.Artifact;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.policy.toml.PolicyReadResult;
import io.ferrule.policy.toml.PolicyReader;
import io.ferrule.program.Program;
import io.ferrule.verdict.Verdict;
import java.nio.charset.StandardCharsets;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole verdict, call graph and all rules about locks and contexts included, by the size of the program. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LockStateBenchmark {

    private static final String POLICY = """
            [policy]
            packs = ["llvm", "rust-core", "linux"]
            without = ["loop-bound", "recursion"]

            [[entry]]
            match = "sym:root"
            context = "process"
            """;

    /** How many functions there are; there is a lock for each ten. */
    @Param({"20", "1000", "2000", "5000", "10000"})
    public int functions;

    private Optional<VerificationRequest> request = Optional.empty();

    /** Makes and reads the program. */
    @Setup(Level.Trial)
    public void load() {
        byte[] text = LockProgram.of(functions).getBytes(StandardCharsets.UTF_8);
        Program program = LlvmIrReader.read("locks.ll", text);
        if (!(PolicyReader.read(POLICY, "ferrule.toml") instanceof PolicyReadResult.Read read)
                || !(read.policy().bind(program.callableSymbols()) instanceof Bound bound)) {
            throw new IllegalStateException("the policy of the benchmark does not fit its program");
        }
        request = Optional.of(new VerificationRequest(Artifact.of(program), read.policy(), bound, List.of()));
    }

    /** Judges the program. */
    @Benchmark
    public Verdict verdict() {
        return Verifier.installed().verify(request.orElseThrow());
    }
}
