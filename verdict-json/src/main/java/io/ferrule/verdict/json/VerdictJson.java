package io.ferrule.verdict.json;

import io.ferrule.verdict.Verdict;

/** Writes verdicts as JSON and reads them back. */
public final class VerdictJson {

    /** The value of the key {@code schema}; a reader refuses every other one. */
    public static final String SCHEMA = "ferrule-verdict/1";

    private VerdictJson() {}

    /**
     * The verdict as one JSON object: a single line without a line end, in ASCII whatever the names in it are. Equal
     * verdicts give equal texts, and {@link #read} gives an equal verdict (but half of a surrogate pair, which is no
     * character, becomes U+FFFD).
     */
    public static String write(Verdict verdict) {
        return VerdictWriter.write(verdict);
    }

    /**
     * Reads what {@link #write} wrote, in any layout and with the keys of each object in any order. Never throws on bad
     * text, however hostile; needs memory in proportion to the text.
     */
    public static VerdictReadResult read(String text) {
        try {
            return new VerdictReadResult.Read(VerdictReader.verdict(JsonFields.root(JsonNode.parse(text))));
        } catch (MalformedJsonException e) {
            return new VerdictReadResult.Malformed(e.problem());
        }
    }
}
