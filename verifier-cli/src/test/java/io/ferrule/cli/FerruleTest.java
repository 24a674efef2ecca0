package io.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.Verifier;
import io.ferrule.rule.RuleDescriptor;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FerruleTest {

    @Test
    void versionAndHelpAreNoErrors() {
        assertThat(run("--version").out()).matches("ferrule \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(run("--help").out()).contains("verify", "explain", "contracts", "Exit codes");
        assertThat(run("verify", "--help").out()).contains("--policy", "--format", "--output", "--color");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "frobnicate",
                "--frobnicate",
                "explain no-such-rule",
                "contracts no_such_function",
                "\u001b[2J"
            })
    void wrongUseIsExitCode2(String arguments) {
        CommandRun run = arguments.isEmpty() ? run() : run(arguments.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: ").contains("= help: ").doesNotContain("\u001b", "Exception");
    }

    /** Otherwise a loader that got half a verdict, or none, would see the exit code of an accepted program. */
    @Test
    void outputThatCannotBeWrittenIsExitCode2() {
        StringWriter err = new StringWriter();
        PrintWriter out = new PrintWriter(new FilterWriter(Writer.nullWriter()) {
            @Override
            public void write(String text, int from, int length) throws IOException {
                throw new IOException("no space left on device");
            }
        });
        Shell shell = new Shell(CommandRun.ROOT, out, new PrintWriter(err), Map.of(), false);

        assertThat(Ferrule.run(shell, "contracts", "mutex_lock")).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: the output could not be written to its end");
    }

    @Test
    void everyRuleHasAPageUnderItsNameAndItsCode() {
        assertThat(Verifier.installed().rules()).isNotEmpty().allSatisfy(rule -> {
            RuleDescriptor descriptor = rule.descriptor();
            CommandRun run = run("explain", descriptor.name());

            assertThat(run.code()).isZero();
            assertThat(run.out()).startsWith("# " + descriptor.code() + " " + descriptor.name() + "\n");
            assertThat(run("explain", descriptor.code())).isEqualTo(run);
            assertThat(run("explain").out()).contains(descriptor.code() + "  " + descriptor.name());
        });
    }

    @Test
    void contractsSayWhatTheyRestOn() {
        assertThat(run("contracts", "mutex_lock").out().lines())
                .anySatisfy(line -> assertThat(line)
                        .matches("linux +sym:mutex_lock +may-sleep +acquires mutex arg0 +kernel/locking/mutex.c: .*"));
        assertThat(run("contracts").out().lines()).hasSizeGreaterThan(500);
        assertThat(run("contracts", "rust-core").out().lines()).allMatch(line -> line.startsWith("rust-core "));
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.in(CommandRun.ROOT, arguments);
    }
}
