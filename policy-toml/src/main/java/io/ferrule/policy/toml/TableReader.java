package io.ferrule.policy.toml;

import io.ferrule.policy.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One TOML table. Every key that is asked for is known; {@link #finish} reports the others. A value of the wrong type is
 * reported where it is asked for, and is then absent.
 */
final class TableReader {
    private final TomlTable table;
    private final String name;
    private final Place place;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    TableReader(TomlTable table, String name, Place place, Problems problems) {
        this.table = table;
        this.name = name;
        this.place = place;
        this.problems = problems;
    }

    Place place() {
        return place;
    }

    Problems problems() {
        return problems;
    }

    boolean has(String key) {
        return table.get(List.of(key)) != null;
    }

    boolean emptyArray(String key) {
        return table.get(List.of(key)) instanceof TomlArray array && array.isEmpty();
    }

    /** Where the key is written, or the table if it is not. */
    Place placeOf(String key) {
        return place(table.inputPositionOf(List.of(key)));
    }

    void missing(String key, String hint) {
        problems.add(place, name + " needs '" + key + "'", hint);
    }

    Optional<String> string(String key) {
        return value(key, String.class, "a string");
    }

    /** A string that is not blank. */
    Optional<String> text(String key) {
        Optional<String> text = string(key);
        text.filter(String::isBlank).ifPresent(t -> problems.add(placeOf(key), "'" + key + "' is empty"));
        return text.filter(t -> !t.isBlank());
    }

    boolean flag(String key) {
        return value(key, Boolean.class, "true or false").orElse(false);
    }

    OptionalLong number(String key, long least, long most) {
        Optional<Long> number = value(key, Long.class, "a whole number");
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        long value = number.get();
        if (value < least || value > most) {
            String range = most == Long.MAX_VALUE ? "at least " + least : least + " to " + most;
            problems.add(placeOf(key), "'" + key + "' is " + value + ", must be " + range);
            return OptionalLong.empty();
        }
        return OptionalLong.of(value);
    }

    /** A string that names something; an unknown name is a problem that lists the nearest. */
    <T> Optional<T> named(String key, String what, Function<String, Optional<T>> lookup, Collection<String> names) {
        Optional<String> text = string(key);
        Optional<T> found = text.flatMap(lookup);
        if (text.isPresent() && found.isEmpty()) {
            problems.unknown(placeOf(key), what, text.get(), names);
        }
        return found;
    }

    /** {@code [key]}, or an inline table. */
    Optional<TableReader> table(String key) {
        return value(key, TomlTable.class, "a table")
                .map(t -> new TableReader(t, "[" + key + "]", placeOf(key), problems));
    }

    /** {@code [[key]]}, or an array of inline tables. */
    List<TableReader> tables(String key) {
        return elements(key, "[[" + key + "]]", array(key, "one or more tables, each written [[" + key + "]]"));
    }

    /** An inline table, or an array of them. */
    List<TableReader> oneOrMore(String key) {
        if (table.get(List.of(key)) instanceof TomlTable one) {
            known.add(key);
            return List.of(new TableReader(one, "'" + key + "'", placeOf(key), problems));
        }
        return elements(key, "'" + key + "'", array(key, "a table { .. } or an array of tables"));
    }

    /** An array of strings with no string twice. */
    List<Placed> strings(String key) {
        Optional<TomlArray> array = array(key, "an array of strings");
        List<Placed> strings = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; array.isPresent() && i < array.get().size(); i++) {
            Place where = place(array.get().inputPositionOf(i));
            if (!(array.get().get(i) instanceof String text)) {
                problems.add(where, "'" + key + "' must hold strings only");
            } else if (!seen.add(text)) {
                problems.add(where, "'" + text + "' is in '" + key + "' twice");
            } else {
                strings.add(new Placed(text, where));
            }
        }
        return strings;
    }

    /** A string, or an array of at least one. */
    List<Placed> stringOrStrings(String key) {
        known.add(key);
        if (table.get(List.of(key)) instanceof TomlArray array) {
            if (array.isEmpty()) {
                problems.add(placeOf(key), "'" + key + "' is empty");
            }
            return strings(key);
        }
        return string(key).map(s -> List.of(new Placed(s, placeOf(key)))).orElse(List.of());
    }

    /** Reports every key that nobody asked for. */
    void finish() {
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                problems.unknown(placeOf(key), "key in " + name, key, known);
            }
        }
    }

    /**
     * A string and where it is written.
     *
     * @param text the string
     * @param place its place
     */
    record Placed(String text, Place place) {}

    private Optional<TomlArray> array(String key, String expected) {
        return value(key, TomlArray.class, expected);
    }

    private List<TableReader> elements(String key, String elementName, Optional<TomlArray> array) {
        List<TableReader> tables = new ArrayList<>();
        for (int i = 0; array.isPresent() && i < array.get().size(); i++) {
            Place where = place(array.get().inputPositionOf(i));
            if (array.get().get(i) instanceof TomlTable element) {
                tables.add(new TableReader(element, elementName, where, problems));
            } else {
                problems.add(where, "'" + key + "' must hold tables only");
            }
        }
        return tables;
    }

    private <T> Optional<T> value(String key, Class<T> type, String expected) {
        known.add(key);
        Object value = table.get(List.of(key));
        if (value != null && !type.isInstance(value)) {
            problems.add(placeOf(key), "'" + key + "' must be " + expected);
        }
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private Place place(@Nullable TomlPosition position) {
        return position == null ? place : problems.at(position.line(), position.column());
    }
}
