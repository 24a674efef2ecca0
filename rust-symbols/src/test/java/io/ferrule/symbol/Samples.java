package io.ferrule.symbol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Real symbols of std, of crates and of small programs, with what other demanglers make of them. */
final class Samples {
    private Samples() {}

    record Sample(String mangled, String display) {}

    static List<Sample> all() {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("symbols.tsv"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(line ->
                            new Sample(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RustSymbol demangled(String mangled) {
        return RustSymbol.demangle(mangled).orElseThrow(() -> new AssertionError("no symbol: " + mangled));
    }
}
