package io.ferrule.benchmarks;

/**
 * Makes programs that take locks: groups of ten functions, of which the first one holds a lock of its own while it calls
 * the others and the first functions of two more groups. So a program of n functions has n / 10 locks, which nest as deep
 * as a binary tree, and each has one order.
 */
final class LockProgram {

    private static final int GROUP = 10;

    private LockProgram() {}

    /** The LLVM IR of a program with that many functions beside {@code @root}, a multiple of ten. */
    static String of(int functions) {
        StringBuilder text = new StringBuilder("""
                declare void @_raw_spin_lock(ptr)
                declare void @_raw_spin_unlock(ptr)
                define void @root(i32 %a) {
                  %r = call i32 @f0(i32 %a)
                  ret void
                }
                """);
        for (int i = 0; i < functions; i++) {
            text.append(i % GROUP == 0 ? leader(i, functions) : member(i));
        }
        return text.toString();
    }

    private static String leader(int i, int functions) {
        StringBuilder calls = new StringBuilder();
        for (int child = 1; child <= 2; child++) {
            int next = (2 * (i / GROUP) + child) * GROUP;
            if (next < functions) {
                calls.append("  call i32 @f").append(next).append("(i32 %a)\n");
            }
        }
        return String.format("""
                    @L%1$d = internal global [4 x i8] zeroinitializer
                    define internal i32 @f%1$d(i32 %%a) {
                      %%o = alloca ptr
                      call void @_raw_spin_lock(ptr @L%1$d)
                      store ptr @L%1$d, ptr %%o
                      %%r = call i32 @f%2$d(i32 %%a)
                    %3$s  %%g = load ptr, ptr %%o
                      call void @_raw_spin_unlock(ptr %%g)
                      ret i32 %%r
                    }
                    """, i, i + 1, calls);
    }

    private static String member(int i) {
        boolean last = i % GROUP == GROUP - 1;
        return String.format("""
                    define internal i32 @f%1$d(i32 %%a) {
                      %%c = icmp ugt i32 %%a, %1$d
                      br i1 %%c, label %%more, label %%done
                    more:
                    %2$s  br label %%done
                    done:
                      %%s = xor i32 %%a, %1$d
                      ret i32 %%s
                    }
                    """, i, last ? "" : "  call i32 @f" + (i + 1) + "(i32 %a)\n");
    }
}
