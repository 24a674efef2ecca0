package io.ferrule.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import io.ferrule.mir.reader.MirReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a reference refers to, by the one place that gives it its value, and by nothing else. */
class PlaceWalkTest {

    private static final String STATIC = """
            static LOCK: Lock = {
                let mut _0: Lock;

                bb0: {
                    return;
                }
            }
            """;

    @Test
    void a_field_of_what_a_parameter_refers_to() {
        PlaceWalk.Found found = referent("_4 = &((*_1).1: Lock);", 4);

        assertThat(steps(found)).containsExactly("Dev.1");
        assertThat(found.parameter()).hasValue(1);
        assertThat(found.isStatic()).isFalse();
    }

    @Test
    void fields_come_from_inside_to_outside() {
        assertThat(steps(referent("_4 = &(((*_1).1: Inner).0: Lock);", 4))).containsExactly("Inner.0", "Dev.1");
    }

    @Test
    void a_field_that_is_reached_by_a_reference_in_between() {
        PlaceWalk.Found found = referent("_5 = &((*_1).1: Inner);\n_4 = &((*_5).0: Lock);", 4);

        assertThat(steps(found)).containsExactly("Inner.0", "Dev.1");
        assertThat(found.parameter()).hasValue(1);
    }

    @Test
    void a_reference_that_is_moved_and_borrowed_anew_is_the_same() {
        assertThat(steps(referent("_5 = &((*_1).0: Lock);\n_6 = copy _5;\n_4 = &(*_6);", 4)))
                .containsExactly("Dev.0");
    }

    @Test
    void a_variant_is_a_part_of_the_step() {
        PlaceWalk.Found found = referent("_4 = &(((*_1) as Busy).0: Lock);", 4);

        assertThat(found.steps()).singleElement().satisfies(step -> {
            assertThat(step.variant()).contains("Busy");
            assertThat(step.number()).isZero();
        });
    }

    @Test
    void a_reference_that_is_stored_in_a_field_leads_elsewhere() {
        PlaceWalk.Found found = referent("_5 = copy ((*_1).1: &Lock);\n_4 = &(*_5);", 4);

        assertThat(found.steps()).isEmpty();
        assertThat(found.parameter()).isEmpty();
    }

    @Test
    void a_reference_that_is_written_twice_may_be_either() {
        PlaceWalk.Found found = referent("_4 = &((*_1).0: Lock);\n_4 = &((*_1).1: Lock);", 4);

        assertThat(found.steps()).isEmpty();
        assertThat(found.parameter()).isEmpty();
    }

    @Test
    void a_reference_that_others_may_write_may_be_any() {
        assertThat(referent("_4 = &((*_1).0: Lock);\n_7 = &mut _4;", 4).steps()).isEmpty();
    }

    @Test
    void a_parameter_that_is_written_is_none() {
        PlaceWalk.Found found = referent("_1 = copy _2;\n_4 = &((*_1).0: Lock);", 4);

        assertThat(found.parameter()).isEmpty();
    }

    @Test
    void what_a_call_returns_is_not_known() {
        PlaceWalk.Found found =
                referentOf(List.of("_4 = make(copy _1) -> [return: bb1, unwind unreachable];", "return;"), "", 4);

        assertThat(found.steps()).isEmpty();
        assertThat(found.parameter()).isEmpty();
    }

    @Test
    void an_element_of_a_slice_is_in_no_field() {
        PlaceWalk.Found found = referent("_4 = &(*_3)[_8];", 4);

        assertThat(found.steps()).isEmpty();
        assertThat(found.parameter()).isEmpty();
    }

    @Test
    void a_static_as_a_whole_is_one() {
        PlaceWalk.Found found = referentOf(List.of("_5 = const {alloc1: &Lock};\n_4 = &(*_5);\nreturn;"), STATIC, 4);

        assertThat(found.steps()).isEmpty();
        assertThat(found.isStatic()).isTrue();
    }

    @Test
    void the_first_part_of_a_static_is_not_the_static() {
        PlaceWalk.Found found = referentOf(List.of("_5 = const {alloc1: &Inner};\n_4 = &(*_5);\nreturn;"), STATIC, 4);

        assertThat(found.isStatic()).isFalse();
    }

    @Test
    void a_way_without_end_is_given_up() {
        assertThat(referent("_5 = &(*_6);\n_6 = &(*_5);\n_4 = &((*_5).0: Lock);", 4)
                        .parameter())
                .isEmpty();
    }

    private static List<String> steps(PlaceWalk.Found found) {
        return found.steps().stream()
                .map(step -> String.join("::", step.container()) + "." + step.number())
                .toList();
    }

    private static PlaceWalk.Found referent(String statements, int local) {
        return referentOf(List.of(statements + "\nreturn;"), "", local);
    }

    /** What that local refers to in a function with these blocks. */
    private static PlaceWalk.Found referentOf(List<String> blocks, String items, int local) {
        String code = IntStream.range(0, blocks.size())
                .mapToObj(i -> "    bb" + i + ": {\n" + blocks.get(i).indent(8) + "    }\n")
                .collect(Collectors.joining("\n"));
        MirProgram mir = MirReader.read("test.mir", (items + """

                fn f(_1: &Dev, _2: &Dev, _3: &[Lock]) -> () {
                    let mut _0: ();
                    let mut _4: &Lock;
                    let mut _5: &Inner;
                    let mut _6: &Inner;
                    let mut _7: &mut &Lock;
                    let mut _8: usize;

                """ + code + """
                }

                alloc1 (static: LOCK, size: 8, align: 8) {
                    00 00 00 00 00 00 00 00                         │ ........
                }
                """).getBytes(UTF_8));
        MirBody body = mir.bodies().get(mir.bodies().size() - 1);
        return new PlaceWalk(body, (Code) body.contents(), new FieldNames(mir), new Statics(mir))
                .referent(new Operand.Copy(new Place(local, List.of())));
    }
}
