package io.ferrule.verdict.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, asked for by name and type. What nobody asked for is a problem in {@link #finish}. */
final class JsonFields {

    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,9}");

    private static final Pattern AMOUNT = Pattern.compile("0|[1-9][0-9]{0,15}");
    private static final long LARGEST_AMOUNT = (1L << 53) - 1;

    private final String path;
    private final Map<String, JsonNode> byName;
    private final Set<String> asked = new HashSet<>();

    private JsonFields(String path, Map<String, JsonNode> byName) {
        this.path = path;
        this.byName = byName;
    }

    /** Makes a value of the fields of an object. */
    interface Decoder<T> {
        T decode(JsonFields fields) throws MalformedJsonException;
    }

    static JsonFields root(JsonNode node) throws MalformedJsonException {
        return of("$", node);
    }

    private static JsonFields of(String path, JsonNode node) throws MalformedJsonException {
        if (node instanceof JsonNode.Fields fields) {
            return new JsonFields(path, fields.byName());
        }
        throw MalformedJsonException.at(path, "an object is wanted");
    }

    String text(String name) throws MalformedJsonException {
        return text(pathOf(name), required(name));
    }

    Optional<String> optionalText(String name) throws MalformedJsonException {
        JsonNode node = ask(name);
        return node == null ? Optional.empty() : Optional.of(text(pathOf(name), node));
    }

    /** A whole number from 0 to the largest {@code int}. */
    int count(String name) throws MalformedJsonException {
        if (required(name) instanceof JsonNode.Numeral number
                && COUNT.matcher(number.literal()).matches()
                && Long.parseLong(number.literal()) <= Integer.MAX_VALUE) {
            return Integer.parseInt(number.literal());
        }
        throw problem(name, "a whole number from 0 to " + Integer.MAX_VALUE + " is wanted");
    }

    /** A whole number from 0 to the largest below which every one has a {@code double}. */
    long amount(String name) throws MalformedJsonException {
        if (required(name) instanceof JsonNode.Numeral number
                && AMOUNT.matcher(number.literal()).matches()
                && Long.parseLong(number.literal()) <= LARGEST_AMOUNT) {
            return Long.parseLong(number.literal());
        }
        throw problem(name, "a whole number from 0 to " + LARGEST_AMOUNT + " is wanted");
    }

    List<String> texts(String name) throws MalformedJsonException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            texts.add(text(pathOf(name, texts.size()), element));
        }
        return texts;
    }

    <T> List<T> list(String name, Decoder<T> decoder) throws MalformedJsonException {
        List<T> list = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            list.add(decode(pathOf(name, list.size()), element, decoder));
        }
        return list;
    }

    <T> T object(String name, Decoder<T> decoder) throws MalformedJsonException {
        return decode(pathOf(name), required(name), decoder);
    }

    <T> Optional<T> optional(String name, Decoder<T> decoder) throws MalformedJsonException {
        JsonNode node = ask(name);
        return node == null ? Optional.empty() : Optional.of(decode(pathOf(name), node, decoder));
    }

    MalformedJsonException problem(String name, String problem) {
        return MalformedJsonException.at(pathOf(name), problem);
    }

    private void finish() throws MalformedJsonException {
        for (String name : byName.keySet()) {
            if (!asked.contains(name)) {
                throw problem(JsonPosition.shorten(name), "no such key is known");
            }
        }
    }

    static <T> T decode(JsonFields fields, Decoder<T> decoder) throws MalformedJsonException {
        T decoded = decoder.decode(fields);
        fields.finish();
        return decoded;
    }

    private static <T> T decode(String path, JsonNode node, Decoder<T> decoder) throws MalformedJsonException {
        return decode(of(path, node), decoder);
    }

    private List<JsonNode> elements(String name) throws MalformedJsonException {
        if (required(name) instanceof JsonNode.Array array) {
            return array.elements();
        }
        throw problem(name, "an array is wanted");
    }

    private static String text(String path, JsonNode node) throws MalformedJsonException {
        if (node instanceof JsonNode.Text text) {
            return text.value();
        }
        throw MalformedJsonException.at(path, "a string is wanted");
    }

    private JsonNode required(String name) throws MalformedJsonException {
        JsonNode node = ask(name);
        if (node == null) {
            throw problem(name, "this key is missing");
        }
        return node;
    }

    private @Nullable JsonNode ask(String name) {
        asked.add(name);
        return byName.get(name);
    }

    private String pathOf(String name) {
        return path + "." + name;
    }

    private String pathOf(String name, int index) {
        return pathOf(name) + "[" + index + "]";
    }
}
