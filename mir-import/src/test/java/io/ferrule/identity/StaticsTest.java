package io.ferrule.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.reader.MirReader;
import org.junit.jupiter.api.Test;

/** A pointer to the start of an allocation is one to a static only if it has the type of the static. */
class StaticsTest {

    private static final MirProgram MIR = MirReader.read("test.mir", """
            static LOCK: Lock = {
                let mut _0: Lock;

                bb0: {
                    return;
                }
            }

            fn f() -> () {
                let mut _0: ();

                bb0: {
                    return;
                }
            }

            alloc1 (static: LOCK, size: 8, align: 8) {
                00 00 00 00 00 00 00 00                         │ ........
            }

            alloc2 (size: 8, align: 8) {
                00 00 00 00 00 00 00 00                         │ ........
            }

            alloc3 (static: ELSEWHERE)
            """.getBytes(UTF_8));

    @Test
    void a_pointer_of_its_type_is_to_all_of_it() {
        assertThat(isWhole(1, "Lock")).isTrue();
    }

    @Test
    void a_pointer_of_another_type_is_to_a_part_of_it() {
        assertThat(isWhole(1, "Inner")).isFalse();
    }

    @Test
    void a_constant_is_no_static() {
        assertThat(isWhole(2, "Lock")).isFalse();
    }

    @Test
    void what_type_a_static_of_another_crate_has_is_not_known() {
        assertThat(isWhole(3, "Lock")).isFalse();
    }

    @Test
    void an_allocation_that_is_not_shown_is_none() {
        assertThat(isWhole(4, "Lock")).isFalse();
    }

    @Test
    void a_value_is_no_pointer() {
        assertThat(new Statics(MIR).isWhole(body(), 1, named("Lock"))).isFalse();
    }

    private static boolean isWhole(int allocation, String type) {
        return new Statics(MIR).isWhole(body(), allocation, new MirType.Reference("", false, named(type)));
    }

    private static MirBody body() {
        assertThat(MIR.problems()).isEmpty();
        return MIR.bodies().get(MIR.bodies().size() - 1);
    }

    private static MirType named(String name) {
        return new MirType.Named(MirPath.of(name));
    }
}
