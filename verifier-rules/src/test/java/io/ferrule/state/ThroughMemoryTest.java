package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;

/**
 * Values that go through stack slots, accessors and merged paths, as rustc has them before it optimises: what belongs
 * together is proved, and where that was lost nothing is called an error.
 */
class ThroughMemoryTest {

    private static final String LOCKS = """
            @A = internal global [8 x i8] zeroinitializer
            @B = internal global [8 x i8] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare i32 @_raw_spin_trylock(ptr)
            declare void @_raw_spin_unlock(ptr)
            """;

    /** Takes A where {@code %first}, and gives it back where {@code %second}. */
    private static final String TAKE_AND_GIVE = """
              br i1 %first, label %take, label %work
            take:
              call void @_raw_spin_lock(ptr @A)
              br label %work
            work:
              SECOND
              br i1 %second, label %give, label %out
            give:
              call void @_raw_spin_unlock(ptr @A)
              br label %out
            out:
              ret void
            }
            """;

    private static String outcome(String body) {
        return Extension.entered("process", LOCKS + body).outcome();
    }

    private static String twoBranches(String before, String second) {
        return outcome(before + TAKE_AND_GIVE.replace("SECOND", second));
    }

    @Test
    void negative_a_flag_in_a_slot_is_read_twice() {
        assertThat(twoBranches("""
                define void @root(i1 %c) {
                  %slot = alloca i8
                  %wide = zext i1 %c to i8
                  store i8 %wide, ptr %slot
                  %one = load i8, ptr %slot
                  %first = trunc nuw i8 %one to i1
                """, """
                %two = load i8, ptr %slot
                %second = trunc nuw i8 %two to i1""")).isEqualTo("Accepted");
    }

    @Test
    void positive_the_flag_was_turned_round_in_between() {
        assertThat(twoBranches("""
                define void @root(i1 %c) {
                  %slot = alloca i8
                  %wide = zext i1 %c to i8
                  store i8 %wide, ptr %slot
                  %one = load i8, ptr %slot
                  %first = trunc nuw i8 %one to i1
                """, """
                %not = xor i1 %c, true
                %turned = zext i1 %not to i8
                store i8 %turned, ptr %slot
                %two = load i8, ptr %slot
                %second = trunc nuw i8 %two to i1""")).isEqualTo("Rejected");
    }

    @Test
    void positive_half_of_the_flag_was_written_in_between() {
        assertThat(twoBranches("""
                define void @root(i16 %c) {
                  %slot = alloca i16
                  store i16 %c, ptr %slot
                  %one = load i16, ptr %slot
                  %first = icmp eq i16 %one, 1
                """, """
                store i8 0, ptr %slot
                %two = load i16, ptr %slot
                %second = icmp eq i16 %two, 1""")).isNotEqualTo("Accepted");
    }

    /** Nobody says what is in a slot at first, but it is the same each time. */
    @Test
    void negative_an_unknown_slot_keeps_what_it_holds() {
        assertThat(twoBranches("""
                define internal void @fill(ptr %to, i8 %c) {
                  store i8 %c, ptr %to
                  ret void
                }
                define void @root(i8 %c) {
                  %slot = alloca i8
                  call void @fill(ptr %slot, i8 %c)
                  %one = load i8, ptr %slot
                  %first = icmp eq i8 %one, 1
                """, """
                %two = load i8, ptr %slot
                %second = icmp eq i8 %two, 1""")).isIn("Accepted", "Inconclusive");
    }

    /** Both branches ask the same memory, which nobody in sight changes: perhaps it is an error, perhaps not. */
    @Test
    void negative_memory_that_was_asked_before_refutes_nothing() {
        assertThat(twoBranches("""
                define void @root(ptr %device) {
                  %one = load i8, ptr %device
                  %first = trunc nuw i8 %one to i1
                """, """
                %two = load i8, ptr %device
                %second = trunc nuw i8 %two to i1""")).isEqualTo("Inconclusive");
    }

    @Test
    void positive_memory_that_is_asked_for_the_first_time() {
        assertThat(twoBranches("""
                define void @root(ptr %device) {
                  %one = load i8, ptr %device
                  %first = trunc nuw i8 %one to i1
                """, """
                %p = getelementptr inbounds i8, ptr %device, i64 1
                %two = load i8, ptr %p
                %second = trunc nuw i8 %two to i1""")).isEqualTo("Rejected");
    }

    @Test
    void negative_a_function_that_was_asked_before_refutes_nothing() {
        assertThat(twoBranches("""
                @flag = external global i8
                define internal i1 @enabled() {
                  %v = load i8, ptr @flag
                  %t = trunc nuw i8 %v to i1
                  ret i1 %t
                }
                define void @root() {
                  %first = call i1 @enabled()
                """, "%second = call i1 @enabled()")).isEqualTo("Inconclusive");
    }

    /** Where the paths became one, the number went together with the condition, and is a key to it. */
    @Test
    void negative_a_number_of_merged_paths_tells_which_one_it_was() {
        assertThat(twoBranches("""
                define void @root(i1 %first) {
                  br i1 %first, label %a, label %b
                a:
                  br label %c
                b:
                  br label %c
                c:
                  %n = phi i32 [ 1, %a ], [ 0, %b ]
                """, "%second = icmp eq i32 %n, 1")).isEqualTo("Accepted");
    }

    /** In the second round the slot holds another number than in the first. */
    @Test
    void positive_a_name_is_not_that_of_the_round_before() {
        assertThat(outcome("""
                define void @root(ptr %p) {
                start:
                  %slot = alloca i8
                  call void @_raw_spin_lock(ptr @A)
                  br label %loop
                loop:
                  %again = phi i1 [ false, %start ], [ true, %next ]
                  %v = load i8, ptr %p
                  store i8 %v, ptr %slot
                  %x = load i8, ptr %slot
                  %t = trunc nuw i8 %x to i1
                  br i1 %t, label %next, label %end
                next:
                  br label %loop
                end:
                  br i1 %again, label %leak, label %give
                leak:
                  ret void
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """)).isNotEqualTo("Accepted");
    }

    /** {@code Option<Guard>} in a slot: null where the lock was not taken. */
    @Test
    void negative_a_guard_that_may_be_none() {
        assertThat(outcome("""
                define internal ptr @guard(ptr %lock) {
                  ret ptr %lock
                }
                define internal ptr @try(ptr %lock) {
                  %option = alloca ptr
                  %r = call i32 @_raw_spin_trylock(ptr %lock)
                  %t = icmp ne i32 %r, 0
                  br i1 %t, label %some, label %none
                some:
                  %g = call ptr @guard(ptr %lock)
                  store ptr %g, ptr %option
                  br label %end
                none:
                  store ptr null, ptr %option
                  br label %end
                end:
                  %o = load ptr, ptr %option
                  ret ptr %o
                }
                define void @root(ptr %lock) {
                  %option = alloca ptr
                  %o = call ptr @try(ptr %lock)
                  store ptr %o, ptr %option
                  %p = load ptr, ptr %option
                  %i = ptrtoint ptr %p to i64
                  %isNone = icmp eq i64 %i, 0
                  %tag = select i1 %isNone, i64 0, i64 1
                  %isSome = trunc nuw i64 %tag to i1
                  br i1 %isSome, label %got, label %out
                got:
                  %q = load ptr, ptr %option
                  call void @_raw_spin_unlock(ptr %q)
                  br label %out
                out:
                  ret void
                }
                """)).isEqualTo("Accepted");
    }

    @Test
    void positive_an_accessor_hands_out_another_lock() {
        assertThat(outcome("""
                define internal ptr @other(ptr %lock) {
                  %o = getelementptr inbounds i8, ptr %lock, i64 4
                  ret ptr %o
                }
                define void @root(ptr %lock) {
                  call void @_raw_spin_lock(ptr %lock)
                  %o = call ptr @other(ptr %lock)
                  call void @_raw_spin_unlock(ptr %o)
                  ret void
                }
                """)).isEqualTo("Rejected");
    }
}
