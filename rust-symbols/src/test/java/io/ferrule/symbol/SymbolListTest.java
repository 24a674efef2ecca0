package io.ferrule.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares with another demangler, on a list of any length which {@code compare-symbols} makes. */
@EnabledIfSystemProperty(named = "ferrule.symbols.file", matches = ".+")
class SymbolListTest {

    @Test
    void positive_demanglesEveryListedSymbolAsTheReferenceDoes() throws IOException {
        List<String> differences = new ArrayList<>();
        long demangled = 0;
        try (Stream<String> lines = Files.lines(Path.of(System.getProperty("ferrule.symbols.file", "")))) {
            for (String line : (Iterable<String>) lines::iterator) {
                String mangled = line.substring(0, line.indexOf('\t'));
                String expected = line.substring(line.indexOf('\t') + 1);
                // A demangler which knows no name for a symbol repeats it.
                String actual =
                        RustSymbol.demangle(mangled).map(RustSymbol::display).orElse(mangled);
                demangled += actual.equals(mangled) ? 0 : 1;
                if (!actual.equals(expected)) {
                    differences.add(mangled + "\t" + expected + "\t" + actual);
                }
            }
        }
        Path report = Path.of("target", "symbol-differences.tsv");
        Files.createDirectories(Path.of("target"));
        Files.write(report, differences);
        assertThat(differences)
                .as("of %d symbols demangled; all differences are in %s", demangled, report)
                .isEmpty();
    }
}
