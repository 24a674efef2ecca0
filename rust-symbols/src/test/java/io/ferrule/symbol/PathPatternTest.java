package io.ferrule.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    private static final String LOCK = "_RNvMNtCs_1k4syncINtB2_5MutexmE4lock";
    private static final String LEGACY_LOCK = "_ZN1k4sync14Mutex$LT$T$GT$4lock17h206343f396945ee7E";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            k::sync::CondVar::wait | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            <k::sync::CondVar>::wait | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            k::sync::CondVar<..>::wait | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            k::sync::wait | _RNvNtCs_1k4sync4wait
            k :: sync :: wait | _RNvNtCs_1k4sync4wait
            k::sync::r#wait | _RNvNtCs_1k4sync4wait
            k::sync::wait | _RNvNtCs_1k4sync4waitCs_1m.llvm.9
            k::sync::Mutex<..>::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            k::sync::Mutex::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            <k::sync::Mutex<..>>::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            k::sync::Mutex<u32>::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            k::sync::Mutex::<_>::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            k::sync::Mutex<u32, ..>::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            k::*::*::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            *::sync::** | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            k::** | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            k::sync::Mutex::lock | _ZN1k4sync14Mutex$LT$T$GT$4lock17h206343f396945ee7E
            k::sync::Mutex<..>::lock | _ZN1k4sync14Mutex$LT$T$GT$4lock17h206343f396945ee7E
            k::sync::** | _ZN1k4sync14Mutex$LT$T$GT$4lock17h206343f396945ee7E
            <k::sync::Guard<..> as core::ops::drop::Drop>::drop | _RNvXNtCs_1k4syncINtB2_5GuardmENtNtNtCs_4core3ops4drop4Drop4drop
            <k::sync::Guard as core::ops::drop::Drop>::drop | _RNvXNtCs_1k4syncINtB2_5GuardmENtNtNtCs_4core3ops4drop4Drop4drop
            <_ as core::fmt::Display>::fmt | _RNvXCs_1kNtB2_2SqNtNtCs_4core3fmt7Display3fmt
            <k::Sq as core::fmt::*>::fmt | _RNvXCs_1kNtB2_2SqNtNtCs_4core3fmt7Display3fmt
            <_ as core::fmt::Display>::fmt | _ZN44_$LT$k..Sq$u20$as$u20$core..fmt..Display$GT$3fmt17ha2906d14d0b97cb5E
            <k::Sq as core::fmt::**>::** | _ZN44_$LT$k..Sq$u20$as$u20$core..fmt..Display$GT$3fmt17ha2906d14d0b97cb5E
            <k::Sq as k::Shape>::twice | _RNvYNtCs_1k2SqNtB4_5Shape5twice
            <k::Sq as k::Shape>::twice::{closure#0} | _RNCNvYNtCs_1k2SqNtB6_5Shape5twice0B6_
            <k::Sq as k::Conv<&str>>::conv | _RNvXCs_1kNtB2_2SqINtB2_4ConvReE4conv
            <k::Sq as k::Conv<&str>>::conv | _ZN48_$LT$k..Sq$u20$as$u20$k..Conv$LT$$RF$str$GT$$GT$4conv17ha7d814cfdac3860fE
            <(u8, i64) as k::Shape>::area | _ZN45_$LT$$LP$u8$C$i64$RP$$u20$as$u20$k..Shape$GT$4area17he3ce7845c033abaeE
            core::ptr::drop_in_place<..> | _RINvNtCs_4core3ptr13drop_in_placeINtNtCs_1k4sync5GuardmEE
            core::ptr::drop_in_place::<k::sync::Guard<u32>> | _RINvNtCs_4core3ptr13drop_in_placeINtNtCs_1k4sync5GuardmEE
            core::ptr::drop_in_place<k::sync::Guard> | _RINvNtCs_4core3ptr13drop_in_placeINtNtCs_1k4sync5GuardmEE
            core::ptr::drop_in_place<k::S> | _ZN4core3ptr25drop_in_place$LT$k..S$GT$17h206343f396945ee7E
            <u32 as core::fmt::Debug>::fmt | _ZN4core3fmt3num50_$LT$impl$u20$core..fmt..Debug$u20$for$u20$u32$GT$3fmt17h206343f396945ee7E
            <[_]>::len | _RNvMNtCs_4core5sliceSh3len
            <[u8]>::len | _RNvMNtCs_4core5sliceSh3len
            str::len | _RNvMNtCs_4core3stre3len
            <str>::len | _RNvMNtCs_4core3stre3len
            f128::sqrt | _RNvMNtCs_4core3f12C4f1284sqrt
            k::main::{closure#0} | _RNCNvCs_1k4main0
            k::main::* | _RNCNvCs_1k4main0
            k::S | _RNcNtCs_1k1S0
            k::ex<[u8; 4], true> | _RINvCs_1k2exAhj4_Kb1_E
            k::ex<[u8; 0x4], _> | _RINvCs_1k2exAhj4_Kb1_E
            k::ex<[u8; _], ..> | _RINvCs_1k2exAhj4_Kb1_E
            k::ex<-5, 'x', "a", {k::A}> | _RINvCs_1k2exKan5_Kc78_KRe61_KVNtB2_1AUE
            k::ex<for<'a> unsafe extern "C" fn(&'a u8)> | _RINvCs_1k2exFG_UKCRL0_hEuE
            k::ex<unsafe extern fn(&u8)> | _RINvCs_1k2exFG_UKCRL0_hEuE
            k::ex<fn(u8, ...) -> !> | _RINvCs_1k2exFhvEzE
            k::ex<dyn core::ops::Fn<(u32,), Output = u32>> | _RINvCs_1k2exDINtNtCs_4core3ops2FnTmEEp6OutputmEL_E
            k::ex<dyn core::ops::Fn<..>> | _RINvCs_1k2exDINtNtCs_4core3ops2FnTmEEp6OutputmEL_E
            k::ex<dyn core::ops::Fn + 'static> | _RINvCs_1k2exDINtNtCs_4core3ops2FnTmEEp6OutputmEL_E
            k::ex<&mut *const (), *mut (u8)> | _RINvCs_1k2exQPuOhE
            k::ex<u32> | _RINvCs_1k2exL_mE
            """)
    void positive_matches(String pattern, String mangled) {
        assertThat(PathPattern.parse(pattern).matches(Samples.demangled(mangled)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            k::sync::CondVar::notify | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            m::sync::CondVar::wait | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            sync::CondVar::wait | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            k::sync::CondVar | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            k::sync::CondVar<u32>::wait | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            k::sync::CondVar::wait::** | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            k::*::wait | _RNvMs_NtCs_1k4syncNtB4_7CondVar4wait
            k::sync::Mutex<bool>::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            k::sync::Mutex<u32, _>::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            k::sync::Mutex<u32>::lock | _ZN1k4sync14Mutex$LT$T$GT$4lock17h206343f396945ee7E
            <_ as k::sync::Mutex>::lock | _RNvMNtCs_1k4syncINtB2_5MutexmE4lock
            <k::sync::Guard as core::ops::Drop>::drop | _RNvXNtCs_1k4syncINtB2_5GuardmENtNtNtCs_4core3ops4drop4Drop4drop
            k::sync::Guard::drop | _RNvXNtCs_1k4syncINtB2_5GuardmENtNtNtCs_4core3ops4drop4Drop4drop
            k::** | _RNvXNtCs_1k4syncINtB2_5GuardmENtNtNtCs_4core3ops4drop4Drop4drop
            <_ as core::fmt::Debug>::fmt | _RNvXCs_1kNtB2_2SqNtNtCs_4core3fmt7Display3fmt
            <u32 as core::fmt::Display>::fmt | _RNvXCs_1kNtB2_2SqNtNtCs_4core3fmt7Display3fmt
            <&k::Sq as k::Shape>::twice | _RNvYNtCs_1k2SqNtB4_5Shape5twice
            <k::Sq as k::Conv<&mut str>>::conv | _RNvXCs_1kNtB2_2SqINtB2_4ConvReE4conv
            core::ptr::drop_in_place::<k::sync::Guard<u8>> | _RINvNtCs_4core3ptr13drop_in_placeINtNtCs_1k4sync5GuardmEE
            core::ptr::drop_in_place::<&k::sync::Guard> | _RINvNtCs_4core3ptr13drop_in_placeINtNtCs_1k4sync5GuardmEE
            <[u32]>::len | _RNvMNtCs_4core5sliceSh3len
            <[_; _]>::len | _RNvMNtCs_4core5sliceSh3len
            k::main::{closure#1} | _RNCNvCs_1k4main0
            k::main | _RNCNvCs_1k4main0
            k::ex<[u8; 5], true> | _RINvCs_1k2exAhj4_Kb1_E
            k::ex<extern "C" fn(&u8)> | _RINvCs_1k2exFG_UKCRL0_hEuE
            k::ex<dyn core::ops::Fn<(u32,)>> | _RINvCs_1k2exDINtNtCs_4core3ops2FnTmEEp6OutputmEL_E
            k::ex<*const u8> | _RINvCs_1k2exOhE
            """)
    void negative_doesNotMatch(String pattern, String mangled) {
        assertThat(PathPattern.parse(pattern).matches(Samples.demangled(mangled)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | 0 | expected a name
            k:: | 3 | expected a name
            k:sync | 1 | expected '::' or the end
            k::3 | 3 | expected a name
            ** | 0 | '**' must follow a path
            k::**::x | 7 | '**' must stand at the end
            k::*<..> | 4 | expected '::' or the end
            k::*::<..> | 6 | generic arguments are not possible here
            k::f<u8>::<u8> | 10 | generic arguments are not possible here
            <u8>::<u8>::f | 6 | generic arguments need a name before them
            k::f<u8 | 7 | expected '>'
            k::f<> | 5 | expected a name
            k::f<.., u8> | 7 | expected '>'
            k::f<1u8> | 5 | not a number without a suffix
            k::{closure | 3 | '{' is not closed
            <_>::f | 1 | '_' needs a trait: <_ as Trait>
            <[u8]> | 6 | expected '::' and the name of an item
            <u8 as k::T> | 12 | expected '::' and the name of an item
            <u8 as >::f | 7 | expected a name
            <&'1 u8>::f | 3 | expected the name of a lifetime
            <extern "C>::f | 8 | quote is not closed
            """)
    void negative_syntaxErrorsSayWhere(String text, int offset, String description) {
        PathPatternSyntaxException error =
                catchThrowableOfType(PathPatternSyntaxException.class, () -> PathPattern.parse(text));
        assertThat(error.description()).isEqualTo(description);
        assertThat(error.offset()).isEqualTo(offset);
        assertThat(error.pattern()).isEqualTo(text);
        assertThat(error).hasMessageContaining("at offset " + offset);
    }

    @Test
    void negative_deepPatternIsRefused() {
        assertThatThrownBy(() -> PathPattern.parse("<" + "&".repeat(100_000) + "u8>::f"))
                .isInstanceOf(PathPatternSyntaxException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void positive_displayOfInherentAndTraitMethodsIsPatternForThem() {
        for (Samples.Sample sample : Samples.all()) {
            RustSymbol symbol = Samples.demangled(sample.mangled());
            boolean opaque = symbol.encoding() == RustSymbol.Encoding.LEGACY
                    || sample.display().contains("_>")
                    || sample.display().contains(" is ");
            if (!opaque) {
                assertThat(PathPattern.parse(sample.display()).matches(symbol))
                        .as(sample.display())
                        .isTrue();
            }
        }
    }

    @Test
    void positive_patternsAreEqualByText() {
        PathPattern pattern = PathPattern.parse("k::sync::**");
        assertThat(pattern).isEqualTo(PathPattern.parse("k::sync::**")).hasToString("k::sync::**");
        assertThat(pattern).hasSameHashCodeAs(PathPattern.parse("k::sync::**"));
        assertThat(pattern).isNotEqualTo(PathPattern.parse("k::**"));
        assertThat(pattern.matches(Samples.demangled(LOCK))).isEqualTo(pattern.matches(Samples.demangled(LEGACY_LOCK)));
    }
}
