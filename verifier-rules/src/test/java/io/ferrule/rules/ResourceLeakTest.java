package io.ferrule.rules;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceLeakTest {

    private static final String OBJECTS = """
            @KEPT = internal global ptr null
            @OTHER = internal global [4 x i32] zeroinitializer
            declare ptr @open()
            declare void @close(ptr)
            declare ptr @grab(ptr)
            declare void @let_go(ptr)
            declare i32 @make(ptr)
            """;

    private static final String CONTRACTS = entry("root", "process") + """
            [[function]]
            match = "sym:open"
            context = "any"
            acquires = { resource = "file" }
            [[function]]
            match = "sym:close"
            context = "any"
            releases = { resource = "file", at = "arg0" }
            [[function]]
            match = "sym:grab"
            context = "any"
            acquires = { resource = "count", at = "arg0", taken = "nonzero" }
            returns = "arg0"
            [[function]]
            match = "sym:let_go"
            context = "any"
            releases = { resource = "count", at = "arg0" }
            [[function]]
            match = "sym:make"
            context = "any"
            acquires = { resource = "file", at = "*arg0", taken = "zero" }
            """;

    private static final String KEPT = """
            [[resource]]
            name = "file"
            keep = "allowed"
            """;

    private static final String LEAK = "resource-leak: what `open` hands out (file) is not given back on every path";
    private static final String UNSEEN =
            "resource-leak: what `open` hands out (file) is not seen to be given back on every path";

    private static List<String> said(String body) {
        return Extension.of(OBJECTS + body, CONTRACTS).said();
    }

    @Test
    void positive_resultThatNobodyLooksAt() {
        assertThat(said("""
                define void @root() {
                  %f = call ptr @open()
                  ret void
                }
                """)).containsExactly("Rejected", LEAK);
    }

    @Test
    void negative_nullIsNothing() {
        assertThat(said("""
                define void @root() {
                  %f = call ptr @open()
                  %none = icmp eq ptr %f, null
                  br i1 %none, label %out, label %some
                some:
                  call void @close(ptr %f)
                  br label %out
                out:
                  ret void
                }
                """)).containsExactly("Accepted");
    }

    /** Nothing is known of a handle that was in somebody else's memory. */
    @Test
    void positive_handleThatWasStored() {
        String stored = """
                define void @root() {
                  %f = call ptr @open()
                  store ptr %f, ptr @KEPT
                  ret void
                }
                """;

        assertThat(said(stored)).containsExactly("Inconclusive", UNSEEN);
        assertThat(Extension.of(OBJECTS + stored, CONTRACTS + KEPT).said()).containsExactly("Accepted");
    }

    /** A static may keep it, and then nobody here may close it as well. */
    @Test
    void positive_keptOnOneOfTwoPathsAlone() {
        assertThat(Extension.of(OBJECTS + """
                define void @root(i1 %c) {
                  %f = call ptr @open()
                  br i1 %c, label %keep, label %out
                keep:
                  store ptr %f, ptr @KEPT
                  br label %out
                out:
                  ret void
                }
                """, CONTRACTS + KEPT).outcome()).isNotEqualTo("Accepted");
    }

    @Test
    void positive_handleThatComesFromElsewhere() {
        assertThat(said("""
                define void @root() {
                  %f = load ptr, ptr @KEPT
                  call void @close(ptr %f)
                  ret void
                }
                """))
                .containsExactly(
                        "Inconclusive",
                        "resource-leak: `close` gives back a file, and whether it is owed is not known");
    }

    @Test
    void positive_closedTwiceAcrossACall() {
        assertThat(said("""
                define internal void @finish(ptr %f) noinline {
                  call void @close(ptr %f)
                  ret void
                }
                define void @root() {
                  %f = call ptr @open()
                  %none = icmp eq ptr %f, null
                  br i1 %none, label %out, label %some
                some:
                  call void @finish(ptr %f)
                  call void @finish(ptr %f)
                  br label %out
                out:
                  ret void
                }
                """))
                .containsExactly("Rejected", "resource-leak: `close` gives back a file that was given back already");
    }

    /** The second round overwrites the handle of the first one. */
    @Test
    void positive_lostInALoop() {
        assertThat(said("""
                define void @root(i1 %c) {
                entry:
                  br label %loop
                loop:
                  %last = phi ptr [ null, %entry ], [ %f, %loop ]
                  %f = call ptr @open()
                  br i1 %c, label %loop, label %out
                out:
                  call void @close(ptr %f)
                  ret void
                }
                """).get(0)).isNotEqualTo("Accepted");
    }

    /** The last round but one is closed in the next, as a list that is walked does it. */
    @Test
    void positive_oneRoundBehind() {
        assertThat(said("""
                define void @root(i1 %c) {
                entry:
                  br label %loop
                loop:
                  %last = phi ptr [ null, %entry ], [ %f, %loop ]
                  call void @close(ptr %last)
                  %f = call ptr @open()
                  br i1 %c, label %loop, label %out
                out:
                  ret void
                }
                """).get(0)).isNotEqualTo("Accepted");
    }

    @Test
    void positive_oneOfTwoCounts() {
        assertThat(said("""
                define void @root() {
                  %a = call ptr @grab(ptr @OTHER)
                  %b = call ptr @grab(ptr @OTHER)
                  call void @let_go(ptr %a)
                  ret void
                }
                """).get(0)).isEqualTo("Rejected");
    }

    @Test
    void negative_countsAreAlike() {
        assertThat(said("""
                define void @root() {
                  %a = call ptr @grab(ptr @OTHER)
                  %no = icmp eq ptr %a, null
                  br i1 %no, label %out, label %yes
                yes:
                  call void @let_go(ptr @OTHER)
                  br label %out
                out:
                  ret void
                }
                """)).containsExactly("Accepted");
    }

    /** The handle is left in a stack slot, which is then written over. */
    @Test
    void positive_slotThatIsWrittenOver() {
        assertThat(said("""
                define void @root() {
                  %slot = alloca ptr
                  %status = call i32 @make(ptr %slot)
                  %failed = icmp ne i32 %status, 0
                  br i1 %failed, label %out, label %made
                made:
                  store ptr null, ptr %slot
                  %f = load ptr, ptr %slot
                  call void @close(ptr %f)
                  br label %out
                out:
                  ret void
                }
                """).get(0)).isEqualTo("Rejected");
    }

    @Test
    void negative_slotThatIsReadAgain() {
        assertThat(said("""
                define void @root() {
                  %slot = alloca ptr
                  %status = call i32 @make(ptr %slot)
                  %failed = icmp ne i32 %status, 0
                  br i1 %failed, label %out, label %made
                made:
                  %f = load ptr, ptr %slot
                  call void @close(ptr %f)
                  br label %out
                out:
                  ret void
                }
                """)).containsExactly("Accepted");
    }

    /** What a pointer may be of two is given back once. */
    @Test
    void positive_eitherOfTwo() {
        assertThat(said("""
                define void @root(i1 %c) {
                  %a = call ptr @open()
                  %b = call ptr @open()
                  %one = select i1 %c, ptr %a, ptr %b
                  call void @close(ptr %one)
                  ret void
                }
                """).get(0)).isNotEqualTo("Accepted");
    }
}
