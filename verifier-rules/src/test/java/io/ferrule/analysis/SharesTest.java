package io.ferrule.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.graph.Reach;
import io.ferrule.testing.Extension;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Code that several roots of unknown context reach is judged once, and the others share what is said of it. */
class SharesTest {
    private static final String ESCAPED = """
            define void @root(ptr %to) {
              store ptr @first, ptr %to
              store ptr @second, ptr %to
              store ptr @third, ptr %to
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
            define internal void @third() {
              call void @harmless()
              ret void
            }
            """;

    private static final String SLEEPS = """
            define internal void @common() {
              call void @mutex_lock(ptr null)
              call void @mutex_unlock(ptr null)
              ret void
            }
            """;

    private static final String SHARED = "`second` leads to code that `first` leads to, and of that it is not proved";

    @Test
    void positive_offenceInSharedCode() {
        List<String> said = Extension.entered("process", ESCAPED + SLEEPS).said();
        assertThat(said).contains("blocking-in-atomic: " + SHARED);
        assertThat(said).contains("blocking-in-atomic: `mutex_lock` may sleep, but `first` runs in nmi context");
        assertThat(said).noneMatch(text -> text.contains("`third`"));
    }

    @Test
    void negative_sharedCodeIsFine() {
        String fine = """
                define internal void @common() {
                  call void @harmless()
                  ret void
                }
                """;
        assertThat(Extension.entered("process", ESCAPED + fine).outcome()).isEqualTo("Accepted");
    }

    /** A loop and a recursion are looked at with the first root that leads there. */
    @Test
    void positive_loopInSharedCode() {
        String waits = """
                define internal void @common() {
                start:
                  br label %again
                again:
                  %ready = load volatile i1, ptr @device
                  br i1 %ready, label %done, label %again
                done:
                  ret void
                }
                @device = external global i1
                """;
        List<String> said = Extension.entered("process", ESCAPED + waits).said();
        assertThat(said).contains("loop-bound: a loop of `common` is not known to end");
        assertThat(said).contains("loop-bound: " + SHARED);
        assertThat(said).noneMatch(text -> text.contains("`third`"));
    }

    @Test
    void positive_recursionInSharedCode() {
        String descends = """
                define internal void @common() {
                  %more = load volatile i1, ptr @device
                  br i1 %more, label %deeper, label %done
                deeper:
                  call void @common()
                  br label %done
                done:
                  ret void
                }
                @device = external global i1
                """;
        List<String> said = Extension.entered("process", ESCAPED + descends).said();
        assertThat(said).contains("recursion: `common` calls itself, and the depth is not known to be bounded");
        assertThat(said).contains("recursion: " + SHARED);
        assertThat(said).noneMatch(text -> text.contains("`third`"));
    }

    @Test
    void negative_loopInSharedCodeEnds() {
        String counts = """
                define internal void @common() {
                start:
                  br label %again
                again:
                  %i = phi i32 [ 0, %start ], [ %next, %again ]
                  %next = add i32 %i, 1
                  %done = icmp eq i32 %next, 8
                  br i1 %done, label %end, label %again
                end:
                  ret void
                }
                """;
        assertThat(Extension.entered("process", ESCAPED + counts).outcome()).isEqualTo("Accepted");
    }

    /** What sleeps by its argument sleeps for the root that gives it, though the code is judged with another one. */
    @Test
    void positive_flagsOfALaterRoot() {
        String allocates = """
                define void @root(ptr %to) {
                  store ptr @first, ptr %to
                  store ptr @second, ptr %to
                  ret void
                }
                define internal void @first() {
                  call void @common(i32 0)
                  ret void
                }
                define internal void @second() {
                  call void @common(i32 1024)
                  ret void
                }
                define internal void @common(i32 %flags) {
                  call void @allocate(i32 %flags)
                  ret void
                }
                declare void @allocate(i32)
                """;
        String contract = """
                [[function]]
                match = "sym:allocate"
                context = "any"
                sleeps-if = { argument = 0, any-bit = 0x400 }
                reason = "a test says so"
                """;
        assertThat(Extension.of(allocates, Extension.entry("root", "process") + contract)
                        .said())
                .anyMatch(text -> text.startsWith("blocking-in-atomic: `allocate` may sleep with flags 0x400"));
    }

    @Test
    void positive_eachFunctionOnce() {
        Extension extension = Extension.entered("process", ESCAPED + SLEEPS);
        Roots roots = extension.roots();
        Shares shares = Shares.of(extension.calls(), roots, symbol -> false);
        assertThat(roots.all().stream()
                        .flatMap(root -> shares.of(root).stream())
                        .map(Reach::functions))
                .satisfiesExactly(
                        first -> assertThat(first).containsExactly("first", "common"),
                        second -> assertThat(second).containsExactly("second"),
                        third -> assertThat(third).containsExactly("third"));
        assertThat(shares.earlier(roots.all().get(2)))
                .containsExactly(roots.all().get(1));
    }
}
