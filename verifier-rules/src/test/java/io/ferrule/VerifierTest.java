package io.ferrule;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.artifact.Artifact;
import io.ferrule.program.Metadata;
import io.ferrule.program.MetadataOperand.NodeReference;
import io.ferrule.program.Program;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rules.BlockingInAtomic;
import io.ferrule.testing.Extension;
import io.ferrule.rules.Unsupported;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.Judgement.Proved;
import io.ferrule.verdict.Verdict;
import io.ferrule.verdict.Verdict.Accepted;
import io.ferrule.verdict.Verdict.Inconclusive;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Nothing but a proof of everything leads to Accepted. */
class VerifierTest {
    private static final Extension HARMLESS = Extension.entered("hardirq", "define void @root() { ret void }");

    /** A rule of which only the answer matters. */
    private record Answering(Supplier<List<Judgement>> answer) implements Rule {
        @Override
        public RuleDescriptor descriptor() {
            return new RuleDescriptor("lock-leak", "FRL9999", "A rule of a test.");
        }

        @Override
        public List<Judgement> check(RuleContext context) {
            return answer.get();
        }
    }

    private static Rule failing(Supplier<Throwable> failure) {
        return new Answering(() -> {
            if (failure.get() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a bug");
        });
    }

    @Test
    void negative_allRulesProveEverything() {
        assertThat(HARMLESS.verdict()).isInstanceOf(Accepted.class);
    }

    @Test
    void positive_noRules() {
        Verdict verdict = Verifier.of(List.of())
                .verify(new VerificationRequest(
                        Artifact.of(HARMLESS.program()), HARMLESS.policy(), HARMLESS.bound(), List.of()));
        assertThat(verdict).isInstanceOf(Inconclusive.class);
    }

    @Test
    void positive_programThatCannotBeAnalysed() {
        Program sound = HARMLESS.program();
        Program broken = new Program(
                sound.origin(),
                sound.dataLayout(),
                sound.targetTriple(),
                sound.types(),
                sound.globals(),
                sound.aliases(),
                sound.functions(),
                sound.moduleAsm(),
                Metadata.readBy(number -> {
                    throw new IllegalStateException("a bug");
                }),
                Map.of("llvm.ident", List.of(new NodeReference(0))),
                sound.problems());
        Verdict verdict = Verifier.of(List.of(new BlockingInAtomic()))
                .verify(new VerificationRequest(Artifact.of(broken), HARMLESS.policy(), HARMLESS.bound(), List.of()));
        assertThat(verdict).isInstanceOf(Inconclusive.class);
        assertThat(verdict.report().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.message())
                        .startsWith("the program could not be analysed: IllegalStateException at "));
    }

    @Test
    void positive_ruleThatSaysNothing() {
        assertThat(HARMLESS.verdict(new Answering(List::of))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void positive_ruleThatFails() {
        List<Supplier<Throwable>> failures = List.of(
                IllegalStateException::new, StackOverflowError::new, AssertionError::new, NoClassDefFoundError::new);
        for (Supplier<Throwable> failure : failures) {
            Verdict verdict = HARMLESS.verdict(new BlockingInAtomic(), failing(failure));
            assertThat(verdict).isInstanceOf(Inconclusive.class);
            assertThat(verdict.report().reasons())
                    .singleElement()
                    .satisfies(reason -> assertThat(reason.message()).startsWith("the rule failed"));
        }
    }

    @Test
    void positive_ruleThatAnswersWithAHole() {
        Rule rule = new Answering(() -> Arrays.asList(new Proved("lock-leak", "all is well", List.of()), null));
        assertThat(HARMLESS.verdict(rule)).isInstanceOf(Inconclusive.class);
    }

    @Test
    void positive_requiredRuleThatIsMissing() {
        Extension extension =
                Extension.of("define void @root() { ret void }", entry("root", "process") + "[budget]\nstack = 4096\n");
        Verdict verdict = extension.verdict(new Unsupported());
        assertThat(verdict).isInstanceOf(Inconclusive.class);
        assertThat(verdict.report().reasons())
                .extracting(Finding::message)
                .containsExactly("the policy requires `stack-depth`, and this build has no such rule");
    }

    @Test
    void positive_entryThatIsOnlyDeclared() {
        assertThat(Extension.entered("process", "declare void @root()").outcome())
                .isEqualTo("Inconclusive");
    }

    @Test
    void theSameRequestGivesAnEqualVerdict() {
        Extension extension = Extension.entered("hardirq", """
                define void @root(ptr %x) {
                  call void @unknown(ptr @a)
                  call void @unknown(ptr @b)
                  %f = load ptr, ptr %x
                  call void %f()
                  call void @mutex_lock(ptr null)
                  ret void
                }
                define internal void @a() { ret void }
                define internal void @b() { ret void }
                """);
        assertThat(extension.verdict()).isEqualTo(extension.verdict());
    }
}
