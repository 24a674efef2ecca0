package io.ferrule.cli.format;

/** The formats, as {@code --format} names them. */
public enum FormatName {
    /** See {@link HumanFormat}. */
    HUMAN,
    /** See {@link ShortFormat}. */
    SHORT,
    /** See {@link JsonFormat}. */
    JSON;

    /** The format of this name. */
    public VerdictFormat format(Paint paint, RuleCodes codes, boolean verbose) {
        return switch (this) {
            case HUMAN -> new HumanFormat(paint, codes, verbose);
            case SHORT -> new ShortFormat(codes);
            case JSON -> new JsonFormat();
        };
    }
}
