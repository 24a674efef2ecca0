package io.ferrule.cli;

import io.ferrule.analysis.InlinedCode;
import io.ferrule.cli.format.Diagnostic;
import io.ferrule.cli.format.Printable;
import io.ferrule.graph.Aliases;
import io.ferrule.policy.NearestName;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import io.ferrule.symbol.PathPattern;
import io.ferrule.symbol.PathPatternSyntaxException;
import io.ferrule.symbol.RustSymbol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the function that a person means: by its symbol or an alias of it, else by a pattern of Rust paths, else by the last
 * segment of its path, else by a part of its path. Functions that only live on inlined in others are found too.
 */
final class FunctionFinder {

    private static final int SHOWN = 20;

    private final Program program;
    private final Aliases aliases;
    private final Set<String> symbols = new LinkedHashSet<>();

    FunctionFinder(Program program, InlinedCode inlined) {
        this.program = program;
        this.aliases = new Aliases(program);
        symbols.addAll(program.callableSymbols());
        inlined.functions().stream().filter(name -> !name.isEmpty()).forEach(symbols::add);
    }

    /** The symbols of the functions that may be meant, aliases followed; none, one or several. */
    List<String> find(String text) {
        String wanted =
                text.startsWith("sym:") || text.startsWith("path:") ? text.substring(text.indexOf(':') + 1) : text;
        if (symbols.contains(wanted)) {
            return List.of(aliases.resolve(wanted).orElse(wanted));
        }
        List<Predicate<String>> ways = new ArrayList<>();
        pattern(wanted)
                .ifPresent(pattern -> ways.add(symbol ->
                        RustSymbol.demangle(symbol).filter(pattern::matches).isPresent()));
        ways.add(symbol -> lastSegment(symbol).equals(wanted));
        ways.add(symbol -> Names.display(symbol).contains(wanted));
        for (Predicate<String> way : ways) {
            List<String> found = symbols.stream()
                    .filter(way)
                    .map(symbol -> aliases.resolve(symbol).orElse(symbol))
                    .distinct()
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Says that none is meant, and which may have been. */
    CommandFailure nothing(String text) {
        List<String> names = symbols.stream()
                .flatMap(symbol -> List.of(lastSegment(symbol), Names.display(symbol)).stream())
                .distinct()
                .toList();
        String nearest = NearestName.of(text, names)
                .map(name -> "did you mean `" + name + "`?")
                .orElse("FUNCTION is a symbol, a Rust path such as `kapi::sync::Mutex::lock`, or the last part of one");
        return new CommandFailure(program.origin() + ": no function is named `" + text + "`", nearest);
    }

    /** Says that several are meant. */
    CommandFailure several(String text, List<String> found) {
        List<String> notes = new ArrayList<>();
        found.stream()
                .limit(SHOWN)
                .map(symbol -> Printable.of(Names.display(symbol)) + "  " + Printable.of(symbol))
                .forEach(notes::add);
        if (found.size() > SHOWN) {
            notes.add(found.size() - SHOWN + " more");
        }
        return new CommandFailure(List.of(Diagnostic.error(
                program.origin() + ": `" + text + "` names " + found.size() + " functions",
                notes,
                "name one by its whole path or by its symbol")));
    }

    private static Optional<PathPattern> pattern(String text) {
        try {
            return Optional.of(PathPattern.parse(text));
        } catch (PathPatternSyntaxException e) {
            return Optional.empty(); // a part of a path is no pattern
        }
    }

    private static String lastSegment(String symbol) {
        return RustSymbol.demangle(symbol).map(RustSymbol::lastSegment).orElse(symbol);
    }
}
