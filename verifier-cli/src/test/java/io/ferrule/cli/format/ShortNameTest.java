package io.ferrule.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f::<A<B>> | 9 | f::<A<B>>",
                "f::<A<B<C<D>>>> | 14 | f::<A<B<..>>>",
                "<Filter<Range<u32>, F> as Iterator>::count | 40 | <Filter<..> as Iterator>::count",
                "<a::Box<T> as b::Drop>::drop | 24 | <Box<..> as Drop>::drop",
                "a::f::<dyn b::c::Sink> | 17 | a::f::<dyn Sink>",
                "f::<A<B>, C<D>> | 8 | f::<..>",
                "f::<fn(A) -> B>::g | 10 | f::<..>::g",
                "a -> b > c | 3 | a -> b > c",
                "f::<<< | 3 | f::<..",
                ">>> | 1 | >>>",
            })
    void innerArgumentsGoFirst(String name, int most, String expected) {
        assertThat(ShortName.of(name, most)).isEqualTo(expected);
    }
}
