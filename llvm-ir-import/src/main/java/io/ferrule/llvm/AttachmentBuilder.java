package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser.AttachmentContext;
import io.ferrule.program.Attachments;
import io.ferrule.program.Attachments.Attachment;
import io.ferrule.program.Header;
import java.util.ArrayList;
import java.util.List;

/** Builds attached metadata, with {@code !dbg} set apart; equal attachments share one instance. */
final class AttachmentBuilder {

    private final ModuleScope module;
    private final MetadataBuilder metadata;

    AttachmentBuilder(ModuleScope module, MetadataBuilder metadata) {
        this.module = module;
        this.metadata = metadata;
    }

    /** The attachments of a thing, in two parts. */
    record Attached(int location, Attachments others) {

        static final Attached NOTHING = new Attached(Header.NO_LOCATION, Attachments.NONE);
    }

    Attached attached(List<AttachmentContext> contexts) {
        int location = Header.NO_LOCATION;
        boolean references = true; // what stands in place may speak of locals, which differ between functions
        List<AttachmentContext> others = List.of();
        for (AttachmentContext context : contexts) {
            if (isLocation(context)) {
                location = MetadataBuilder.nodeNumber(context.content.reference);
            } else {
                others = others.isEmpty() ? new ArrayList<>() : others;
                others.add(context);
                references &= context.content.reference != null;
            }
        }
        if (others.isEmpty()) {
            return location == Header.NO_LOCATION ? Attached.NOTHING : new Attached(location, Attachments.NONE);
        }
        List<AttachmentContext> all = others;
        return new Attached(
                location,
                references
                        ? module.attachments().known(all, () -> attachments(all))
                        : module.attachments().share(attachments(all)));
    }

    private boolean isLocation(AttachmentContext context) {
        return context.content.reference != null
                && module.names().name(context.kind).equals("dbg");
    }

    /** All attachments, {@code !dbg} among them, which a global may have several of. */
    Attachments all(List<AttachmentContext> contexts) {
        return contexts.isEmpty() ? Attachments.NONE : module.attachments().share(attachments(contexts));
    }

    private Attachments attachments(List<AttachmentContext> contexts) {
        List<Attachment> all = new ArrayList<>();
        for (AttachmentContext context : contexts) {
            all.add(new Attachment(module.names().name(context.kind), metadata.attached(context.content)));
        }
        return new Attachments(all);
    }
}
