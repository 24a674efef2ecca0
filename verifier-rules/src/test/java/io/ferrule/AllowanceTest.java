package io.ferrule;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import io.ferrule.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** What a policy accepts of what was found is left out of the answer, and named in the verdict. */
class AllowanceTest {

    private static final String LEAK = """
            @A = internal global [8 x i8] zeroinitializer
            @B = internal global [8 x i8] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            define internal void @keep() {
              call void @_raw_spin_lock(ptr @A)
              ret void
            }
            define void @root() {
              call void @keep()
              ret void
            }
            """;

    private static final String LEAK_AND_SLEEP = LEAK.replace("call void @keep()", """
            call void @keep()
              call void @mutex_lock(ptr @B)
              call void @mutex_unlock(ptr @B)""");

    private static Extension allowing(String ir, String... tables) {
        return Extension.of(ir, entry("root", "process") + String.join("", tables));
    }

    private static String allow(String rule, String function, String finding) {
        return "\n[[allow]]\nrule = \"" + rule + "\"\nfunction = \"" + function + "\"\nfinding = \"" + finding
                + "\"\nreason = \"the kernel gives it back\"\n";
    }

    private static String refuted(String ir, String rule) {
        return allowing(ir).verdict().report().refutations().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow()
                .fingerprint();
    }

    @Test
    void negative_theOneFindingIsAccepted() {
        String finding = refuted(LEAK, "lock-leak");

        Verdict verdict =
                allowing(LEAK, allow("lock-leak", "sym:keep", finding)).verdict();

        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        assertThat(verdict.report().assumptions())
                .anySatisfy(assumption -> assertThat(assumption.kind() + " " + assumption.text())
                        .isEqualTo("allowed `lock-leak` in 'sym:keep' is accepted: the kernel gives it back"));
    }

    @Test
    void positive_otherRulesStillRefuse() {
        String finding = refuted(LEAK_AND_SLEEP, "lock-leak");

        assertThat(allowing(LEAK_AND_SLEEP, allow("lock-leak", "sym:keep", finding))
                        .said())
                .startsWith("Rejected")
                .noneMatch(said -> said.startsWith("lock-leak"));
    }

    @Test
    void positive_anotherFunction() {
        String finding = refuted(LEAK, "lock-leak");

        assertThat(allowing(LEAK, allow("lock-leak", "sym:root", finding)).outcome())
                .isEqualTo("Rejected");
    }

    @Test
    void positive_anotherRule() {
        String finding = refuted(LEAK, "lock-leak");

        assertThat(allowing(LEAK, allow("lock-order", "sym:keep", finding)).outcome())
                .isEqualTo("Rejected");
    }

    @Test
    void positive_anAllowanceThatMatchesNothing() {
        String good = LEAK.replace("call void @keep()", "");

        assertThat(allowing(good, allow("lock-leak", "sym:keep", "0123")).said())
                .containsExactly(
                        "Inconclusive",
                        "lock-leak: the [[allow]] of `0123` in 'sym:keep' (line 13) matches no finding of `lock-leak`");
    }

    /** What is behind a deadlock was not looked at: to accept the one is not to know the other. */
    @Test
    void positive_noDeadlockIsAccepted() {
        String twice = LEAK.replace("ret void\n}\ndefine", "call void @_raw_spin_lock(ptr @A)\n  ret void\n}\ndefine");
        String finding = refuted(twice, "double-lock");

        assertThat(allowing(twice, allow("double-lock", "sym:keep", finding)).outcome())
                .isEqualTo("Rejected");
    }

    /** To accept that a function without contract is called is not to know what it does. */
    @Test
    void positive_acceptedForOneRuleIsAReasonForTheOthers() {
        String unknown = "define void @root() {\n  call void @unknown(ptr null)\n  ret void\n}\n";
        String finding = allowing(unknown).verdict().report().reasons().get(0).fingerprint();

        assertThat(allowing(unknown, allow("blocking-in-atomic", "sym:root", finding))
                        .outcome())
                .isEqualTo("Inconclusive");
    }
}
