package io.ferrule.policy.toml;

import io.ferrule.policy.Place;
import java.util.List;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/** From text to TOML tables, within limits. The parser itself refuses more than 128 levels of nesting. */
final class TomlText {
    /** Above the largest policy that a person keeps in one file; a hostile text of this size takes seconds at most. */
    static final int MAX_CHARACTERS = 256 * 1024;

    private static final int MAX_SYNTAX_ERRORS = 20;

    private TomlText() {}

    /** The root table; empty after syntax errors, which are then among the problems. */
    static Optional<TableReader> parse(String text, Problems problems) {
        if (text.length() > MAX_CHARACTERS) {
            problems.add(
                    problems.at(1, 1),
                    "the text has " + text.length() + " characters, more than " + MAX_CHARACTERS,
                    "let one pattern with '*' or '<..>' stand for many contracts");
            return Optional.empty();
        }
        TomlParseResult result = Toml.parse(text, TomlVersion.V1_0_0);
        List<TomlParseError> errors = result.errors();
        for (TomlParseError error : errors.subList(0, Math.min(MAX_SYNTAX_ERRORS, errors.size()))) {
            Place place = problems.at(error.position().line(), error.position().column());
            problems.add(place, "not TOML: " + message(error));
        }
        return errors.isEmpty()
                ? Optional.of(new TableReader(result, "the policy", problems.at(1, 1), problems))
                : Optional.empty();
    }

    private static String message(TomlParseError error) {
        String message = error.getMessage();
        return message == null ? "syntax error" : message.replaceAll("\\s+", " ");
    }
}
