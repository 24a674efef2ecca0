package io.ferrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;

/** What the last call in {@code @root} may call, and how that is known. */
class IndirectTargetsTest {
    private static final String FUNCTIONS = """
            define internal void @a() { ret void }
            define internal void @b() { ret void }
            define internal void @c() { ret void }
            """;
    private static final String METHODS = """
            define internal void @m1(ptr %self) { ret void }
            define internal void @m2(ptr %self) { ret void }
            define internal void @m3(ptr %self) { ret void }
            @vtable.0 = private constant <{ [24 x i8], ptr, ptr, ptr }> <{ [24 x i8] c"\\00\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00", ptr @m1, ptr @m2, ptr @m3 }>
            """;

    private static String target(String ir) {
        return Extension.entered("process", ir).target();
    }

    @Test
    void positive_selectOfFunctions() {
        assertThat(target(FUNCTIONS + """
                define void @root(i1 %x) {
                  %f = select i1 %x, ptr @a, ptr @b
                  call void %f()
                  ret void
                }
                """)).isEqualTo("VALUES exact [a, b]");
    }

    /** A row may be any place of the table, a function's too, but it is rows that lead to rows. */
    @Test
    void positive_tableThatLeadsToAnotherOne() {
        assertThat(target(FUNCTIONS + """
                @first = private constant <{ ptr, ptr, ptr, ptr }> <{ ptr @a, ptr @second, ptr @b, ptr @second }>
                @second = private constant <{ ptr, ptr }> <{ ptr @c, ptr null }>
                define void @root(i64 %i) {
                  %row = getelementptr i8, ptr @first, i64 %i
                  %link = getelementptr i8, ptr %row, i64 8
                  %next = load ptr, ptr %link
                  %f = load ptr, ptr %next
                  call void %f()
                  ret void
                }
                """)).isEqualTo("VALUES exact [c]");
    }

    private static final String METHOD_CALL = """
            define void @root(ptr %self, ptr %vtable) {
              %slot = getelementptr i8, ptr %vtable, i64 24
              %f = load ptr, ptr %slot, !invariant.load !0
              call void %f(ptr %self)
              ret void
            }
            !0 = !{}
            """;

    /** What another module hands over as a trait object, its own vtable and all, is none of the vtables here. */
    @Test
    void negative_methodWhereAnotherModuleMakesTraitObjects() {
        assertThat(target(METHODS + METHOD_CALL)).isEqualTo("VTABLE_SLOT exact [m1]");
        assertThat(target(METHODS + METHOD_CALL + """
                @_RNvNtCsjMlmzr1lXin_4kapi5extra12DEFAULT_HOOK = external global { ptr, ptr }
                """)).startsWith("SIGNATURE open");
        assertThat(target(METHODS + METHOD_CALL + """
                declare { ptr, ptr } @_ZN4kapi5extra12default_hook17h0123456789abcdefE()
                """)).startsWith("SIGNATURE open");
        assertThat(target(METHODS + METHOD_CALL + """
                declare ptr @_RNvCsdBezzDwma51_7___rustc12___rust_alloc(i64, i64)
                @jiffies = external global i64
                """)).isEqualTo("VTABLE_SLOT exact [m1]");
    }

    /** LLVM merged a function that takes a number into one of equal code that takes a pointer. */
    @Test
    void positive_tableOfFunctionsThatWereMerged() {
        assertThat(target("""
                define internal void @numbers(ptr %place, i64 %x) { ret void }
                define internal void @pointers(ptr %place, ptr %x) { ret void }
                @table = private constant <{ ptr, ptr }> <{ ptr @numbers, ptr @pointers }>
                define void @root(ptr %place, i64 %i) {
                  %p = getelementptr ptr, ptr @table, i64 %i
                  %f = load ptr, ptr %p
                  call void %f(ptr %place, i64 7)
                  ret void
                }
                """)).isEqualTo("VALUES exact [numbers, pointers]");
    }

    /** As above, where they give back pairs. */
    @Test
    void positive_tableOfMergedFunctionsWithPairs() {
        assertThat(target("""
                define internal { ptr, i64 } @numbers() { ret { ptr, i64 } zeroinitializer }
                define internal { ptr, ptr } @pointers() { ret { ptr, ptr } zeroinitializer }
                @table = private constant <{ ptr, ptr }> <{ ptr @numbers, ptr @pointers }>
                define void @root(i64 %i) {
                  %p = getelementptr ptr, ptr @table, i64 %i
                  %f = load ptr, ptr %p
                  %r = call { ptr, i64 } %f()
                  ret void
                }
                """)).isEqualTo("VALUES exact [numbers, pointers]");
    }

    @Test
    void negative_selectWithAFixedAddress() {
        assertThat(target(FUNCTIONS + """
                define void @root(i1 %x) {
                  %f = select i1 %x, ptr @a, ptr inttoptr (i64 -2130706432 to ptr)
                  call void %f()
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }

    /** What is called is not at the start of any function that the pointer comes from. */
    @Test
    void negative_pointerThatWasMovedFromAFunction() {
        assertThat(target(FUNCTIONS + """
                define void @root() {
                  %f = getelementptr i8, ptr @a, i64 sub (i64 ptrtoint (ptr @b to i64), i64 ptrtoint (ptr @a to i64))
                  call void %f()
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }

    @Test
    void negative_phiThatMovesOverFunctions() {
        assertThat(target(FUNCTIONS + """
                define void @root(i1 %x) {
                start:
                  br label %loop
                loop:
                  %p = phi ptr [ @a, %start ], [ %next, %loop ]
                  %next = getelementptr i8, ptr %p, i64 16
                  br i1 %x, label %loop, label %end
                end:
                  call void %p()
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }

    @Test
    void negative_tableOfPlacesInFunctions() {
        assertThat(target(FUNCTIONS + """
                @table = private constant [1 x ptr] [ptr getelementptr (i8, ptr @a, i64 16)]
                define void @root() {
                  %f = load ptr, ptr @table
                  call void %f()
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }

    /** The processor does not look at types. */
    @Test
    void negative_functionOfAnotherTypeAmongThem() {
        assertThat(target(FUNCTIONS + """
                define internal void @other(i32 %n) { ret void }
                define void @root(i1 %x) {
                  %f = select i1 %x, ptr @a, ptr @other
                  call void %f()
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }

    @Test
    void positive_phiThatOnlyWalksATable() {
        assertThat(target(FUNCTIONS + """
                @table = private constant <{ ptr, ptr }> <{ ptr @a, ptr @b }>
                define void @root(i1 %x) {
                start:
                  br label %loop
                loop:
                  %p = phi ptr [ @table, %start ], [ %next, %loop ]
                  %next = getelementptr i8, ptr %p, i64 8
                  %f = load ptr, ptr %p
                  call void %f()
                  br i1 %x, label %loop, label %end
                end:
                  ret void
                }
                """)).isEqualTo("VALUES exact [a, b]");
    }

    /** Each node of a constant list is reached only through the pointer in the one before. */
    @Test
    void negative_phiThatLoadsItsNextValue() {
        assertThat(target(FUNCTIONS + """
                @first = private constant <{ ptr, ptr }> <{ ptr @a, ptr @second }>
                @second = private constant <{ ptr, ptr }> <{ ptr @b, ptr null }>
                define void @root(i1 %x) {
                start:
                  br label %loop
                loop:
                  %p = phi ptr [ @first, %start ], [ %next, %loop ]
                  %link = getelementptr i8, ptr %p, i64 8
                  %next = load ptr, ptr %link
                  %f = load ptr, ptr %p
                  call void %f()
                  br i1 %x, label %loop, label %end
                end:
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }

    @Test
    void positive_parameterOfALocalFunction() {
        Extension extension = Extension.entered("process", FUNCTIONS + """
                define internal void @run(ptr %f) {
                  call void %f()
                  ret void
                }
                define void @root() {
                  call void @run(ptr @a)
                  ret void
                }
                """);
        assertThat(extension.lastCall("run").targets()).containsExactly("a");
    }

    /** The callee has a copy of its own behind a byval parameter, and may have written into it. */
    @Test
    void negative_tableByValue() {
        Extension extension = Extension.entered("process", FUNCTIONS + """
                @table = private constant <{ ptr, ptr }> <{ ptr @a, ptr @b }>
                define internal void @run(ptr byval(<{ ptr, ptr }>) %t, ptr %from) {
                  %new = load ptr, ptr %from
                  store ptr %new, ptr %t
                  %f = load ptr, ptr %t
                  call void %f()
                  ret void
                }
                define void @root(ptr %from) {
                  call void @run(ptr byval(<{ ptr, ptr }>) @table, ptr %from)
                  ret void
                }
                """);
        assertThat(extension.lastCall("run").target()).hasFieldOrPropertyWithValue("open", true);
    }

    @Test
    void negative_constantThatTheLoaderFillsIn() {
        assertThat(target(FUNCTIONS + """
                @hook = internal externally_initialized constant ptr @a
                define void @root() {
                  %f = load ptr, ptr @hook
                  call void %f()
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }

    @Test
    void positive_resultOfALocalFunction() {
        assertThat(target(FUNCTIONS + """
                define internal ptr @choose() { ret ptr @a }
                define void @root() {
                  %f = call ptr @choose()
                  call void %f()
                  ret void
                }
                """)).isEqualTo("VALUES exact [a]");
    }

    @Test
    void negative_resultOfAReplaceableFunction() {
        assertThat(target(FUNCTIONS + """
                define weak ptr @choose() { ret ptr @a }
                define void @root() {
                  %f = call ptr @choose()
                  call void %f()
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }

    @Test
    void positive_vtableSlot() {
        assertThat(target(METHODS + """
                define void @root(ptr %data, ptr %vtable) {
                  %slot = getelementptr i8, ptr %vtable, i64 32
                  %f = load ptr, ptr %slot, !invariant.load !0
                  call void %f(ptr %data)
                  ret void
                }
                !0 = !{}
                """)).isEqualTo("VTABLE_SLOT exact [m2]");
    }

    @Test
    void positive_vtableSlotInTwoSteps() {
        assertThat(target(METHODS + """
                define void @root(ptr %data, ptr %vtable) {
                  %methods = getelementptr i8, ptr %vtable, i64 8
                  %slot = getelementptr i8, ptr %methods, i64 24
                  %f = load ptr, ptr %slot, !invariant.load !0
                  call void %f(ptr %data)
                  ret void
                }
                !0 = !{}
                """)).isEqualTo("VTABLE_SLOT exact [m2]");
    }

    @Test
    void positive_eitherOfTwoSlots() {
        assertThat(target(METHODS + """
                define void @root(ptr %data, ptr %vtable, i1 %x) {
                  %one = getelementptr i8, ptr %vtable, i64 24
                  %other = getelementptr i8, ptr %vtable, i64 40
                  %slot = select i1 %x, ptr %one, ptr %other
                  %f = load ptr, ptr %slot, !invariant.load !0
                  call void %f(ptr %data)
                  ret void
                }
                !0 = !{}
                """)).isEqualTo("VTABLE_SLOT [m1, m3]");
    }

    @Test
    void positive_slotChosenByNumber() {
        assertThat(target(METHODS + """
                define void @root(ptr %data, ptr %vtable, i1 %x) {
                  %at = select i1 %x, i64 24, i64 40
                  %slot = getelementptr i8, ptr %vtable, i64 %at
                  %f = load ptr, ptr %slot, !invariant.load !0
                  call void %f(ptr %data)
                  ret void
                }
                !0 = !{}
                """)).isEqualTo("VTABLE_SLOT [m1, m2, m3]");
    }

    /** LLVM merges functions of equal bodies and leaves an alias, under whose name the vtable may keep the method. */
    @Test
    void positive_methodUnderAnAlias() {
        assertThat(target("""
                define internal void @m1(ptr %self) { ret void }
                @merged = internal alias void (ptr), ptr @m1
                @vtable.0 = private constant <{ [24 x i8], ptr }> <{ [24 x i8] c"\\00\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00", ptr @merged }>
                define void @root(ptr %data, ptr %vtable) {
                  %slot = getelementptr i8, ptr %vtable, i64 24
                  %f = load ptr, ptr %slot, !invariant.load !0
                  call void %f(ptr %data)
                  ret void
                }
                !0 = !{}
                """)).isEqualTo("VTABLE_SLOT exact [m1]");
    }

    /** A table that is not quite understood may be the very vtable that is called through. */
    @Test
    void positive_vtableOfAnotherLayout() {
        assertThat(target(METHODS + """
                define internal void @odd(ptr %self) { ret void }
                @vtable.1 = private constant { ptr, i64, i64, ptr } { ptr null, i64 8, i64 8, ptr @odd }
                define void @root(ptr %data, ptr %vtable) {
                  %slot = getelementptr i8, ptr %vtable, i64 24
                  %f = load ptr, ptr %slot, !invariant.load !0
                  call void %f(ptr %data)
                  ret void
                }
                !0 = !{}
                """)).isEqualTo("VTABLE_SLOT [m1, odd]");
    }

    /** Where no type has anything to drop, the drop of a trait object is never called. */
    @Test
    void positive_dropSlotThatIsNullEverywhere() {
        assertThat(target("""
                define internal void @m(ptr %self) { ret void }
                @vtable.1 = private constant <{ [24 x i8], ptr }> <{ [24 x i8] c"\\00\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00\\08\\00\\00\\00\\00\\00\\00\\00", ptr @m }>
                define void @root(ptr %data, ptr %vtable) {
                  %f = load ptr, ptr %vtable, !invariant.load !0
                  call void %f(ptr %data)
                  ret void
                }
                !0 = !{}
                """)).isEqualTo("VTABLE_SLOT exact []");
    }

    /** Without any vtable, nothing is known of the slot. */
    @Test
    void negative_dropSlotWithoutVtables() {
        assertThat(target("""
                define void @root(ptr %data, ptr %vtable) {
                  %f = load ptr, ptr %vtable, !invariant.load !0
                  call void %f(ptr %data)
                  ret void
                }
                !0 = !{}
                """)).contains("open");
    }

    @Test
    void positive_callees() {
        assertThat(target(FUNCTIONS + """
                define void @root(ptr %f) {
                  call void %f(), !callees !0
                  ret void
                }
                !0 = !{ptr @a, ptr @b}
                """)).isEqualTo("CALLEES exact [a, b]");
    }

    @Test
    void negative_calleesThatAreNotAllKnown() {
        assertThat(target(FUNCTIONS + """
                @chosen = internal ifunc void (), ptr @resolver
                define internal ptr @resolver() { ret ptr @c }
                define void @root(ptr %f) {
                  call void %f(), !callees !0
                  ret void
                }
                !0 = !{ptr @a, ptr @chosen}
                """)).startsWith("SIGNATURE open");
    }

    @Test
    void positive_aliasOfAFunction() {
        assertThat(target(FUNCTIONS + """
                @other = internal alias void (), ptr @a
                define void @root() {
                  call void @other()
                  ret void
                }
                """)).isEqualTo("Defined[symbol=a]");
    }

    @Test
    void negative_weakAlias() {
        assertThat(target(FUNCTIONS + """
                @other = weak alias void (), ptr @a
                define void @root() {
                  call void @other()
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }

    @Test
    void negative_ifunc() {
        assertThat(target(FUNCTIONS + """
                @other = ifunc void (), ptr @resolver
                define internal ptr @resolver() { ret ptr @a }
                define void @root() {
                  call void @other()
                  ret void
                }
                """)).startsWith("SIGNATURE open");
    }
}
