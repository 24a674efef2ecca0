package io.ferrule.loop;

import java.util.Optional;

/** There is no way round the loop: its header is executed once. */
record Unrepeated() implements Termination {

    @Override
    public Optional<TripCount> check(Situation situation) {
        return situation.transitions().isEmpty() ? Optional.of(TripCount.of(1)) : Optional.empty();
    }

    @Override
    public String name() {
        return "never repeats";
    }
}
