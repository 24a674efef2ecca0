package io.ferrule.cli;

import io.ferrule.verdict.Verdict;

/** What the process ends with. With {@link #FAILED} there is no verdict; with every other code there is one. */
enum ExitCode {
    // From the best to the worst.
    ACCEPTED(0),
    INCONCLUSIVE(3),
    REJECTED(1),
    FAILED(2);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(Verdict verdict) {
        if (verdict instanceof Verdict.Accepted) {
            return ACCEPTED;
        }
        return verdict instanceof Verdict.Rejected ? REJECTED : INCONCLUSIVE;
    }

    ExitCode worse(ExitCode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
