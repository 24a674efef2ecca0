package io.ferrule.loop.argument;

import io.ferrule.loop.walk.Situation;
import java.util.Optional;

/** There is no way round the loop: its header is executed once. */
public record Unrepeated() implements Termination {

    @Override
    public Optional<TripCount> check(Situation situation) {
        return situation.transitions().isEmpty() ? Optional.of(TripCount.of(1)) : Optional.empty();
    }

    @Override
    public String name() {
        return "never repeats";
    }
}
