package io.ferrule.program;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of metadata: what stands in a metadata node, or where an intrinsic takes an operand of type metadata. */
public sealed interface MetadataOperand extends Value {

    /** {@code !N}: the node of that number. */
    record NodeReference(int number) implements MetadataOperand {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NodeReference that && number == that.number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** {@code !"text"}, or a quoted field; escapes resolved, bytes read as UTF-8. */
    record Text(String text) implements MetadataOperand {}

    /** A typed value inside metadata, such as {@code i32 7} or {@code ptr @f}. */
    record Wrapped(TypedValue value) implements MetadataOperand {}

    /** A bare number in a field, such as {@code line: 7}. */
    record WholeNumber(BigInteger value) implements MetadataOperand {}

    /** One or more bare words in a field, such as {@code DW_LANG_Rust} or {@code A | B}; {@code null} is such a word. */
    record Words(List<String> words) implements MetadataOperand {
        public Words {
            words = List.copyOf(words);
        }
    }

    /** A node written in place, such as {@code !DIExpression(..)}. */
    record Inline(MetadataNode node) implements MetadataOperand {}
}
