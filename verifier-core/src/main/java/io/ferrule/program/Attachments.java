package io.ferrule.program;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Metadata attached to an instruction, a function or a global by kind, all but {@code !dbg}. */
public record Attachments(List<Attachment> list) {

    /** Nothing attached. */
    public static final Attachments NONE = new Attachments(List.of());

    public Attachments {
        list = List.copyOf(list);
    }

    /** What is attached under that kind, such as {@code callees} or {@code range}. */
    public Optional<MetadataOperand> find(String kind) {
        for (Attachment attachment : list) {
            if (attachment.kind().equals(kind)) {
                return Optional.of(attachment.metadata());
            }
        }
        return Optional.empty();
    }

    /** Whether something is attached under that kind. */
    public boolean has(String kind) {
        return find(kind).isPresent();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attachments that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    /**
     * One attachment.
     *
     * @param kind the name without its {@code !}
     */
    public record Attachment(String kind, MetadataOperand metadata) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Attachment that && kind.equals(that.kind) && metadata.equals(that.metadata);
        }

        @Override
        public int hashCode() {
            return 31 * kind.hashCode() + metadata.hashCode();
        }
    }
}
