package io.ferrule.rules;

import static io.ferrule.testing.Extension.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;

class LockOrderTest {

    private static final String LOCKS = """
            @A = internal global [4 x i32] zeroinitializer
            @B = internal global [4 x i32] zeroinitializer
            @C = internal global [4 x i32] zeroinitializer
            declare void @_raw_spin_lock(ptr)
            declare i32 @_raw_spin_trylock(ptr)
            declare void @_raw_spin_unlock(ptr)
            """;

    private static String takes(String name, String... locks) {
        StringBuilder body = new StringBuilder("define void @" + name + "() {\n");
        for (String lock : locks) {
            body.append("call void @_raw_spin_lock(ptr @").append(lock).append(")\n");
        }
        for (int i = locks.length - 1; i >= 0; i--) {
            body.append("call void @_raw_spin_unlock(ptr @").append(locks[i]).append(")\n");
        }
        return body.append("ret void\n}\n").toString();
    }

    private static Extension two(String first, String second) {
        return Extension.of(LOCKS + first + second, entry("one", "process") + entry("two", "process"));
    }

    @Test
    void positive_twoOrders() {
        assertThat(two(takes("one", "A", "B"), takes("two", "B", "A")).said())
                .containsExactly("Rejected", "lock-order: locks are taken in a circle: `A` before `B`, `B` before `A`");
    }

    @Test
    void negative_oneOrder() {
        assertThat(two(takes("one", "A", "B"), takes("two", "A", "B")).outcome())
                .isEqualTo("Accepted");
    }

    /** Under a lock of their own no two of them can be on the way at once. */
    @Test
    void negative_twoOrdersUnderOneLock() {
        assertThat(two(takes("one", "C", "A", "B"), takes("two", "C", "B", "A")).outcome())
                .isEqualTo("Accepted");
    }

    @Test
    void positive_twoOrdersOfWhichOneIsUnderALock() {
        assertThat(two(takes("one", "C", "A", "B"), takes("two", "B", "A")).outcome())
                .isEqualTo("Rejected");
    }

    @Test
    void positive_locksThatMayBeAnyInTwoOrders() {
        assertThat(Extension.of(LOCKS + """
                define void @one(ptr %p) {
                  call void @_raw_spin_lock(ptr @A)
                  call void @_raw_spin_lock(ptr %p)
                  call void @_raw_spin_unlock(ptr %p)
                  call void @_raw_spin_unlock(ptr @A)
                  ret void
                }
                """, entry("one", "process")).outcome()).isEqualTo("Inconclusive");
    }
}
