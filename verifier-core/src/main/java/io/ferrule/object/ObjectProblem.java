package io.ferrule.object;

/**
 * A place in an object file that was not understood.
 *
 * @param file the file, with the name of the member where it is an archive
 * @param offset in bytes from the start of the file
 * @param message what is wrong, one line without a full stop
 */
public record ObjectProblem(String file, long offset, String message) {

    @Override
    public String toString() {
        return file + ": at byte 0x" + Long.toHexString(offset) + ": " + message;
    }
}
