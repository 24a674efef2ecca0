package io.ferrule.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.loop.bound.Limits;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often an inner loop goes round in all rounds of the outer one: what is less than the product, and near misses that look
 * alike and are not.
 */
class TotalTest {

    private static final String NEST = """
        define void @f(i32 %n, i32 %m) {
        start:
          br label %outer
        outer:
          %i = phi i32 [ START, %start ], [ %next, %latch ]
          %c = phi i32 [ 0, %start ], [ %onward, %latch ]
          %more = icmp WHILE
          br i1 %more, label %pre, label %done
        pre:
          br label %inner
        inner:
          %j = phi i32 [ FROM, %pre ], [ %up, %body ]
          %rest = icmp UNTIL
          br i1 %rest, label %body, label %latch
        body:
          %up = STEP
          br label %inner
        latch:
          %next = NEXT
          %onward = CURSOR
          br label %outer
        done:
          ret void
        }
        """;

    /**
     * How often the inner header is executed when this is run, and at most how often it is by what is proved. It is executed once
     * more than the inner loop has rounds, so once for each round of the outer loop even if it has none.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // for i in 0..100 { for j in 0..i }, for j in i..100, for j in (0..i).step_by(2), for i in
                // (0..100).step_by(2)
                "0 | ult i32 %i, 100 | 0 | ult i32 %j, %i | add i32 %j, 1 | add i32 %i, 1 | 5050 | 5050",
                "0 | ult i32 %i, 100 | %i | ult i32 %j, 100 | add i32 %j, 1 | add i32 %i, 1 | 5150 | 5150",
                "0 | ult i32 %i, 100 | %i | ne i32 %j, 100 | add i32 %j, 1 | add i32 %i, 1 | 5150 | 5150",
                "0 | ult i32 %i, 100 | 0 | ult i32 %j, %i | add i32 %j, 2 | add i32 %i, 1 | 2600 | 2650",
                "0 | ult i32 %i, 100 | 0 | ult i32 %j, %i | add i32 %j, 1 | add i32 %i, 2 | 2500 | 2500",
                // downwards
                "100 | ugt i32 %i, 0 | 0 | ult i32 %j, %i | add i32 %j, 1 | sub i32 %i, 1 | 5150 | 5150",
                "100 | ugt i32 %i, 0 | %i | ugt i32 %j, 0 | sub i32 %j, 1 | sub i32 %i, 1 | 5150 | 5150",
                // the rounds are the same each time
                "0 | ult i32 %i, 100 | 0 | ult i32 %j, 50 | add i32 %j, 1 | add i32 %i, 1 | 5100 | 5151",
                // the start is anything each time; the number that falls is not the one by which the outer loop ends
                "0 | ult i32 %i, 100 | %m | ult i32 %j, 100 | add i32 %j, 1 | add i32 %i, 1 | 10100 | 10201",
                "0 | ult i32 %c, 100 | 0 | ult i32 %j, %i | add i32 %j, 1 | add i32 %i, 0 | 100 | 101",
                "100 | ult i32 %c, 100 | 0 | ult i32 %j, %i | add i32 %j, 1 | sub i32 %i, 1 | 5150 | 5151",
                // it is set back half way, and goes round as often as before
                "100 | ult i32 %c, 100 | 0 | ult i32 %j, %i | add i32 %j, 1 | and i32 %i, 127 | 10100 | 12900",
                // it jumps to where the inner loop ended, or back from there
                "0 | ult i32 %i, 100 | %i | ult i32 %j, 100 | add i32 %j, 1 | add i32 %j, 1 | 101 | 201",
                "0 | ult i32 %c, 100 | %i | ult i32 %j, 100 | add i32 %j, 1 | and i32 %j, 15 | 9704 | 10201",
                // it rises by half the circle, and so falls again
                "0 | ult i32 %c, 100 | 0 | ult i32 %j, %i | add i32 %j, 1 | add i32 %i, -2147483648 | 107374182500 |"
                        + " 433791696896",
                // steps that grow, and steps that do not
                "1 | ult i32 %i, 100 | 0 | ult i32 %j, 1000 | add i32 %j, %i | add i32 %i, 1 | 5320 | 7000",
                "1 | ult i32 %i, 100 | 0 | ult i32 %j, 1000 | add i32 %j, 1 | add i32 %i, 1 | 99099 | 100100",
            })
    void triangle(
            String start,
            String condition,
            String from,
            String until,
            String step,
            String next,
            long actual,
            long most) {
        String ir = NEST.replace("START", start)
                .replace("WHILE", condition)
                .replace("FROM", from)
                .replace("UNTIL", until)
                .replace("STEP", step)
                .replace("NEXT", next)
                .replace("CURSOR", "add i32 %c, 1");
        assertThat(inAll(ir)).as(ir.replace("%", "%%")).isBetween(BigInteger.valueOf(actual), BigInteger.valueOf(most));
    }

    /** What is known of the inner loop in all rounds of the outer one: the total, or the product. */
    private static BigInteger inAll(String ir) {
        Snippet snippet = Snippet.of(ir);
        FunctionBounds bounds = snippet.bounds();
        NestTotals totals = TotalProver.prove(snippet.model(), bounds.loops(), Limits.DEFAULT);
        BigInteger product = bounds.loops().stream()
                .map(bound -> bound.rounds().orElseThrow())
                .reduce(BigInteger.ONE, BigInteger::multiply);
        return totals.of(bounds.loops().get(1).loop()).orElse(product);
    }

    /** Both loops move one cursor, which the outer one takes over from the inner one, in 100 rounds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%c | ult i32 %j, 1000 | add i32 %j, 0 | 1100 | 1101",
                // it is not seen that the cursor does not wrap around in 100 rounds
                "%c | ult i32 %j, 1000 | add i32 %j, 1 | 1100 | 101101",
                // set back a little each time: it can be paid for
                "%c | ult i32 %j, 1000 | sub i32 %j, 1 | 1199 | 1201",
                "%c | ult i32 %j, 1000 | sub i32 %j, 7 | 1793 | 1801",
                // set back half way, or to the start
                "%c | ult i32 %j, 1000 | lshr i32 %j, 1 | 50600 | 101101",
                "%c | ult i32 %j, 1000 | add i32 %c, 0 | 100100 | 101101",
                "0 | ult i32 %j, 1000 | add i32 %j, 0 | 100100 | 101101",
                // up to a place that does not move: once for all rounds, or round the whole circle each time
                "%c | ne i32 %j, %m | add i32 %j, 0 | 4294967395 | 4294967397",
                "%c | ne i32 %j, %m | add i32 %j, 1 | 429496729500 | 433791696896",
            })
    void cursor(String from, String until, String cursor, long actual, long most) {
        String ir = NEST.replace("START", "0")
                .replace("WHILE", "ult i32 %i, 100")
                .replace("FROM", from)
                .replace("UNTIL", until)
                .replace("STEP", "add i32 %j, 1")
                .replace("NEXT", "add i32 %i, 1")
                .replace("CURSOR", cursor);
        assertThat(inAll(ir)).as(ir.replace("%", "%%")).isBetween(BigInteger.valueOf(actual), BigInteger.valueOf(most));
    }

    /** Where the cursor has passed the end, the inner loop goes round no more; but its header is executed each time. */
    @Test
    void cursorBeyondTheEnd() {
        String ir = NEST.replace("START", "0")
                .replace("WHILE", "ult i32 %c, 2000")
                .replace("FROM", "%c")
                .replace("UNTIL", "ult i32 %j, 1000")
                .replace("STEP", "add i32 %j, 1")
                .replace("NEXT", "add i32 %i, 1")
                .replace("CURSOR", "add i32 %j, 1");
        assertThat(inAll(ir)).isBetween(BigInteger.valueOf(2000), BigInteger.valueOf(3010));
    }

    /**
     * An inner loop that is entered in some rounds, and makes no difference to the outer one: the ways round that are passed over
     * in one go, with the inner loop inside. It is run anew each time.
     */
    @ParameterizedTest
    @CsvSource({"0, 50, 5100", "25, 50, 2600", "0, 100, 10100"})
    void stretchThatIsPassedOver(int from, int to, long actual) {
        String ir = NEST.replace(
                        "br label %inner\ninner:",
                        "%any = call i1 @any()\n  br i1 %any, label %inner, label %latch\ninner:")
                .replace("START", "0")
                .replace("WHILE", "ult i32 %i, 100")
                .replace("FROM", Integer.toString(from))
                .replace("UNTIL", "ult i32 %j, " + to)
                .replace("STEP", "add i32 %j, 1")
                .replace("NEXT", "add i32 %i, 1")
                .replace("CURSOR", "add i32 %c, 1");
        assertThat(inAll(ir + "declare i1 @any()\n")).isGreaterThanOrEqualTo(BigInteger.valueOf(actual));
    }
}
