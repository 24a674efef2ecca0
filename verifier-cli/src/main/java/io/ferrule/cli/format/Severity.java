package io.ferrule.cli.format;

/** How bad a diagnostic is. */
public enum Severity {
    /** Something is wrong: a refutation, an input that cannot be read, a wrong policy. */
    ERROR("error"),
    /** Something could not be proved. */
    UNPROVED("unproved");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    /** The word that stands before the message. */
    String text() {
        return text;
    }

    String paint(Paint paint, String text) {
        return this == ERROR ? paint.error(text) : paint.unproved(text);
    }
}
