package io.ferrule.elf;

/** Says where a file is not what it should be; never leaves this package. */
final class MalformedObjectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long offset;
    private final String reason;

    MalformedObjectException(long offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
        this.reason = message;
    }

    /** What is wrong. */
    String reason() {
        return reason;
    }

    /** In bytes from the start of the file. */
    long offset() {
        return offset;
    }
}
