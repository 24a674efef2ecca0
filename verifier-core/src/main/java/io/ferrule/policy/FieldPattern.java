package io.ferrule.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A class of locks: a field of a type, or a field of a field, such as {@code path:driver::Device.tree}.
 *
 * @param type the outermost type, or {@code TYPE::VARIANT} of an enum
 * @param fields its field, the field of that, and so on; by name, or by number as MIR has them
 */
public record FieldPattern(TypePattern type, List<String> fields) {

    public FieldPattern {
        fields = List.copyOf(fields);
        if (fields.isEmpty() || fields.stream().anyMatch(field -> !field.matches("[A-Za-z0-9_]+"))) {
            throw new IllegalArgumentException("write path:CRATE::MODULE::TYPE.FIELD");
        }
    }

    /**
     * Reads {@code path:a::Type.field}.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static FieldPattern parse(String text) {
        List<String> parts = new ArrayList<>(Arrays.asList(text.split("\\.", -1)));
        TypePattern type = TypePattern.parse(parts.remove(0));
        return new FieldPattern(type, parts);
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        return type.text() + "." + String.join(".", fields);
    }
}
