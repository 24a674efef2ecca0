package io.ferrule.cli.format;

/**
 * Colours text for a terminal, or leaves it as it is.
 *
 * @param on whether to colour
 */
public record Paint(boolean on) {

    /** Leaves everything as it is. */
    public static final Paint NONE = new Paint(false);

    String strong(String text) {
        return paint("1", text);
    }

    String error(String text) {
        return paint("1;31", text);
    }

    String unproved(String text) {
        return paint("1;33", text);
    }

    String proved(String text) {
        return paint("1;32", text);
    }

    String frame(String text) {
        return paint("1;34", text);
    }

    private String paint(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
