package io.ferrule.verdict.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value. What no verdict holds (true, false, null) is not told apart. */
sealed interface JsonNode {

    /** Deeper than any verdict; what nests deeper is refused before anything recurses over it. */
    int MAX_DEPTH = 16;

    record Text(String value) implements JsonNode {}

    record Numeral(String literal) implements JsonNode {}

    record Array(List<JsonNode> elements) implements JsonNode {}

    record Fields(Map<String, JsonNode> byName) implements JsonNode {}

    record Other(String literal) implements JsonNode {}

    /** Reads a text that is one JSON value and nothing else. */
    static JsonNode parse(String text) throws MalformedJsonException {
        try (JsonReader in = new JsonReader(new StringReader(text))) {
            in.setStrictness(Strictness.STRICT);
            JsonNode node = value(in, 0);
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedJsonException("something follows the verdict");
            }
            return node;
        } catch (IOException | IllegalStateException e) {
            throw new MalformedJsonException(JsonPosition.describe(e));
        }
    }

    private static JsonNode value(JsonReader in, int depth) throws IOException, MalformedJsonException {
        if (depth > MAX_DEPTH) {
            throw MalformedJsonException.at(in.getPath(), "nested too deeply");
        }
        return switch (in.peek()) {
            case STRING -> new Text(in.nextString());
            case NUMBER -> new Numeral(in.nextString());
            case BEGIN_ARRAY -> array(in, depth);
            case BEGIN_OBJECT -> object(in, depth);
            case BOOLEAN -> new Other(String.valueOf(in.nextBoolean()));
            default -> {
                in.nextNull();
                yield new Other("null");
            }
        };
    }

    private static JsonNode array(JsonReader in, int depth) throws IOException, MalformedJsonException {
        List<JsonNode> elements = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            elements.add(value(in, depth + 1));
        }
        in.endArray();
        return new Array(elements);
    }

    private static JsonNode object(JsonReader in, int depth) throws IOException, MalformedJsonException {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (fields.containsKey(name)) {
                throw MalformedJsonException.at(JsonPosition.shorten(in.getPath()), "this key is there twice");
            }
            fields.put(name, value(in, depth + 1));
        }
        in.endObject();
        return new Fields(fields);
    }
}
