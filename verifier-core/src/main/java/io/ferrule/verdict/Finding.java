package io.ferrule.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why an obligation was refuted, or why it could not be proved.
 *
 * @param rule the name under which it is reported, such as {@code blocking-in-atomic}
 * @param message one sentence for a person
 * @param span the place to look at first: in the extension's own source where the path touches it
 * @param label a few words that stand under the source line
 * @param witness the path from the entry point to the place, in the order in which it is executed; may be empty
 * @param notes further facts, each a sentence
 * @param help what to do about it
 * @param fingerprint stays the same when lines move: made of names, not of line numbers
 */
public record Finding(
        String rule,
        String message,
        Optional<SourceSpan> span,
        String label,
        List<WitnessStep> witness,
        List<String> notes,
        Optional<String> help,
        String fingerprint) {
    public Finding {
        witness = List.copyOf(witness);
        notes = List.copyOf(notes);
    }

    /** The same with one more note. */
    public Finding withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Finding(rule, message, span, label, witness, more, help, fingerprint);
    }
}
