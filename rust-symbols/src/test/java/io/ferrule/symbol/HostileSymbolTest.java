package io.ferrule.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A symbol is input of the party the verifier does not trust. */
class HostileSymbolTest {
    private static final int MUTANTS_OF_EACH = 40;

    @Test
    void positive_mutantsOfRealSymbolsNeverThrow() {
        Random random = new Random(2603);
        PathPattern pattern = PathPattern.parse("<_ as core::fmt::Debug>::**");
        int symbols = 0;
        List<Samples.Sample> samples = Samples.all();
        for (Samples.Sample sample : samples) {
            for (int i = 0; i < MUTANTS_OF_EACH; i++) {
                String other = samples.get(random.nextInt(samples.size())).mangled();
                var symbol = RustSymbol.demangle(mutant(sample.mangled(), other, random));
                if (symbol.isPresent()) {
                    symbols++;
                    assertThat(symbol.get().displayWithHashes()).isNotEmpty();
                    assertThat(symbol.get().lastSegment()).isNotEmpty();
                    symbol.get().crateName();
                    pattern.matches(symbol.get());
                }
            }
        }
        // Enough mutants are still symbols for the walks behind the parser to be tried.
        assertThat(symbols).isGreaterThan(1000);
    }

    private static String mutant(String symbol, String other, Random random) {
        StringBuilder text = new StringBuilder(symbol);
        String letters = "_BCDEFGIKLMNOPQRSTUVWXYabcdehijlmnopsuvxyz0123456789.$";
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = 2 + random.nextInt(text.length() - 2);
            char letter = letters.charAt(random.nextInt(letters.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, letter);
                case 1 -> text.setCharAt(at, letter);
                case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
                case 3 -> text.replace(at, text.length(), other.substring(random.nextInt(other.length())));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 8)));
            }
            if (text.length() < 3) {
                return text.toString();
            }
        }
        return text.toString();
    }

    @Test
    void positive_everyPrefixOfRealSymbolIsHandled() {
        for (Samples.Sample sample : Samples.all().subList(0, 50)) {
            for (int end = 0; end < sample.mangled().length(); end++) {
                RustSymbol.demangle(sample.mangled().substring(0, end)).ifPresent(RustSymbol::displayWithHashes);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "_RINvC1k1f, S, hE",
        "_RINvC1k1f, RL_, hE",
        "_RINvC1k1f, FE, hE",
        "_RINvC1k1f, INtC1k1S, hE",
        "_RINvC1k1fK, R, h1_E",
        "_RINvC1k1fK, A, h1_E",
        "_RINvC1k1fWh, O, uE",
        "_RINvC1k1f, D, E",
        "_R, M, C1k",
        "_R, X, C1k",
        "_R, Y, C1k",
        "_R, I, C1k",
        "_R, Nv, C1k",
        "_R, B, _",
        "_RNvC1k1f, B_, ''"
    })
    void negative_endlessNestingIsRefused(String start, String repeated, String end) {
        assertThat(RustSymbol.demangle(start + repeated.repeat(200_000) + end)).isEmpty();
    }

    @Test
    void positive_nestingWithinTheBoundIsDemangledOnSmallStack() throws InterruptedException {
        String slices = "S".repeat(Budget.MAX_DEPTH - 2);
        boolean[] done = new boolean[1];
        Thread small = new Thread(null, () -> done[0] = survives("_RINvC1k1f" + slices + "hE"), "small", 256 * 1024);
        small.start();
        small.join();
        assertThat(done[0]).isTrue();
    }

    private static boolean survives(String mangled) {
        RustSymbol symbol = Samples.demangled(mangled);
        boolean matches = PathPattern.parse("k::f<_>").matches(symbol);
        return matches && symbol.path().hashCode() != 0 && !symbol.display().isEmpty();
    }

    @Test
    void positive_longLegacySymbolsTakeLinearTime() {
        String hash = "17h0123456789abcdefE";
        assertThat(RustSymbol.demangle("_ZN" + "1a".repeat(500_000) + hash)).isEmpty();
        assertThat(RustSymbol.demangle("_ZN900000" + "a..".repeat(300_000) + "1f" + hash))
                .hasValueSatisfying(symbol ->
                        assertThat(PathPattern.parse("a::**").matches(symbol)).isFalse());
        assertThat(RustSymbol.demangle("_ZN1500000" + "a".repeat(1_500_000) + hash))
                .isEmpty();
    }

    @Test
    void negative_backReferencesCannotDoubleWithoutEnd() {
        // Each tuple holds the one before it twice; tuple n starts where the text so far ends.
        StringBuilder text = new StringBuilder("INvC1k1f");
        int previous = text.length();
        text.append("ThhE");
        for (int i = 0; i < 60; i++) {
            int start = text.length();
            String reference = "B" + base62(previous);
            text.append('T').append(reference).append(reference).append('E');
            previous = start;
        }
        assertThat(RustSymbol.demangle("_R" + text + "E")).isEmpty();
    }

    @Test
    void negative_backReferencesCannotMultiplyLongNames() {
        String name = "a".repeat(50_000);
        String text = "INvC1k50000" + name + "NtC1k50000" + name + "B" + base62(("INvC1k50000" + name).length());
        assertThat(RustSymbol.demangle("_R" + text + "E")).isPresent();
        String reference = text.substring(text.lastIndexOf('B'));
        assertThat(RustSymbol.demangle("_R" + text + reference.repeat(100) + "E"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_RNvB_1f", // refers to itself
                "_RNvB1_1f", // to the reference
                "_RNvB9_1f", // forward
                "_RNvBZZZZZZZZZZZZ_1f",
                "_RNvCsZZZZZZZZZZZZ_1k1f", // passes 64 bits
                "_RNvCslYGhA16ahyf_1k1f", // 2^64 - 1, which can not be incremented
                "_RNvC99999999999999999999k1f",
                "_RNvC1k4294967297f",
                "_RINvC1k1fFGZZZZ_EuE", // binds millions of lifetimes
                "_RINvC1k1fFG_RL1_hEuE", // a lifetime nothing binds
                "_RINvC1k1fFGZZZZZZZZZZ_RLZZZZZZZZZ_hEuE",
                "_RINvC1k1fKo1ffffffffffffffffffffffffffffffff_E",
                "_RNvC1ku9999999999",
                "_RNvC1ku8_99999999",
                "_RNvC1ku2_a",
                "_RNvC1ku4A_9Z",
                "_RNvC1ku1_"
            })
    void negative_numbersOutOfBoundsAreRefused(String mangled) {
        assertThat(RustSymbol.demangle(mangled)).isEmpty();
    }

    @Test
    void negative_namesCannotDisguiseOutput() {
        assertThat(RustSymbol.demangle("_RNvC1k3a\nb")).isEmpty();
        assertThat(RustSymbol.demangle("_RNvC1k4\u202eb")).isEmpty();
        assertThat(RustSymbol.demangle("_RNvC1k2fö")).isEmpty();
        assertThat(RustSymbol.demangle("_RNvC1k5föø")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"f_5gaa, føø", "__ylb7e, α_ω", "n84amf, 铁锈", "fq9h, 🤦", "2xaedc, ρυστ"})
    void positive_punycodeExamplesOfTheSpecification(String encoded, String name) {
        assertThat(Samples.demangled("_RNvC1ku" + encoded.length() + "_" + encoded)
                        .lastSegment())
                .isEqualTo(name);
    }

    private static String base62(int number) {
        if (number == 0) {
            return "_";
        }
        String digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        StringBuilder text = new StringBuilder();
        for (int rest = number - 1; rest > 0 || text.length() == 0; rest /= 62) {
            text.insert(0, digits.charAt(rest % 62));
        }
        return text.append('_').toString();
    }
}
