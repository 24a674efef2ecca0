package io.ferrule.llvm;

import io.ferrule.grammar.LightContext;
import io.ferrule.program.Attachments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One instance of each of the attachments of a module. */
final class SharedAttachments {

    private final SpellingMap<Attachments> spelled;
    private final Map<Attachments, Attachments> shared = new HashMap<>();

    SharedAttachments(SourceText text) {
        this.spelled = new SpellingMap<>(text);
    }

    /** What these spell, from the first to the last of them, which must be the same wherever it stands. */
    <C extends LightContext> Attachments known(List<C> contexts, Supplier<Attachments> builder) {
        int from = contexts.get(0).getStart().getStartIndex();
        int to = contexts.get(contexts.size() - 1).getStop().getStopIndex() + 1;
        Attachments known = spelled.find(from, to);
        if (known == null) {
            known = share(builder.get());
            spelled.put(from, to, known);
        }
        return known;
    }

    Attachments share(Attachments attachments) {
        Attachments known = shared.putIfAbsent(attachments, attachments);
        return known == null ? attachments : known;
    }
}
