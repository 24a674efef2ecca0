package io.ferrule.benchmarks;

import io.ferrule.analysis.Roots;
import io.ferrule.graph.CallGraph;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.loop.FunctionBounds;
import io.ferrule.loop.program.ProgramBounds;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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

/** The bound of one loop, search and check of its certificate, by the number of its rounds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LoopBoundBenchmark {

    private static final String LOOP = """
            define void @f() {
            start:
              br label %head
            head:
              %i = phi i64 [ 0, %start ], [ %next, %body ]
              %more = icmp ult i64 %i, ROUNDS
              br i1 %more, label %body, label %done
            body:
              %next = add i64 %i, 1
              br label %head
            done:
              ret void
            }
            """;

    /** How often the loop goes round. */
    @Param({"30", "300000", "1099511627776"})
    public String rounds = "";

    private Optional<CallGraph> calls = Optional.empty();

    /** Reads the program. */
    @Setup(Level.Trial)
    public void load() {
        byte[] text = LOOP.replace("ROUNDS", rounds).getBytes(StandardCharsets.UTF_8);
        Program program = LlvmIrReader.read("loop.ll", text);
        calls = Optional.of(CallGraph.of(program, symbol -> false));
    }

    /** Bounds the loop. */
    @Benchmark
    public Optional<FunctionBounds> bound() {
        CallGraph graph = calls.orElseThrow();
        Bound policy = new Bound(List.of(), new TreeMap<>(), List.of());
        return ProgramBounds.of(graph, policy, Roots.of(graph, policy)).of("f");
    }
}
