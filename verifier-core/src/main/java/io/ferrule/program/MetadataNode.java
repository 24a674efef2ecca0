package io.ferrule.program;

import java.util.List;
import java.util.Optional;

/** A node of metadata. */
public sealed interface MetadataNode {

    /** Whether the node is {@code distinct}: not merged with another of the same contents. */
    boolean distinct();

    /** {@code !{..}}. */
    record Tuple(boolean distinct, List<MetadataOperand> operands) implements MetadataNode {
        public Tuple {
            operands = List.copyOf(operands);
        }
    }

    /** {@code !Kind(field: value, ..)}, such as a {@code DILocation}. */
    record Specialised(boolean distinct, String kind, List<Field> fields) implements MetadataNode {
        public Specialised {
            fields = List.copyOf(fields);
        }

        /** The value of the first field of that name. */
        public Optional<MetadataOperand> field(String name) {
            for (Field field : fields) {
                if (field.name().equals(name)) {
                    return Optional.of(field.value());
                }
            }
            return Optional.empty();
        }
    }

    /**
     * A field of a specialised node.
     *
     * @param name empty where the field is only a value, as in {@code DIExpression}
     */
    record Field(String name, MetadataOperand value) {}
}
