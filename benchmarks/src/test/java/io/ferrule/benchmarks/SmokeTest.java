package io.ferrule.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.loop.bound.LoopBound;
import io.ferrule.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything here runs; how fast is not for a test to say. */
final class SmokeTest {

    private static final Path DUMP = Path.of("../fixtures/programs/nic-irq-bad/nic-irq-bad.ll");
    private static final Path MIR = Path.of("../fixtures/programs/nic-irq-bad/nic-irq-bad.mir");

    @Test
    void importBenchmarkReadsItsInput(@TempDir Path folder) throws IOException {
        Files.copy(DUMP, folder.resolve("dump.ll"));
        System.setProperty(Inputs.FOLDER, folder.toString());
        try {
            ImportBenchmark benchmark = new ImportBenchmark();
            benchmark.input = "dump";
            benchmark.load();
            assertThat(benchmark.read().problems()).isEmpty();
            assertThat(benchmark.read().functions()).isNotEmpty();
        } finally {
            System.clearProperty(Inputs.FOLDER);
        }
    }

    @Test
    void mirBenchmarkReadsItsInput(@TempDir Path folder) throws IOException {
        Files.copy(MIR, folder.resolve("dump.mir"));
        System.setProperty(Inputs.FOLDER, folder.toString());
        try {
            MirBenchmark benchmark = new MirBenchmark();
            benchmark.input = "dump.mir";
            benchmark.load();
            assertThat(benchmark.read().problems()).isEmpty();
            assertThat(benchmark.read().bodies()).isNotEmpty();
        } finally {
            System.clearProperty(Inputs.FOLDER);
        }
    }

    @Test
    void stackDepthBenchmarkBoundsItsInput(@TempDir Path folder) throws IOException {
        Files.copy(Path.of("../fixtures/stack/chain.ll"), folder.resolve("chain.ll"));
        Files.copy(Path.of("../fixtures/stack/chain.o"), folder.resolve("chain.o"));
        System.setProperty(Inputs.FOLDER, folder.toString());
        try {
            StackDepthBenchmark benchmark = new StackDepthBenchmark();
            benchmark.input = "chain";
            benchmark.load();
            assertThat(benchmark.read().problems()).isEmpty();
            assertThat(benchmark.depths().of("entry").bytes()).isEqualTo(1_520);
        } finally {
            System.clearProperty(Inputs.FOLDER);
        }
        StackMeasurement.main(new String[] {folder.resolve("chain.ll").toString()});
    }

    @Test
    void lockStateBenchmarkAccepts() {
        LockStateBenchmark benchmark = new LockStateBenchmark();
        benchmark.functions = 70;
        benchmark.load();
        assertThat(benchmark.verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void loopBoundBenchmarksBoundTheirLoops() throws IOException {
        LoopBoundBenchmark bound = new LoopBoundBenchmark();
        bound.rounds = "1099511627776";
        bound.load();
        assertThat(bound.bound().orElseThrow().loops()).allMatch(LoopBound::isBoundedByNumber);
        LoopBoundVerdictBenchmark verdict = new LoopBoundVerdictBenchmark();
        verdict.load();
        assertThat(verdict.verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void programsRun() throws IOException, InterruptedException, ExecutionException {
        ImportRate.main(new String[] {DUMP.toString(), MIR.toString(), "2", "1", "1"});
        ReachedImport.main(new String[] {DUMP.toString(), "1", "1"});
        ColdImport.main(new String[] {DUMP.toString()});
        RetainedHeap.main(new String[] {DUMP.toString(), MIR.toString()});
    }
}
