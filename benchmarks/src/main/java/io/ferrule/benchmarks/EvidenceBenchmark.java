package io.ferrule.benchmarks;

import io.ferrule.VerificationRequest;
import io.ferrule.Verifier;
import io.ferrule.artifact.Artifact;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.mir.reader.MirReader;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.policy.toml.PolicyReadResult;
import io.ferrule.policy.toml.PolicyReader;
import io.ferrule.program.Program;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What MIR costs a verdict: recorded programs with locks, judged with the MIR that was read before beside them, and without.
 * With MIR, bodies are joined, guards held against what executes, and locks told apart by fields. Policies are those of the fixtures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EvidenceBenchmark {

    private static final Path LOCKS = Path.of("..", "fixtures", "locks");

    /** The program: of 25, 27, 49 and 77 functions. */
    @Param({"rounds", "built", "leaks", "evidence"})
    public String program = "";

    /** Whether its MIR is beside it. */
    @Param({"false", "true"})
    public boolean mir;

    private Optional<VerificationRequest> request = Optional.empty();

    /**
     * Reads the program.
     *
     * @throws IOException if it is not there
     */
    @Setup(Level.Trial)
    public void load() throws IOException {
        Path folder = LOCKS.resolve(program);
        Program read = LlvmIrReader.read(program + ".ll", Files.readAllBytes(folder.resolve(program + ".ll")));
        String policy = Files.readString(folder.resolve("ferrule.toml"));
        if (!(PolicyReader.read(policy, "ferrule.toml") instanceof PolicyReadResult.Read known)
                || !(known.policy().bind(read.callableSymbols()) instanceof Bound bound)) {
            throw new IllegalStateException("the policy of the fixture does not fit its program");
        }
        Artifact artifact = Artifact.of(read);
        if (mir) {
            artifact = artifact.with(
                    MirReader.read(program + ".mir", Files.readAllBytes(folder.resolve(program + ".mir"))));
        }
        request = Optional.of(new VerificationRequest(artifact, known.policy(), bound, List.of()));
    }

    /** Judges the program. */
    @Benchmark
    public Verdict verdict() {
        return Verifier.installed().verify(request.orElseThrow());
    }
}
