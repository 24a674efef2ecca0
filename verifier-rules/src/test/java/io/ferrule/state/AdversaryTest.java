package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;

/** Attempts at having a bad program accepted: whatever is said of them, it is not that. */
class AdversaryTest {

    private static final String LOCKS = """
            @A = internal global [16 x i8] zeroinitializer
            @B = internal global [16 x i8] zeroinitializer
            @T = internal global [4 x [8 x i8]] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare i32 @_raw_spin_trylock(ptr)
            declare void @_raw_spin_unlock(ptr)
            declare i64 @_raw_spin_lock_irqsave(ptr)
            declare void @_raw_spin_unlock_irqrestore(ptr, i64)
            """;

    private static void refused(String body) {
        assertThat(Extension.entered("process", LOCKS + body).outcome()).isNotEqualTo("Accepted");
    }

    /** The address is chosen twice, by conditions that look alike. */
    @Test
    void lock_chosen_by_one_select_and_given_back_by_another() {
        refused("""
                define void @root(i1 %c, i1 %d) {
                  %one = select i1 %c, ptr @A, ptr @B
                  call void @_raw_spin_lock(ptr %one)
                  %two = select i1 %d, ptr @A, ptr @B
                  call void @_raw_spin_unlock(ptr %two)
                  ret void
                }
                """);
    }

    @Test
    void phi_of_the_round_before() {
        refused("""
                define void @root(i1 %c) {
                start:
                  br label %loop
                loop:
                  %l = phi ptr [ @A, %start ], [ @B, %loop ]
                  call void @_raw_spin_lock(ptr %l)
                  br i1 %c, label %loop, label %out
                out:
                  call void @_raw_spin_unlock(ptr %l)
                  ret void
                }
                """);
    }

    /** In one round of the loop one more is taken than given back. */
    @Test
    void loop_that_takes_more_often_than_it_gives() {
        refused("""
                define void @root(i32 %n) {
                start:
                  br label %loop
                loop:
                  %i = phi i32 [ 0, %start ], [ %next, %back ]
                  %e = getelementptr [8 x i8], ptr @T, i32 %i
                  call void @_raw_spin_lock(ptr %e)
                  %last = icmp eq i32 %i, %n
                  br i1 %last, label %out, label %give
                give:
                  call void @_raw_spin_unlock(ptr %e)
                  br label %back
                back:
                  %next = add i32 %i, 1
                  br label %loop
                out:
                  ret void
                }
                """);
    }

    @Test
    void recursion_that_takes_on_the_way_down_only() {
        refused("""
                define internal void @down(i32 %n) {
                  %z = icmp eq i32 %n, 0
                  br i1 %z, label %out, label %go
                go:
                  %r = call i32 @_raw_spin_trylock(ptr @A)
                  %m = sub i32 %n, 1
                  call void @down(i32 %m)
                  %t = icmp ne i32 %r, 0
                  br i1 %t, label %give, label %out
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  call void @_raw_spin_unlock(ptr @A)
                  br label %out
                out:
                  ret void
                }
                define void @root(i32 %n) {
                  call void @down(i32 %n)
                  ret void
                }
                """);
    }

    /** The guard was moved, and the slot it came from is read again. */
    @Test
    void guard_given_back_from_the_slot_it_was_moved_from() {
        refused("""
                declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
                define void @root() {
                  %a = alloca ptr
                  %b = alloca ptr
                  call void @_raw_spin_lock(ptr @A)
                  store ptr @A, ptr %a
                  call void @llvm.memcpy.p0.p0.i64(ptr %b, ptr %a, i64 8, i1 false)
                  %g = load ptr, ptr %a
                  call void @_raw_spin_unlock(ptr %g)
                  %h = load ptr, ptr %b
                  call void @_raw_spin_unlock(ptr %h)
                  ret void
                }
                """);
    }

    @Test
    void flags_that_were_saved_in_the_other_order() {
        refused("""
                define void @root() {
                  %s = alloca [2 x i64]
                  %t = getelementptr i8, ptr %s, i64 8
                  %f = call i64 @_raw_spin_lock_irqsave(ptr @A)
                  store i64 %f, ptr %s
                  %g = call i64 @_raw_spin_lock_irqsave(ptr @B)
                  store i64 %g, ptr %t
                  %x = load i64, ptr %s
                  call void @_raw_spin_unlock_irqrestore(ptr @B, i64 %x)
                  %y = load i64, ptr %t
                  call void @_raw_spin_unlock_irqrestore(ptr @A, i64 %y)
                  ret void
                }
                """);
    }

    /** Somebody else writes to the flag between the branches, through a pointer that was hidden in a slot. */
    @Test
    void flag_that_is_changed_through_another_slot() {
        refused("""
                define internal void @turn(ptr %box) {
                  %p = load ptr, ptr %box
                  %v = load i8, ptr %p
                  %w = xor i8 %v, 1
                  store i8 %w, ptr %p
                  ret void
                }
                define void @root(i8 %c) {
                  %flag = alloca i8
                  %box = alloca ptr
                  store i8 %c, ptr %flag
                  store ptr %flag, ptr %box
                  %x = load i8, ptr %flag
                  %one = icmp eq i8 %x, 1
                  br i1 %one, label %take, label %go
                take:
                  call void @_raw_spin_lock(ptr @A)
                  br label %go
                go:
                  call void @turn(ptr %box)
                  %y = load i8, ptr %flag
                  %two = icmp eq i8 %y, 1
                  br i1 %two, label %give, label %out
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %out
                out:
                  ret void
                }
                """);
    }

    /** The narrower load is not the number that the wider one was. */
    @Test
    void flag_that_is_read_with_another_width() {
        refused("""
                define void @root(i16 %c) {
                  %flag = alloca i16
                  store i16 %c, ptr %flag
                  %x = load i16, ptr %flag
                  %one = icmp ne i16 %x, 0
                  br i1 %one, label %take, label %go
                take:
                  call void @_raw_spin_lock(ptr @A)
                  br label %go
                go:
                  %y = load i8, ptr %flag
                  %two = icmp ne i8 %y, 0
                  br i1 %two, label %give, label %out
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %out
                out:
                  ret void
                }
                """);
    }

    /** A number that is cut off is another number. */
    @Test
    void flag_whose_upper_bits_are_dropped() {
        refused("""
                define void @root(i32 %c) {
                  %slot = alloca i32
                  store i32 %c, ptr %slot
                  %x = load i32, ptr %slot
                  %one = icmp eq i32 %x, 1
                  br i1 %one, label %take, label %go
                take:
                  call void @_raw_spin_lock(ptr @A)
                  br label %go
                go:
                  %y = load i32, ptr %slot
                  %z = trunc i32 %y to i8
                  %two = icmp eq i8 %z, 1
                  br i1 %two, label %give, label %out
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %out
                out:
                  ret void
                }
                """);
    }

    /** Each call of the accessor yields another object, by the same instruction. */
    @Test
    void result_of_a_second_call_at_the_same_place() {
        refused("""
                define internal ptr @next(ptr %list) {
                  %n = load ptr, ptr %list
                  store ptr null, ptr %list
                  ret ptr %n
                }
                define void @root(ptr %list, i1 %c) {
                start:
                  br label %loop
                loop:
                  %again = phi i1 [ false, %start ], [ true, %take ]
                  %n = call ptr @next(ptr %list)
                  br i1 %again, label %give, label %take
                take:
                  call void @_raw_spin_lock(ptr %n)
                  br label %loop
                give:
                  call void @_raw_spin_unlock(ptr %n)
                  ret void
                }
                """);
    }

    /** Two elements of one table may be one, and two of two tables are not. */
    @Test
    void two_places_in_one_table() {
        refused("""
                define void @root(i64 %i, i64 %j) {
                  %a = getelementptr [8 x i8], ptr @T, i64 %i
                  %b = getelementptr [8 x i8], ptr @T, i64 %j
                  call void @_raw_spin_lock(ptr %a)
                  call void @_raw_spin_lock(ptr %b)
                  call void @_raw_spin_unlock(ptr %b)
                  call void @_raw_spin_unlock(ptr %a)
                  ret void
                }
                """);
    }

    /** A closed-over guard is given back by a function pointer that may not be called. */
    @Test
    void guard_given_back_by_a_closure_that_is_perhaps_not_called() {
        refused("""
                define internal void @give(ptr %g) {
                  %l = load ptr, ptr %g
                  call void @_raw_spin_unlock(ptr %l)
                  ret void
                }
                define internal void @none(ptr %g) {
                  ret void
                }
                define void @root(i1 %c) {
                  %g = alloca ptr
                  call void @_raw_spin_lock(ptr @A)
                  store ptr @A, ptr %g
                  %f = select i1 %c, ptr @give, ptr @none
                  call void %f(ptr %g)
                  ret void
                }
                """);
    }

    /** The landing pad of a call that may unwind keeps the lock. */
    @Test
    void unwinding_past_the_guard() {
        refused("""
                declare i32 @rust_eh_personality(...)
                define void @root() personality ptr @rust_eh_personality {
                  call void @_raw_spin_lock(ptr @A)
                  invoke void @unknown(ptr null) to label %fine unwind label %pad
                pad:
                  %p = landingpad { ptr, i32 } cleanup
                  resume { ptr, i32 } %p
                fine:
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """);
    }

    /** Four are taken, and a loop of three rounds gives back one in each. */
    @Test
    void loop_that_gives_back_one_too_few() {
        refused("""
                declare void @__rcu_read_lock()
                declare void @__rcu_read_unlock()
                define void @root() {
                start:
                  call void @__rcu_read_lock()
                  call void @__rcu_read_lock()
                  call void @__rcu_read_lock()
                  call void @__rcu_read_lock()
                  br label %loop
                loop:
                  %i = phi i8 [ 254, %start ], [ %next, %loop ]
                  %next = add i8 %i, 1
                  call void @__rcu_read_unlock()
                  %last = icmp eq i8 %next, 1
                  br i1 %last, label %out, label %loop
                out:
                  ret void
                }
                """);
    }

    /** In every round but one, far behind those that are told apart. */
    @Test
    void loop_that_gives_back_in_all_rounds_but_a_late_one() {
        refused("""
                define void @root() {
                start:
                  br label %loop
                loop:
                  %i = phi i64 [ 0, %start ], [ %next, %back ]
                  call void @_raw_spin_lock(ptr @A)
                  %late = icmp eq i64 %i, 77
                  br i1 %late, label %back, label %give
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %back
                back:
                  %next = add i64 %i, 1
                  %last = icmp eq i64 %next, 100
                  br i1 %last, label %out, label %loop
                out:
                  ret void
                }
                """);
    }

    /** The round in which it gives back is one of an outer loop, which starts anew each time. */
    @Test
    void inner_loop_whose_counter_starts_anew() {
        refused("""
                define void @root(i64 %n) {
                start:
                  br label %outer
                outer:
                  %o = phi i64 [ 0, %start ], [ %following, %leave ]
                  call void @_raw_spin_lock(ptr @A)
                  br label %inner
                inner:
                  %i = phi i64 [ %o, %outer ], [ %next, %back ]
                  %third = icmp eq i64 %i, 2
                  br i1 %third, label %give, label %back
                give:
                  call void @_raw_spin_unlock(ptr @A)
                  br label %back
                back:
                  %next = add i64 %i, 1
                  %last = icmp uge i64 %next, 3
                  br i1 %last, label %leave, label %inner
                leave:
                  %following = add i64 %o, 1
                  %end = icmp eq i64 %following, %n
                  br i1 %end, label %out, label %outer
                out:
                  ret void
                }
                """);
    }

    /** Twice a number of 64 bits has one more. */
    @Test
    void wide_number_that_is_known_by_its_lower_half() {
        refused(wide("""
                  %sum = add i128 %x, %x
                  %taken = icmp ne i128 %sum, %y
                """));
    }

    /** The highest of 64 bits is no sign in a type of more. */
    @Test
    void wide_number_whose_lower_half_looks_negative() {
        refused(wide("""
                  %taken = icmp sgt i128 %x, %y
                """));
    }

    /** A lock is kept where {@code %taken} of 2^63 and 0, both of 128 bits. */
    private static String wide(String condition) {
        return """
                define void @root(i128 %x, i128 %y) {
                start:
                  %a = trunc nuw i128 %x to i64
                  %b = trunc nuw i128 %y to i64
                  %highest = icmp eq i64 %a, -9223372036854775808
                  br i1 %highest, label %one, label %out
                one:
                  %none = icmp eq i64 %b, 0
                  br i1 %none, label %both, label %out
                both:
                CONDITION
                  br i1 %taken, label %take, label %out
                take:
                  call void @_raw_spin_lock(ptr @A)
                  br label %out
                out:
                  ret void
                }
                """.replace("CONDITION", condition);
    }
}
