package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser.AttachmentContext;
import io.ferrule.program.Attachments;
import io.ferrule.program.Attachments.Attachment;
import io.ferrule.program.Header;
import io.ferrule.program.MetadataOperand;
import io.ferrule.program.MetadataOperand.NodeReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds attached metadata, with {@code !dbg} set apart; equal attachments share one instance. */
final class AttachmentBuilder {

    private final MetadataBuilder metadata;
    private final Map<Attachments, Attachments> shared = new HashMap<>();

    AttachmentBuilder(MetadataBuilder metadata) {
        this.metadata = metadata;
    }

    /** The attachments of a thing, in two parts. */
    record Attached(int location, Attachments others) {}

    Attached attached(List<AttachmentContext> contexts) {
        int location = Header.NO_LOCATION;
        List<Attachment> others = new ArrayList<>();
        for (AttachmentContext context : contexts) {
            String kind = Spelling.name(context.kind);
            MetadataOperand operand = metadata.attached(context.content);
            if (kind.equals("dbg") && operand instanceof NodeReference reference) {
                location = reference.number();
            } else {
                others.add(new Attachment(kind, operand));
            }
        }
        Attachments attachments = new Attachments(others);
        return new Attached(location, others.isEmpty() ? Attachments.NONE : share(attachments));
    }

    /** All attachments, {@code !dbg} among them, which a global may have several of. */
    Attachments all(List<AttachmentContext> contexts) {
        return contexts.isEmpty()
                ? Attachments.NONE
                : share(new Attachments(contexts.stream()
                        .map(context -> new Attachment(Spelling.name(context.kind), metadata.attached(context.content)))
                        .toList()));
    }

    private Attachments share(Attachments attachments) {
        Attachments known = shared.putIfAbsent(attachments, attachments);
        return known == null ? attachments : known;
    }
}
