package io.ferrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import io.ferrule.verdict.Assumption;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Near-miss pairs: a loop with a bound, and the same loop with one word changed that has none. */
class LoopBoundsTest {

    private static final String UP = """
            define void @root(i32 %n) {
            start:
              br label %head
            head:
              %i = phi i32 [ 0, %start ], [ %next, %body ]
              %more = icmp ult i32 %i, 1000
              br i1 %more, label %body, label %done
            body:
              %next = add i32 %i, STEP
              br label %head
            done:
              ret void
            }
            """;

    @Test
    void positive_counterThatStandsStill() {
        assertThat(kind(UP.replace("STEP", "0"))).isEqualTo("Unproved");
    }

    @Test
    void positive_counterThatMayStandStill() {
        assertThat(kind(UP.replace("STEP", "%n"))).isEqualTo("Unproved");
    }

    @Test
    void positive_strideThatNeverMeetsItsEnd() {
        assertThat(kind(UP.replace("ult", "ne").replace("STEP", "3000000000"))).isEqualTo("Unproved");
    }

    @Test
    void negative_counter() {
        assertThat(facts(UP.replace("STEP", "1")))
                .containsExactly("the loop of `root` goes round at most 1001 times: " + "linear ranking function");
    }

    @Test
    void positive_endlessOnceEntered() {
        String spin = """
                define void @root(i1 %stop) {
                start:
                  br label %head
                head:
                  br i1 %stop, label %done, label %head
                done:
                  ret void
                }
                """;
        assertThat(kind(spin)).isEqualTo("Refuted");
    }

    @Test
    void positive_flagThatMayChange() {
        String poll = """
                define void @root(ptr %flag) {
                start:
                  br label %head
                head:
                  %value = load volatile i8, ptr %flag
                  %stop = icmp eq i8 %value, 0
                  br i1 %stop, label %done, label %head
                done:
                  ret void
                }
                """;
        assertThat(kind(poll)).isEqualTo("Unproved");
    }

    /** The wrap to 0 is just what makes it end or not: below the greatest number it ends, at it never. */
    @Test
    void countsToALimitThatTheContractGives() {
        String loop = """
                define void @root(i64 %limit) {
                start:
                  br label %head
                head:
                  %i = phi i8 [ 0, %start ], [ %next, %body ]
                  %wide = zext i8 %i to i64
                  %more = icmp ult i64 %wide, %limit
                  br i1 %more, label %body, label %done
                body:
                  %next = add i8 %i, 1
                  br label %head
                done:
                  ret void
                }
                """;
        assertThat(judgement(loop, argument("limit", 255))).isInstanceOf(Judgement.Proved.class);
        assertThat(judgement(loop, argument("limit", 256))).isInstanceOf(Judgement.Unproved.class);
        assertThat(judgement(loop, argument("0", 255))).isInstanceOf(Judgement.Proved.class);
        assertThat(judgement(loop, "")).isInstanceOf(Judgement.Unproved.class);
    }

    @Test
    void contractOnNoArgumentIsNotIgnored() {
        Judgement judgement = judgement(UP.replace("STEP", "1"), argument("m", 255));
        assertThat(judgement).isInstanceOf(Judgement.Unproved.class);
        assertThat(((Judgement.Unproved) judgement).reasons().get(0).message())
                .contains("`m` is no argument of the function");
    }

    /** A formula over an argument is a bound; so large a number is none. */
    @Test
    void formulaIsABound() {
        String loop = UP.replace("i32", "i64").replace("1000", "%n").replace("STEP", "1");
        assertThat(facts(loop))
                .containsExactly("the loop of `root` goes round at most n + 1 times: " + "linear ranking function");
        String huge = UP.replace("i32", "i64").replace("1000", "-1").replace("STEP", "1");
        assertThat(kind(huge)).isEqualTo("Unproved");
    }

    /** What a callee gets is known from its only caller. */
    @Test
    void argumentsFlowFromCallSites() {
        String program = """
                define void @root(i64 %x) {
                  call void @inner(i64 GIVEN)
                  ret void
                }
                define internal void @inner(i64 %n) {
                start:
                  br label %head
                head:
                  %i = phi i64 [ 0, %start ], [ %next, %head ]
                  %next = add i64 %i, 3
                  %more = icmp ult i64 %next, %n
                  br i1 %more, label %head, label %done
                done:
                  ret void
                }
                """;
        assertThat(facts(program.replace("GIVEN", "30")))
                .singleElement()
                .asString()
                .startsWith("the loop of `inner` goes round at most 1");
        assertThat(kind(program.replace("GIVEN", "-1"))).isEqualTo("Unproved");
    }

    /** An endless recursion that counts up: the contract on what comes from outside says nothing of its own calls. */
    @Test
    void contractDoesNotHoldForTheProgramsOwnCalls() {
        String recursion = """
                define void @root(i32 %n) {
                start:
                  %more = icmp ule i32 %n, LIMIT
                  br i1 %more, label %again, label %done
                again:
                  %next = add i32 %n, 1
                  call void @root(i32 %next)
                  ret void
                done:
                  ret void
                }
                """;
        String contract = argument("n", 1000);
        assertThat(of("recursion", recursion.replace("LIMIT", "-1"), contract)).isInstanceOf(Judgement.Unproved.class);
        assertThat(of("recursion", recursion.replace("LIMIT", "5000"), contract))
                .isInstanceOf(Judgement.Proved.class);
    }

    @Test
    void recursionThatFalls() {
        String recursion = """
                define i64 @root(i64 %n) {
                start:
                  %zero = icmp eq i64 %n, 0
                  br i1 %zero, label %done, label %again
                again:
                  %next = CHANGE
                  %r = call i64 @root(i64 %next)
                  ret i64 %r
                done:
                  ret i64 0
                }
                """;
        assertThat(of("recursion", recursion.replace("CHANGE", "lshr i64 %n, 1"), ""))
                .isInstanceOf(Judgement.Proved.class);
        assertThat(of("recursion", recursion.replace("CHANGE", "lshr i64 %n, 0"), ""))
                .isInstanceOf(Judgement.Unproved.class);
    }

    @Test
    void budgetIsNotProvedByAnEstimate() {
        Judgement judgement = of("instruction-budget", UP.replace("STEP", "1"), "instructions = 10000\n");
        assertThat(judgement).isInstanceOf(Judgement.Unproved.class);
        assertThat(((Judgement.Unproved) judgement).reasons().get(0).message())
                .contains("executes at most about")
                .contains("estimate from LLVM IR");
    }

    @Test
    void loopsAreJudgedWhereNobodyAsks() {
        Verdict verdict = Extension.entered("process", UP.replace("STEP", "0")).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.report().rules()).contains("loop-bound", "recursion").doesNotContain("instruction-budget");
        assertThat(verdict.report().leftOut()).isEmpty();
    }

    @Test
    void boundsThatRestOnFrozenMemoryNameIt() {
        String ir = """
                define void @root(ATTRIBUTES %limit) {
                start:
                  br label %head
                head:
                  %i = phi i32 [ 0, %start ], [ %next, %body ]
                  %most = load i32, ptr %limit, align 4, !noundef !0
                  %more = icmp ult i32 %i, %most
                  br i1 %more, label %body, label %done
                body:
                  %next = add i32 %i, 1
                  br label %head
                done:
                  ret void
                }
                !0 = !{}
                """;
        Verdict frozen = Extension.entered("process", ir.replace("ATTRIBUTES", "ptr noalias noundef readonly align 4"))
                .verdict();
        Verdict shared = Extension.entered("process", ir.replace("ATTRIBUTES", "ptr noundef align 4"))
                .verdict();
        assertThat(frozen.report().assumptions()).extracting(Assumption::kind).contains("frozen-memory");
        assertThat(shared.report().assumptions()).extracting(Assumption::kind).doesNotContain("frozen-memory");
    }

    @Test
    void rulesThatThePolicyLeavesOutAreNamedFirst() {
        Verdict verdict = Extension.leavingOut(
                        List.of("recursion", "loop-bound"), UP.replace("STEP", "0"), Extension.entry("root", "process"))
                .verdict();
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        assertThat(verdict.report().rules()).doesNotContain("loop-bound", "recursion");
        assertThat(verdict.report().leftOut()).containsExactly("loop-bound", "recursion");
        assertThat(verdict.report().assumptions().get(0).text()).contains("nothing of what it asks was checked");
    }

    private static String argument(String name, long most) {
        return "\n[[argument]]\nmatch = \"sym:root\"\nargument = \"" + name + "\"\nmax = " + most + "\n";
    }

    private static String kind(String ir) {
        return judgement(ir, "").getClass().getSimpleName();
    }

    private static List<String> facts(String ir) {
        Judgement judgement = judgement(ir, "");
        assertThat(judgement).isInstanceOf(Judgement.Proved.class);
        return ((Judgement.Proved) judgement).facts();
    }

    private static Judgement judgement(String ir, String tables) {
        return of("loop-bound", ir, tables);
    }

    private static Judgement of(String rule, String ir, String tables) {
        String budget = rule.equals("instruction-budget") ? "" : "instructions = 1000000\n";
        Verdict verdict = Extension.of(ir, Extension.entry("root", "process") + budget + tables)
                .verdict();
        return verdict.report().judgements().stream()
                .filter(judgement -> judgement.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
