package io.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.verdict.Verdict;
import io.ferrule.verdict.json.VerdictJson;
import io.ferrule.verdict.json.VerdictReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {

    private static final String GOOD = "fixtures/programs/nic-irq-good";
    private static final String BAD = "fixtures/programs/nic-irq-bad";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"nic-irq-good, 0, accepted", "nic-irq-bad, 1, rejected", "vendor-call, 3, inconclusive"})
    void theExitCodeIsTheVerdict(String program, int code, String outcome) {
        CommandRun run = verify("fixtures/programs/" + program);

        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out())
                .containsPattern("(?m)^" + outcome + ": fixtures/programs/" + program + "/" + program + ".ll \\(");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void workOnLoopsIsLimitedAsAsked() {
        String filter = "fixtures/programs/packet-filter-good";
        assertThat(verify("--loop-steps", "400000", filter).code()).isZero();
        CommandRun few = verify("--loop-steps", "1", filter);
        assertThat(few.code()).isEqualTo(3);
        assertThat(few.out()).contains("it takes more than 1 step, the limit of work on one loop (--loop-steps)");
    }

    @Test
    void theSourceLineIsShown() {
        assertThat(verify(BAD).out()).contains("\n105 |     TOTALS.lock().merge(batch);");
    }

    @Test
    void ofSeveralModulesTheWorstCounts() {
        assertThat(verify(GOOD, BAD).code()).isEqualTo(1);
        assertThat(verify("fixtures/programs/vendor-call", BAD).code()).isEqualTo(1);
        assertThat(verify(GOOD, "fixtures/programs/vendor-call").code()).isEqualTo(3);
    }

    @Test
    void jsonIsOneVerdictPerLine() {
        CommandRun run = verify("--format", "json", GOOD, BAD);

        assertThat(run.out().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(VerdictJson.read(line)).isInstanceOf(VerdictReadResult.Read.class));
        assertThat(VerdictJson.read(verify("--format", "json", GOOD).out()))
                .isInstanceOfSatisfying(
                        VerdictReadResult.Read.class,
                        read -> assertThat(read.verdict()).isInstanceOf(Verdict.Accepted.class));
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        assertThat(verify("--format", "json", BAD)).isEqualTo(verify("--format", "json", BAD));
    }

    @Test
    void theOutputMayBeAFile() throws IOException {
        Path file = folder.resolve("verdict.json");
        CommandRun run = verify("--format", "json", "--output", file.toString(), BAD);

        assertThat(run).isEqualTo(new CommandRun(1, "", ""));
        assertThat(VerdictJson.read(Files.readString(file))).isInstanceOf(VerdictReadResult.Read.class);
    }

    @Test
    void colourIsForTerminalsOrOnDemand() {
        assertThat(verify(BAD).out()).doesNotContain("\u001b");
        assertThat(verify("--color", "always", BAD).out()).contains("\u001b[1;31m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no/such.ll | no/such.ll: no such file or folder",
                "fixtures | fixtures: no .ll file in this folder",
                "fixtures/programs | such as fixtures/programs/boxed-drop-bad or",
                "docs | --emit=llvm-ir",
                "--policy=no.toml fixtures/programs/nic-irq-bad | no.toml: the policy cannot be read: no such file",
                "--policy=docs fixtures/programs/nic-irq-bad | docs: the policy is not a regular file",
                "--format=xml fixtures | see `ferrule verify --help`",
                "--loop-steps=0 fixtures/programs/nic-irq-good | give one between 1 and",
                "--loop-steps=many fixtures/programs/nic-irq-good | see `ferrule verify --help`",
                "--no-such-option | see `ferrule verify --help`",
                "--output=no/such/file fixtures/programs/nic-irq-good | no/such/file: cannot be written: no such file",
            })
    void wrongUseSaysWhatToDo(String arguments, String message) {
        CommandRun run = verify(arguments.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: ").contains(message).contains("= help: ");
    }

    @Test
    void withoutPolicyTheErrorShowsAFirstOne() throws IOException {
        copyModule("");
        CommandRun run = CommandRun.in(folder, "verify");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("m.ll: no policy found").contains("[{ match = ");
        policy("entry = [{ match = \"sym:on_irq\", context = \"hardirq\" }]\npolicy = { trusted = [\"kapi\"] }");
        assertThat(CommandRun.in(folder, "verify").code()).isZero();
    }

    @Test
    void aWrongPolicyIsShownAtItsLine() throws IOException {
        copyModule("");
        policy("[[entry]]\nmatch = \"sym:on_irq\"\ncontxt = \"hardirq\"\n");
        CommandRun run = CommandRun.in(folder, "verify");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--> ferrule.toml:3:1\n").contains("3 | contxt = \"hardirq\"\n");
    }

    @Test
    void anEntryThatIsNotThereIsShownAtItsLine() throws IOException {
        copyModule("");
        policy("[[entry]]\nmatch = \"sym:on_irk\"\ncontext = \"hardirq\"\n");
        CommandRun run = CommandRun.in(folder, "verify");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--> ferrule.toml:").contains("did you mean 'sym:on_irq'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BC\u00c0\u00de\u0000\u0001",
                "\u007fELF\u0000\u0001",
                "\u0000\u001b[2J\u0000",
                "define void @f() {"
            })
    void whatIsNoModuleIsShownAtItsPlace(String content) throws IOException {
        policy("[[entry]]\nmatch = \"sym:on_irq\"\ncontext = \"hardirq\"\n");
        Files.write(folder.resolve("m.ll"), content.getBytes(StandardCharsets.ISO_8859_1));
        CommandRun run = CommandRun.in(folder, "verify", "m.ll");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: ").contains(" --> m.ll:1:").doesNotContain("\u001b", "Exception");
    }

    @Test
    void whatIsCutOffIsNotAccepted() throws IOException {
        String text = Files.readString(CommandRun.ROOT.resolve(GOOD).resolve("nic-irq-good.ll"));
        Files.writeString(folder.resolve("m.ll"), text.substring(0, text.indexOf("start:", text.indexOf("@on_irq("))));
        policy("[[entry]]\nmatch = \"sym:on_irq\"\ncontext = \"hardirq\"\n[policy]\ntrusted = [\"kapi\"]\n");
        CommandRun run = CommandRun.in(folder, "verify", "--format", "short");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out())
                .contains("m.ll:")
                .contains("unproved[FRL0003]: not understood")
                .contains("inconclusive");
    }

    @Test
    void oneBadInputDoesNotHideTheOthers() {
        CommandRun run = verify("--format", "short", "fixtures/record", GOOD);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("accepted");
        assertThat(run.err()).startsWith("error: ");
    }

    private static CommandRun verify(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "verify";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.in(CommandRun.ROOT, all);
    }

    private void copyModule(String tail) throws IOException {
        String text = Files.readString(CommandRun.ROOT.resolve(GOOD).resolve("nic-irq-good.ll"));
        Files.writeString(folder.resolve("m.ll"), text + tail);
    }

    private void policy(String text) throws IOException {
        Files.writeString(folder.resolve("ferrule.toml"), text);
    }
}
