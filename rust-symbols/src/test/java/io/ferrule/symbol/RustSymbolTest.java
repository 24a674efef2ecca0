package io.ferrule.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RustSymbolTest {

    static List<Samples.Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void positive_realSymbolsAreDisplayedAsByOtherDemanglers(Samples.Sample sample) {
        assertThat(Samples.demangled(sample.mangled()).display()).isEqualTo(sample.display());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            _RNvMs_Cs4Cv8Wi1oAIB_7mycrateNtB4_7Example3foo | <mycrate::Example>::foo
            _RNvXCs15kBYyAo9fc_7mycrateNtB2_7ExampleNtB2_5Trait3foo | <mycrate::Example as mycrate::Trait>::foo
            _RNvYNtCs15kBYyAo9fc_7mycrate7ExampleNtB4_5Trait7exampleB4_ | <mycrate::Example as mycrate::Trait>::example
            _RNCNvCsgStHSCytQ6I_7mycrate4mains_0B3_ | mycrate::main::{closure#1}
            _RINvCsgStHSCytQ6I_7mycrate7examplelKj1_EB2_ | mycrate::example::<i32, 1>
            _RNvNtNtCsgOH4LzxkuMq_7mycrateu8gdel_5qa6escher4bach | mycrate::gödel::escher::bach
            _RINvCs7qp2U7fqm6G_7mycrate7exampleFG0_RL1_hRL0_tEuEB2_ | mycrate::example::<for<'a, 'b> fn(&'a u8, &'b u16)>
            _RINvCs7qp2U7fqm6G_7mycrate7exampleKy12345678_EB2_ | mycrate::example::<305419896>
            _RNvNvMCsd9PVOYlP1UU_7mycrateINtB4_7ExamplepKpE3foo14EXAMPLE_STATIC | <mycrate::Example<_, _>>::foo::EXAMPLE_STATIC
            _RINvCs7qp2U7fqm6G_7mycrate7exampleNtB2_7ExampleBw_EB2_ | mycrate::example::<mycrate::Example, mycrate::Example>
            _RINvMsY_NtCseXNvpPnDBDp_3std4pathNtB6_4Path3neweECs7qp2U7fqm6G_7mycrate | <std::path::Path>::new::<str>
            """)
    void positive_examplesOfTheSpecification(String mangled, String display) {
        assertThat(Samples.demangled(mangled).display()).isEqualTo(display);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            _RINvCs_1k2exKnn80000000000000000000000000000000_E => k::ex::<-0x80000000000000000000000000000000>
            _RINvCs_1k2exKyffffffffffffffff_Kln0_Kj00_Kj_E => k::ex::<18446744073709551615, 0, 0, 0>
            _RINvCs_1k2exKc27_Kc5c_Kca_Kce9_E => k::ex::<'\\'', '\\\\', '\\n', '\\u{e9}'>
            _RINvCs_1k2exKb0_Kb1_KpE => k::ex::<false, true, _>
            _RINvCs_1k2exKRe616222_Ke61_E => k::ex::<"ab\\"", {*"a"}>
            _RINvCs_1k2exKRRe61_KQl3_E => k::ex::<{&"a"}, {&mut 3}>
            _RINvCs_1k2exKAh1_h2_EKTh1_EKTEE => k::ex::<{[1, 2]}, {(1,)}, {()}>
            _RINvCs_1k2exKVNtB2_1AUKVNtB2_1BTh1_EKVNtB2_1CS1xh1_1yb1_EE => k::ex::<{k::A}, {k::B(1)}, {k::C { x: 1, y: true }}>
            _RINvCs_1k2exC4f128WmRm1_m9_WPhuWmORm1_m2_Rm4_m5_EE => k::ex::<f128, u32 is 1..=9, *const u8 is !null, u32 is 1..=2 | 4..=5>
            _RINvCs_1k2exFUKCaEzFK6sysv64EuFK8C_unwindhvEuE => k::ex::<unsafe extern "C" fn(i8) -> !, extern "sysv64" fn(), extern "C-unwind" fn(u8, ...)>
            _RINvCs_1k2exDG_INtB2_1TRL0_hEp1IRL0_ep1JuNtB2_1UEL_E => k::ex::<dyn for<'a> k::T<&'a u8, I = &'a str, J = ()> + k::U>
            _RINvCs_1k2exFG_DG_INtB2_1TRL0_hRL1_hEEL0_EuE => k::ex::<for<'a> fn(dyn for<'b> k::T<&'b u8, &'a u8> + 'a)>
            _RINvCs_1k2exTThEAShj4_OePQlEL_E => k::ex::<((u8,), [[u8]; 4], *mut str, *const &mut i32), '_>
            _RNSNvCs_1k1f6vtable => k::f::{shim:vtable#0}
            _RNZNvCs_1k1fs0_1z => k::f::{Z:z#2}
            _RNcNtCs_1k1S0 => k::S
            """)
    void positive_kindsOfConstantsAndTypes(String mangled, String display) {
        assertThat(RustSymbol.demangle(mangled).map(RustSymbol::display).orElse(null))
                .isEqualTo(display);
    }

    @Test
    void positive_partsOfV0SymbolAreKept() {
        RustSymbol symbol = Samples.demangled("_RINvCs15kBYyAo9fc_7mycrate2exAhj4_ECs_1k.llvm.123");
        RustPath.CrateRoot root = new RustPath.CrateRoot("mycrate", 0xca63f166dbe9294L);

        assertThat(symbol.encoding()).isEqualTo(RustSymbol.Encoding.V0);
        assertThat(symbol.path())
                .isEqualTo(new RustPath.Generic(
                        new RustPath.Nested(root, 'v', "ex", 0),
                        List.of(new RustType.Array(
                                PrimitiveType.U8,
                                new RustConst.IntegerValue(PrimitiveType.USIZE, BigInteger.valueOf(4))))));
        assertThat(symbol.instantiatingCrate()).contains(new RustPath.CrateRoot("k", 1));
        assertThat(symbol.suffix()).isEqualTo(".llvm.123");
        assertThat(symbol.hash()).isEmpty();
        assertThat(symbol.displayWithHashes()).isEqualTo("mycrate[ca63f166dbe9294]::ex::<[u8; 4: usize]>");
        assertThat(symbol).isEqualTo(Samples.demangled(symbol.mangled())).hasToString(symbol.display());
    }

    @Test
    void positive_partsOfLegacySymbolAreKept() {
        RustSymbol symbol = Samples.demangled(
                "_ZN48_$LT$k..Sq$u20$as$u20$k..Conv$LT$$RF$str$GT$$GT$4conv17ha7d814cfdac3860fE.llvm.7");

        assertThat(symbol.encoding()).isEqualTo(RustSymbol.Encoding.LEGACY);
        assertThat(symbol.path()).isEqualTo(new RustPath.Textual(List.of("<k::Sq as k::Conv<&str>>", "conv")));
        assertThat(symbol.hash()).contains("ha7d814cfdac3860f");
        assertThat(symbol.suffix()).isEqualTo(".llvm.7");
        assertThat(symbol.displayWithHashes()).isEqualTo("<k::Sq as k::Conv<&str>>::conv::ha7d814cfdac3860f");
        assertThat(symbol.crateName()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            _RNvMNtCs_1k4syncINtB2_5MutexmE4lock | k | lock
            _RNvMCs6xqZpQ2l3Vz_1kINtB2_5MutexmE4lock | k | lock
            _RNvXCs_1kNtNtCs_5alloc6string6StringNtCs_1t5Shape4area | k | area
            _RNvYNtCs_1k2SqNtCs_1t5Shape4area | t | area
            _RINvNtCs_4core3ptr13drop_in_placemE | core | drop_in_place
            _RNCNvCs_1k4main0 | k | {closure#0}
            _RNcNtCs_1k1S0 | k | S
            _RCs_1k | k | k
            _ZN1k4sync14Mutex$LT$T$GT$4lock17h206343f396945ee7E | k | lock
            _ZN4core3ptr25drop_in_place$LT$k..S$GT$17h206343f396945ee7E | core | drop_in_place
            """)
    void positive_crateAndLastSegment(String mangled, String crate, String last) {
        RustSymbol symbol = Samples.demangled(mangled);
        assertThat(symbol.crateName()).contains(crate);
        assertThat(symbol.lastSegment()).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_RNvC1k1f",
                "RNvC1k1f",
                "__RNvC1k1f",
                "_RNvC1k1f.cold",
                "_RNvC1k1f$tlv$init",
                "_RNvC1k1fC1m",
                "_ZN1k1f17h0123456789abcdefE",
                "ZN1k1f17h0123456789abcdefE",
                "__ZN1k1f17h0123456789abcdefE"
            })
    void positive_prefixesAndSuffixesOfAllPlatforms(String mangled) {
        assertThat(Samples.demangled(mangled).display()).isEqualTo("k::f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_",
                "R",
                "_R",
                "_RN",
                "_ZN",
                "main",
                "Running",
                "_R0NvC1k1f",
                "_RNvC1k1f!",
                "_RNvC1k9f",
                "_RN1C1k1f",
                "_RNvC0_1f",
                "_RINvC1k2exhmL0_E",
                "_RINvC1k2exKb2_E",
                "_RINvC1k2exKcd800_E",
                "_RINvC1k2exKe6_E",
                "_RINvC1k2exKeff_E",
                "_RINvC1k2exKd0_E",
                "_RINvC1k2exDNtB2_1TEE",
                "_RNvC1ku3a_b",
                "_RNvC1k3a.b",
                "_ZN4core3fmtE",
                "_ZN4llvm9StringRef5splitEv",
                "_ZN1k1f17h0123456789abcdeE",
                "_ZN1k1f17h0123456789abcdefEv",
                "_ZN17h0123456789abcdefE",
                "_ZN7k$u0a$f1g17h0123456789abcdefE",
                "_ZN5k$XX$1g17h0123456789abcdefE",
                "\ud800_RNvC1k1f",
                "_RNvC1k1\ud800"
            })
    void negative_whatIsNotUnderstoodIsEmpty(String mangled) {
        assertThat(RustSymbol.demangle(mangled)).isEmpty();
    }
}
