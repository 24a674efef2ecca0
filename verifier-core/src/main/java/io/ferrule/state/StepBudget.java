package io.ferrule.state;

/** How many instructions may still be looked at: counted, not timed, so that every machine stops at the same one. */
final class StepBudget {

    private long left;

    StepBudget(long most) {
        this.left = most;
    }

    void spend() {
        left--;
    }

    boolean isOver() {
        return left < 0;
    }
}
