package io.ferrule.analysis;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A function address in a stack slot stays inside as long as every pointer to the slot does. */
class SlotEscapesTest {

    private static final String CALLBACK = """
            define internal void @callback(ptr %data) { ret void }
            @world = global ptr null
            """;

    private static List<String> escaped(String body) {
        return Extension.of(CALLBACK + body, entry("root", "process")).roots().all().stream()
                .map(Root::symbol)
                .filter(symbol -> !symbol.equals("root"))
                .toList();
    }

    /** As {@code write!} does: an array of pairs of a value and the function that formats it. */
    @Test
    void negative_argumentsOfFormatting() {
        assertThat(escaped("""
                define internal void @write(ptr %arguments) {
                  %array = load ptr, ptr %arguments
                  %slot = getelementptr inbounds i8, ptr %array, i64 8
                  %formatter = load ptr, ptr %slot
                  call void %formatter(ptr null)
                  ret void
                }
                define void @root() {
                  %value = alloca i32
                  %array = alloca [16 x i8]
                  %arguments = alloca [8 x i8]
                  store ptr %value, ptr %array
                  %slot = getelementptr inbounds i8, ptr %array, i64 8
                  store ptr @callback, ptr %slot
                  store ptr %array, ptr %arguments
                  call void @write(ptr %arguments)
                  ret void
                }
                """)).isEmpty();
    }

    @Test
    void negative_pairThatIsPutTogetherAndTakenApart() {
        assertThat(escaped("""
                define internal { ptr, ptr } @pair(ptr %value) {
                  %a = insertvalue { ptr, ptr } poison, ptr %value, 0
                  %b = insertvalue { ptr, ptr } %a, ptr @callback, 1
                  ret { ptr, ptr } %b
                }
                define void @root() {
                  %value = alloca i32
                  %kept = alloca [16 x i8]
                  %p = call { ptr, ptr } @pair(ptr %value)
                  store { ptr, ptr } %p, ptr %kept
                  %q = load { ptr, ptr }, ptr %kept
                  %f = extractvalue { ptr, ptr } %q, 1
                  call void %f(ptr %value)
                  ret void
                }
                """)).isEmpty();
    }

    @Test
    void negative_copiedFromSlotToSlot() {
        assertThat(escaped("""
                declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
                define void @root() {
                  %a = alloca [16 x i8]
                  %b = alloca [16 x i8]
                  store ptr @callback, ptr %a
                  call void @llvm.memcpy.p0.p0.i64(ptr %b, ptr %a, i64 16, i1 false)
                  %f = load ptr, ptr %b
                  call void %f(ptr null)
                  ret void
                }
                """)).isEmpty();
    }

    /** A pointer to what lies beside it is as good as one to it, where the function that gets it may be any. */
    @Test
    void positive_givenToAFunctionThatIsNotKnown() {
        assertThat(escaped("""
                define void @root(ptr %any) {
                  %array = alloca [16 x i8]
                  store ptr @callback, ptr %array
                  %slot = getelementptr inbounds i8, ptr %array, i64 8
                  call void %any(ptr %slot)
                  ret void
                }
                """)).containsExactly("callback");
    }

    /** Each way out of a slot, one at a time. */
    @Test
    void positive_waysOut() {
        List<String> ways = List.of(
                "call void @take(ptr %slot)",
                "store ptr %slot, ptr @world",
                "%f = load ptr, ptr %slot\n  store ptr %f, ptr @world",
                "%f = load ptr, ptr %slot\n  call void @take(ptr %f)",
                "%i = load i64, ptr %slot\n  store i64 %i, ptr @world",
                "%i = ptrtoint ptr %slot to i64\n  store i64 %i, ptr @world",
                "%g = getelementptr i8, ptr %slot, i64 8\n  call void @take(ptr %g)",
                "%o = alloca ptr\n  store ptr %slot, ptr %o\n  call void @take(ptr %o)",
                "%o = alloca ptr\n  store ptr %slot, ptr %o\n  %s = load ptr, ptr %o\n"
                        + "  %f = load ptr, ptr %s\n  store ptr %f, ptr @world",
                "call void @llvm.memcpy.p0.p0.i64(ptr @world, ptr %slot, i64 8, i1 false)",
                "%c = alloca [16 x i8]\n  call void @llvm.memcpy.p0.p0.i64(ptr %c, ptr %slot, i64 16, i1 false)\n"
                        + "  call void @take(ptr %c)",
                "call void @hand(ptr %slot)",
                "%k = call ptr @kept(ptr %slot)\n  call void @take(ptr %k)",
                "%q = load { ptr, ptr }, ptr %slot\n  %f = extractvalue { ptr, ptr } %q, 0\n"
                        + "  store ptr %f, ptr @world",
                "%x = atomicrmw xchg ptr @world, ptr %slot acq_rel",
                "%s = select i1 %c0, ptr %slot, ptr null\n  call void @take(ptr %s)");
        for (String way : ways) {
            assertThat(escaped("""
                    declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
                    define internal void @hand(ptr %s) {
                      %f = load ptr, ptr %s
                      store ptr %f, ptr @world
                      ret void
                    }
                    define internal ptr @kept(ptr %s) {
                      %f = load ptr, ptr %s
                      ret ptr %f
                    }
                    define void @root(i1 %c0) {
                      %slot = alloca [16 x i8]
                      store ptr @callback, ptr %slot
                      WAY
                      ret void
                    }
                    """.replace("WAY", way))).as(way).containsExactly("callback");
        }
    }
}
