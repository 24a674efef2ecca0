package io.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One function of a recorded program, asked for in all the ways that a person may. */
class ShowCommandTest {

    private static final String BAD = "fixtures/programs/nic-irq-bad";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock",
                "kapi::sync::Mutex::lock",
                "path:kapi::sync::Mutex<..>::lock",
                "_RNvMs_NtCshKB1NEyHCb4_4kapi4syncINtB4_5MutexNtCs6p5d9HFT5OT_11nic_irq_bad7TrafficE4lockBI_"
            })
    void aFunctionIsFoundBySymbolPathOrLastSegment(String function) {
        CommandRun run = show(function, BAD);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("<kapi::sync::Mutex<nic_irq_bad::Traffic>>::lock\n")
                .contains("declared  fixtures/kapi/src/sync.rs:32\n", "pub fn lock(&self)")
                .containsSubsequence("runs in:", "hardirq", "on_irq", "calls nic_irq_bad::account")
                .containsSubsequence("called by:", "nic_irq_bad::account", BAD + "/src/lib.rs:105:12")
                .containsSubsequence("calls:", "mutex_lock", "external, may-sleep, acquires mutex arg0")
                .contains("missing: it is of another crate than the MIR")
                .containsSubsequence("LLVM IR:", "define internal", "call void @mutex_lock", "\n}\n");
    }

    @Test
    void aFunctionThatIsInlinedEverywhereIsShownWithItsMir() {
        assertThat(show("publish", BAD).out())
                .contains("inlined wherever it is called", "declared  " + BAD + "/src/lib.rs:104")
                .contains("MIR       publish (unique)", "of 3 functions of `nic_irq_bad` 3 have one MIR body each")
                .containsSubsequence("inlined into:", "nic_irq_bad::account", BAD + "/src/lib.rs:100:9")
                .containsSubsequence("MIR:", "fn publish(_1: &Traffic) -> () {", "bb0: {");
    }

    @Test
    void briefLeavesTheCodeOut() {
        assertThat(show("--brief", "publish", BAD).out()).doesNotContain("bb0: {", "LLVM IR:");
    }

    @Test
    void anAmbiguousNameListsWhatItMayMean() {
        CommandRun run = show("loc", BAD);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("`loc` names 3 functions", "mutex_unlock", "by its whole path or by its symbol");
    }

    @Test
    void anUnknownNameGetsTheNearestOne() {
        CommandRun run = show("handle_interupt", BAD);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean `handle_interrupt`?");
    }

    private static CommandRun show(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "show";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.in(CommandRun.ROOT, all);
    }
}
