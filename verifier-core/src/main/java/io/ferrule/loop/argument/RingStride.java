package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Semantics;
import io.ferrule.loop.walk.Situation;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Each round moves a phi on in a ring of m places, by a stride that has no divisor in common with m, and compares it with
 * a place of that ring that does not change; the loop is left when they are equal. Multiples 1 to m of such a stride meet
 * every place, so that the m-th round's next value has been everywhere. Where the stride and m have a common power of 2,
 * and it divides the place and the start too, the same holds of their quotients.
 *
 * @param block the block that compares; it is on every way round the loop
 */
public record RingStride(int block) implements Termination {

    @Override
    public boolean needsRounds() {
        return false;
    }

    @Override
    public String name() {
        return "goes round a ring to a place that does not move";
    }

    /** The blocks that may hold such a comparison, if a phi of the loop goes round a ring. */
    public static List<RingStride> candidates(FunctionModel model, Loop loop) {
        boolean ring = model.numericPhis(loop.header()).stream()
                .anyMatch(phi -> Ring.of(model, loop, phi).isPresent());
        return ring
                ? Comparisons.places(model, loop).stream().map(RingStride::new).toList()
                : List.of();
    }

    @Override
    public Optional<TripCount> check(Situation situation) {
        FunctionModel model = situation.model();
        Loop loop = situation.loop();
        if (model.signed()) {
            return Optional.empty();
        }
        for (Compare compare : Comparisons.at(model, loop, block)) {
            for (Phi phi : model.numericPhis(loop.header())) {
                Optional<TripCount> rounds = Ring.of(model, loop, phi)
                        .flatMap(ring -> rounds(situation, compare, phi, ring, compare.left(), compare.right())
                                .or(() -> rounds(situation, compare, phi, ring, compare.right(), compare.left())));
                if (rounds.isPresent()) {
                    return rounds;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<TripCount> rounds(
            Situation situation, Compare compare, Phi phi, Ring ring, Value moving, Value fixed) {
        FunctionModel model = situation.model();
        int width = model.width(phi.type());
        boolean next = moving.equals(ring.next());
        boolean valid = model.width(compare.type()) == width
                && (next || moving.equals(Value.Local.of(phi.header().result())))
                && isFixed(model, situation.loop(), fixed)
                && isMet(situation, phi, ring, fixed)
                && isInside(situation, ring, form(model, fixed, width))
                && (!ring.fromInside()
                        || isInside(
                                situation, ring, Linear.variable(phi.header().result())));
        return valid
                ? Optional.of(TripCount.of(ring.size().add(next ? BigInteger.ZERO : BigInteger.ONE)))
                : Optional.empty();
    }

    private static Linear form(FunctionModel model, Value value, int width) {
        return value instanceof Value.Local local
                ? Linear.variable(local.index())
                : Linear.of(model.read(Semantics.number(value).orElseThrow(), width));
    }

    private static boolean isFixed(FunctionModel model, Loop loop, Value value) {
        return value instanceof Value.Local local
                ? model.isParameter(local.index()) || !loop.contains(model.blockOf(local.index()))
                : Semantics.number(value).isPresent();
    }

    /** Whether the strides come by a place, from wherever the phi starts. */
    private static boolean isMet(Situation situation, Phi phi, Ring ring, Value place) {
        BigInteger common = ring.stride().gcd(ring.size());
        if (common.equals(BigInteger.ONE)) {
            return true;
        }
        TrailingZeros zeros =
                new TrailingZeros(situation.model(), situation.model().width(phi.type()));
        int twos = common.getLowestSetBit();
        return common.bitCount() == 1
                && zeros.of(place) >= twos
                && phi.incoming().stream()
                        .filter(way -> !situation.loop().contains(way.block()))
                        .allMatch(way -> zeros.of(way.value()) >= twos);
    }

    /** Whether a form is below the ring's size whenever the loop is entered. */
    private static boolean isInside(Situation situation, Ring ring, Linear form) {
        Linear room = Linear.of(ring.size().subtract(BigInteger.ONE)).minus(form);
        return situation.entries().stream()
                .allMatch(entry -> situation
                        .oracle()
                        .entails(entry.constraints(), entry.at(room).tightened()));
    }
}
