package io.ferrule.program;

import java.util.List;
import java.util.Optional;

/** Attributes in the order of the text, with attribute groups ({@code #N}) already replaced by what they hold. */
public record AttributeSet(List<Attribute> attributes) {

    /** No attribute. */
    public static final AttributeSet NONE = new AttributeSet(List.of());

    public AttributeSet {
        attributes = List.copyOf(attributes);
    }

    /** The first attribute of that name. */
    public Optional<Attribute> find(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    /** Whether an attribute of that name is there. */
    public boolean has(String name) {
        return find(name).isPresent();
    }
}
