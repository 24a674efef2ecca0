package io.ferrule.verdict.json;

/** Ends the reading of a text that is no verdict; never leaves this package. */
final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1;

    private final String problem;

    MalformedJsonException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    /** What is wrong with the value at this path, such as {@code $.subjects[0].role}. */
    static MalformedJsonException at(String path, String problem) {
        return new MalformedJsonException(path + ": " + problem);
    }

    String problem() {
        return problem;
    }
}
