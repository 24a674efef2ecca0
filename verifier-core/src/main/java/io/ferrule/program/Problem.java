package io.ferrule.program;

/**
 * A place of the input that was not understood, and so may hold anything.
 *
 * @param file as it was named by the caller
 * @param line from 1
 * @param column in bytes, from 1
 * @param subject the symbol of the function or global that it touches, empty where it touches the whole module
 * @param message what is wrong, for a person
 */
public record Problem(String file, int line, int column, String subject, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
