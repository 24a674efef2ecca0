package io.ferrule.analysis;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which functions something outside may call, and in which context. */
class RootsTest {
    private static final String CALLBACK = """
            define internal void @callback(ptr %data) { ret void }
            """;
    private static final String REGISTER = """
            [[function]]
            match = "sym:register"
            context = "any"
            callbacks = { argument = 0, context = "softirq" }
            """;

    private static List<String> roots(String ir) {
        return roots(ir, "");
    }

    private static List<String> roots(String ir, String tables) {
        return Extension.of(ir, entry("root", "process") + tables).roots().all().stream()
                .map(root -> root.symbol() + " " + root.context().text() + (root.contextKnown() ? "" : "?"))
                .toList();
    }

    @Test
    void positive_registered() {
        assertThat(roots(CALLBACK + """
                define void @root() {
                  call void @register(ptr @callback)
                  ret void
                }
                declare void @register(ptr)
                """, REGISTER)).containsExactly("root process", "callback softirq");
    }

    @Test
    void positive_registeredUnderAnAlias() {
        assertThat(roots(CALLBACK + """
                @other = internal alias void (ptr), ptr @callback
                define void @root() {
                  call void @register(ptr @other)
                  ret void
                }
                declare void @register(ptr)
                """, REGISTER)).containsExactly("root process", "callback softirq");
    }

    @Test
    void negative_calledOnly() {
        assertThat(roots(CALLBACK + """
                define void @root() {
                  call void @callback(ptr null)
                  ret void
                }
                """)).containsExactly("root process");
    }

    @Test
    void positive_stored() {
        assertThat(roots(CALLBACK + """
                define void @root(ptr %to) {
                  store ptr @callback, ptr %to
                  ret void
                }
                """)).containsExactly("root process", "callback nmi?");
    }

    @Test
    void positive_exchanged() {
        assertThat(roots(CALLBACK + """
                define void @root(ptr %to) {
                  %x = atomicrmw xchg ptr %to, ptr @callback acq_rel
                  ret void
                }
                """)).contains("callback nmi?");
        assertThat(roots(CALLBACK + """
                define void @root(ptr %to) {
                  %x = cmpxchg ptr %to, ptr null, ptr @callback acq_rel monotonic
                  ret void
                }
                """)).contains("callback nmi?");
    }

    @Test
    void positive_givenToAssembly() {
        assertThat(roots(CALLBACK + """
                define void @root() {
                  call void asm sideeffect "", "r,~{memory}"(ptr @callback)
                  ret void
                }
                """)).contains("callback nmi?");
    }

    @Test
    void positive_returnedByAnExportedFunction() {
        assertThat(roots(CALLBACK + """
                define ptr @root() { ret ptr @callback }
                """)).contains("callback nmi?");
    }

    @Test
    void positive_returnedByAFunctionThatEscapes() {
        assertThat(roots(CALLBACK + """
                define internal ptr @choose() { ret ptr @callback }
                define void @root(ptr %to) {
                  store ptr @choose, ptr %to
                  ret void
                }
                """)).contains("callback nmi?");
    }

    @Test
    void negative_returnedWithinTheModule() {
        assertThat(roots(CALLBACK + """
                define internal ptr @choose() { ret ptr @callback }
                define void @root(ptr %to) {
                  %f = call ptr @choose()
                  call void %f(ptr null)
                  ret void
                }
                """)).containsExactly("root process");
    }

    @Test
    void positive_numberCopiedOutOfATable() {
        assertThat(roots(CALLBACK + """
                @table = private constant <{ ptr, ptr }> <{ ptr @callback, ptr null }>
                define void @root(ptr %to, i64 %i) {
                  %at = getelementptr inbounds [8 x i8], ptr @table, i64 %i
                  %bits = load i64, ptr %at
                  store i64 %bits, ptr %to
                  ret void
                }
                """)).contains("callback nmi?");
    }

    @Test
    void negative_numberBesideAPointer() {
        assertThat(roots(CALLBACK + """
                @table = private constant <{ ptr, i64, ptr, i64 }> <{ ptr @callback, i64 1, ptr @callback, i64 2 }>
                define void @root(ptr %to, i64 %i) {
                  %at = getelementptr inbounds [16 x i8], ptr @table, i64 %i
                  %field = getelementptr inbounds i8, ptr %at, i64 8
                  %bits = load i64, ptr %field
                  store i64 %bits, ptr %to
                  ret void
                }
                """)).containsExactly("root process");
    }

    @Test
    void positive_constantInASectionThatSomeoneWalks() {
        assertThat(roots(CALLBACK + """
                @register = internal constant ptr @callback, section ".init_array"
                @llvm.used = appending global [1 x ptr] [ptr @register], section "llvm.metadata"
                define void @root() { ret void }
                """)).contains("callback nmi?");
    }

    @Test
    void positive_constructor() {
        assertThat(roots(CALLBACK + """
                @llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 1, ptr @callback, ptr null }]
                define void @root() { ret void }
                """)).contains("callback nmi?");
    }

    @Test
    void negative_vtableThatIsStored() {
        assertThat(roots(CALLBACK + """
                @vtable.0 = private constant <{ [24 x i8], ptr }> <{ [24 x i8] c"\\00\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00", ptr @callback }>
                define void @root(ptr %to) {
                  store ptr @vtable.0, ptr %to
                  ret void
                }
                """)).containsExactly("root process");
    }

    /** What the kernel calls operations may look like a vtable: no drop, two numbers, functions. Only its name tells. */
    @Test
    void positive_operationsThatAreStored() {
        assertThat(roots(CALLBACK + """
                @alloc_0123 = private constant <{ [24 x i8], ptr }> <{ [24 x i8] c"\\00\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00", ptr @callback }>
                define void @root(ptr %to) {
                  store ptr @alloc_0123, ptr %to
                  ret void
                }
                """)).contains("callback nmi?");
    }

    /** Link-time optimisation makes up names for vtables, and for promoted constants of other crates. */
    @Test
    void positive_operationsWithoutANameThatLookLikeAVtable() {
        String nameless = """
                @anon.60b025f059d6748accee88d68dbdcb5b.0 = private unnamed_addr constant <{ [24 x i8], ptr }> <{ [24 x i8] c"\\00\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00", ptr @SYMBOL }>
                define internal void @SYMBOL(ptr %data) { ret void }
                define void @root(ptr %to) {
                  store ptr @anon.60b025f059d6748accee88d68dbdcb5b.0, ptr %to
                  ret void
                }
                """;
        String callback = "_RNvCs21ZC3ZlDq8T_6driver5event";
        String method = "_RNvXCslBCV8syAorw_3extNtB2_1NNtB2_7Numbers3put";
        assertThat(roots(nameless.replace("SYMBOL", callback))).containsExactly("root process", callback + " nmi?");
        assertThat(roots(nameless.replace("SYMBOL", method))).containsExactly("root process");
    }

    @Test
    void negative_vtableThatIsCopied() {
        assertThat(roots(CALLBACK + """
                @vtable.0 = private constant <{ [24 x i8], ptr }> <{ [24 x i8] c"\\00\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00", ptr @callback }>
                @hooks = private constant <{ ptr, ptr }> <{ ptr null, ptr @vtable.0 }>
                define void @root() {
                  %copy = alloca [16 x i8]
                  call void @llvm.memcpy.p0.p0.i64(ptr %copy, ptr @hooks, i64 16, i1 false)
                  ret void
                }
                declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
                """)).containsExactly("root process");
    }

    @Test
    void positive_entryThatWasMergedIntoAnother() {
        List<String> roots =
                Extension.of("""
                define void @root() { ret void }
                @twin = alias void (), ptr @root
                """, entry("root", "process") + entry("twin", "hardirq")).roots().all().stream()
                        .map(root -> root.symbol() + " " + root.context().text())
                        .toList();
        assertThat(roots).containsExactly("root process", "root hardirq");
    }

    @Test
    void positive_registeredForSeveralContexts() {
        assertThat(roots(CALLBACK + """
                        define void @root() {
                          call void @register(ptr @callback)
                          ret void
                        }
                        declare void @register(ptr)
                        """, """
                        [[function]]
                        match = "sym:register"
                        context = "any"
                        callbacks = [{ argument = 0, context = "softirq" }, { argument = 0, context = "hardirq" }]
                        """)).containsExactly("root process", "callback softirq", "callback hardirq");
    }

    /** The kernel would call its own function, but where this program tells it to. */
    @Test
    void positive_externalFunctionThatMayNotRunThere() {
        String ir = """
                define void @root() {
                  call void @register(ptr @mutex_lock)
                  call void @register(ptr @take)
                  ret void
                }
                declare void @register(ptr)
                """;
        assertThat(roots(ir, REGISTER)).containsExactly("root process", "mutex_lock softirq");
        assertThat(Extension.of(ir, entry("root", "process") + REGISTER).outcome())
                .isEqualTo("Inconclusive");
    }
}
