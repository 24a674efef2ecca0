package io.ferrule.loop.walk;

import io.ferrule.program.Attachments;
import io.ferrule.program.Attribute;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.MetadataNode.Tuple;
import io.ferrule.program.MetadataOperand.NodeReference;
import io.ferrule.program.MetadataOperand.Wrapped;
import io.ferrule.program.Program;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges that the compiler wrote down: the attribute {@code range(i64 0, 10)}, and {@code !range} on loads. */
public final class Ranges {

    private static final Pattern ARGUMENT = Pattern.compile("i(\\d+) (-?\\d+), (-?\\d+)");

    private Ranges() {}

    /** The unsigned numbers that the attribute allows; empty where there is none, or where they wrap around. */
    static Optional<Interval> of(AttributeSet attributes, int width) {
        Optional<Interval> range = attributes.find("range").flatMap(attribute -> parse(attribute, width));
        if (range.isEmpty() && attributes.has("nonnull")) {
            return Optional.of(
                    new Interval(BigInteger.ONE, Interval.ofWidth(width, false).maximum()));
        }
        return range;
    }

    private static Optional<Interval> parse(Attribute attribute, int width) {
        Matcher matcher = ARGUMENT.matcher(attribute.argument());
        return matcher.matches() && matcher.group(1).equals(Integer.toString(width))
                ? halfOpen(new BigInteger(matcher.group(2)), new BigInteger(matcher.group(3)), width)
                : Optional.empty();
    }

    /** The unsigned numbers that {@code !range} allows; several ranges count as the least one around them. */
    static Optional<Interval> of(Program program, Attachments attachments, int width) {
        if (!(attachments.find("range").orElse(null) instanceof NodeReference node)
                || !(program.metadata().node(node.number()).orElse(null) instanceof Tuple tuple)) {
            return Optional.empty();
        }
        List<BigInteger> limits = tuple.operands().stream()
                .filter(operand ->
                        operand instanceof Wrapped wrapped && wrapped.value().value() instanceof IntegerConstant)
                .map(operand -> BigInteger.valueOf(
                        ((IntegerConstant) ((Wrapped) operand).value().value()).value()))
                .toList();
        if (limits.isEmpty()
                || limits.size() % 2 != 0
                || limits.size() != tuple.operands().size()) {
            return Optional.empty();
        }
        Optional<Interval> all = halfOpen(limits.get(0), limits.get(1), width);
        for (int i = 2; i < limits.size(); i += 2) {
            Optional<Interval> next = halfOpen(limits.get(i), limits.get(i + 1), width);
            all = all.flatMap(a -> next.map(a::union));
        }
        return all;
    }

    private static Optional<Interval> halfOpen(BigInteger from, BigInteger to, int width) {
        BigInteger size = Interval.power(width);
        BigInteger first = from.mod(size);
        BigInteger last = to.subtract(BigInteger.ONE).mod(size);
        return first.compareTo(last) <= 0 ? Optional.of(new Interval(first, last)) : Optional.empty();
    }
}
