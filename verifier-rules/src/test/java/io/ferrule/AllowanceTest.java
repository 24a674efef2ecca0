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

    /** Nobody knows in which context these are called: who knows it of one has to say it of the other one, too. */
    private static final String SHARED = """
            declare void @msleep(i32)
            define void @root(ptr %to) {
              store ptr @first, ptr %to
              store ptr @second, ptr %to
              ret void
            }
            define internal void @first() {
              call void @common()
              ret void
            }
            define internal void @second() {
              call void @common()
              ret void
            }
            define internal void @common() {
              call void @msleep(i32 1)
              ret void
            }
            """;

    private static String unproved(String message) {
        return allowing(SHARED).verdict().report().reasons().stream()
                .filter(finding -> finding.message().contains(message))
                .findFirst()
                .orElseThrow()
                .fingerprint();
    }

    @Test
    void positive_anotherRootThatLeadsToTheSameCode() {
        String sleeps = allow("blocking-in-atomic", "sym:common", unproved("`first` runs in"));

        assertThat(allowing(SHARED, sleeps).said())
                .startsWith("Inconclusive")
                .contains(
                        "blocking-in-atomic: `second` leads to code that `first` leads to, and of that it is not proved");
    }

    @Test
    void negative_bothRootsAreAllowed() {
        String sleeps = allow("blocking-in-atomic", "sym:common", unproved("`first` runs in"));
        String leads = allow("blocking-in-atomic", "sym:second", unproved("`second` leads to"));

        assertThat(allowing(SHARED, sleeps, leads).outcome()).isEqualTo("Accepted");
    }
}
