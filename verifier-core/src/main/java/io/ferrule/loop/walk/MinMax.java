package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.program.CallInstruction;
import java.math.BigInteger;
import java.util.Optional;

/** The intrinsics that compute numbers: minimum, maximum, saturating sums, counts of bits. */
public final class MinMax {

    private final Walk walk;
    private final Semantics semantics;

    MinMax(Walk walk, Semantics semantics) {
        this.walk = walk;
        this.semantics = semantics;
    }

    /** The result of a call of one of them; empty for any other call. */
    Optional<Linear> value(int local, CallInstruction call, int width) {
        return switch (Intrinsics.operation(call).orElse("")) {
            case "umin" -> order(local, call, width, true, false);
            case "umax" -> order(local, call, width, false, false);
            case "smin" -> order(local, call, width, true, true);
            case "smax" -> order(local, call, width, false, true);
            case "usub.sat" -> difference(local, call, width);
            case "uadd.sat" -> sum(local, call, width);
            case "ctlz", "cttz", "ctpop" ->
                Optional.of(walk.atom(
                        local,
                        width,
                        width > 3
                                ? Optional.of(new Interval(BigInteger.ZERO, BigInteger.valueOf(width)))
                                : Optional.empty()));
            default -> Optional.empty();
        };
    }

    private Linear argument(CallInstruction call, int index, int width) {
        return walk.value(call.call().arguments().get(index).value(), width);
    }

    /** Whether both numbers are the same, read as signed and as unsigned. */
    private boolean unambiguous(Linear a, Linear b, int width) {
        if (walk.model().signed()) {
            return walk.entails(a) && walk.entails(b);
        }
        Linear largest = Linear.of(Interval.ofWidth(width, true).maximum());
        return walk.entails(largest.minus(a)) && walk.entails(largest.minus(b));
    }

    private Optional<Linear> order(int local, CallInstruction call, int width, boolean least, boolean signed) {
        Linear a = argument(call, 0, width);
        Linear b = argument(call, 1, width);
        if (signed != walk.model().signed() && !unambiguous(a, b, width)) {
            return Optional.of(semantics.any(local, width));
        }
        Linear below = least ? b.minus(a) : a.minus(b);
        if (walk.entails(below)) {
            return Optional.of(a);
        }
        if (walk.entails(below.negate())) {
            return Optional.of(b);
        }
        if (walk.mayFork(walk.model().blockOf(local))) {
            boolean first = walk.choose(2) == 0;
            walk.require(first ? below : below.negate().plus(-1));
            walk.prune();
            return Optional.of(first ? a : b);
        }
        Linear result = semantics.any(local, width);
        walk.require(least ? a.minus(result) : result.minus(a));
        walk.require(least ? b.minus(result) : result.minus(b));
        if (least) {
            for (int floor = 0; floor <= 1; floor++) {
                if (walk.entails(a.plus(-floor)) && walk.entails(b.plus(-floor))) {
                    walk.require(result.plus(-floor));
                }
            }
        } else if (walk.entails(a) && walk.entails(b)) {
            walk.require(a.plus(b).minus(result));
        }
        return Optional.of(result);
    }

    private Optional<Linear> difference(int local, CallInstruction call, int width) {
        Linear a = argument(call, 0, width);
        Linear b = argument(call, 1, width);
        if (walk.model().signed() && !unambiguous(a, b, width)) {
            return Optional.of(semantics.any(local, width));
        }
        Linear exact = a.minus(b);
        if (walk.entails(exact)) {
            return Optional.of(exact);
        }
        if (walk.mayFork(walk.model().blockOf(local))) {
            boolean first = walk.choose(2) == 0;
            walk.require(first ? exact : exact.negate().plus(-1));
            walk.prune();
            return Optional.of(first ? exact : Linear.ZERO);
        }
        Linear result = semantics.any(local, width);
        walk.require(result.minus(exact));
        walk.require(a.minus(result));
        return Optional.of(result);
    }

    private Optional<Linear> sum(int local, CallInstruction call, int width) {
        Linear exact = argument(call, 0, width).plus(argument(call, 1, width));
        if (walk.model().signed()) {
            return Optional.of(semantics.any(local, width));
        }
        Linear largest = Linear.of(walk.model().interval(width).maximum());
        if (walk.entails(largest.minus(exact))) {
            return Optional.of(exact);
        }
        if (walk.mayFork(walk.model().blockOf(local))) {
            boolean first = walk.choose(2) == 0;
            walk.require(first ? largest.minus(exact) : exact.minus(largest).plus(-1));
            walk.prune();
            return Optional.of(first ? exact : largest);
        }
        Linear result = semantics.any(local, width);
        walk.require(exact.minus(result));
        return Optional.of(result);
    }
}
