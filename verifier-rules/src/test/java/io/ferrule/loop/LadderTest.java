package io.ferrule.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.loop.bound.LoopBound;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each argument for an end, in near-miss pairs: what it bounds, and what looks alike and is endless. */
class LadderTest {

    private static final String DIGITS = """
        define void @f(i64 %n, i64 %by) {
        start:
          %three = and i64 %by, 3
          %some = or i64 %by, 2
          br label %head
        head:
          %x = phi i64 [ %n, %start ], [ %next, %body ]
          %more = icmp CONDITION
          br i1 %more, label %body, label %done
        body:
          NEXT
          br label %head
        done:
          ret void
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ne i64 %x, 0 | %next = lshr i64 %x, 1 | 65",
                "ne i64 %x, 0 | %next = ashr i64 %x, 1 | endless",
                "ne i64 %x, 0 | %next = lshr i64 %x, 0 | endless",
                "ugt i64 %x, 9 | %next = udiv i64 %x, 10 | 21",
                "ugt i64 %x, 0 | %q = udiv i64 %x, 10 %next = add i64 %q, 1 | endless",
                "ugt i64 %x, 1 | %q = udiv i64 %x, 10 %next = add i64 %q, 1 | 65",
                "ne i64 %x, 0 | %next = udiv i64 %x, %some | 65",
                "ne i64 %x, 0 | %next = udiv i64 %x, %three | endless",
                "ne i64 %x, 0 | %next = lshr i64 %x, %three | endless",
                "ugt i64 %x, 4294967295 | %a = and i64 %x, 4294967295 %b = lshr i64 %x, 32 %next = add i64 %a, %b | 3",
                "ugt i64 %x, 4294967295 | %a = and i64 %x, 8589934591 %b = lshr i64 %x, 32 %next = add i64 %a, %b |"
                        + " endless",
                "ugt i64 %x, 4294967294 | %a = and i64 %x, 4294967295 %b = lshr i64 %x, 32 %next = add i64 %a, %b |"
                        + " endless",
                "ugt i64 %x, 9 | %a = urem i64 %x, 10 %b = udiv i64 %x, 10 %next = add i64 %a, %b | 21",
                "ugt i64 %x, 8 | %a = urem i64 %x, 10 %b = udiv i64 %x, 10 %next = add i64 %a, %b | endless",
            })
    void numberThatShrinks(String condition, String next, String expected) {
        String body = next.replace(" %", "\n%").replaceAll("(\\w|,)\n%(\\w+)(?! =)", "$1 %$2");
        assertThat(bound(DIGITS.replace("CONDITION", condition).replace("NEXT", body)))
                .isEqualTo(expected);
    }

    private static final String CHUNKS = """
        define void @f(i64 %n) {
        start:
          %whole = and i64 %n, MASK
          %rest = REST
          %empty = icmp eq i64 %rest, NOTHING
          br i1 %empty, label %done, label %chunk
        chunk:
          %left = phi i64 [ %rest, %start ], [ %next, %chunk ]
          %next = add i64 %left, -4
          %end = icmp eq i64 %next, 0
          br i1 %end, label %done, label %chunk
        done:
          ret void
        }
        """;

    /** The rest of a multiple of 4 is one of 4, if what it is the rest of a division by is one, too; then it is at least 4. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-4 | urem i64 %whole, 22208 | 0 | 5551",
                "-8 | urem i64 %whole, 22208 | 0 | 5551",
                "-2 | urem i64 %whole, 22208 | 0 | endless",
                "-4 | urem i64 %whole, 22210 | 0 | endless",
                "-4 | urem i64 %whole, 22209 | 0 | endless",
                "-4 | urem i64 22208, %whole | 0 | 5552",
                "-4 | srem i64 %whole, 22208 | 0 | 4611686018427387903",
                "-4 | urem i64 %whole, 22208 | 4 | 4611686018427387904",
            })
    void restInChunks(String mask, String rest, String nothing, String expected) {
        String ir = CHUNKS.replace("MASK", mask).replace("REST", rest).replace("NOTHING", nothing);
        assertThat(bound(ir)).isEqualTo(expected);
    }

    private static final String RING = """
        define void @f(i32 %tail, i32 %head) {
        start:
          %from = FROM
          %to = TO
          br label %loop
        loop:
          %at = phi i32 [ %from, %start ], [ %next, %body ]
          %end = icmp eq i32 %at, %to
          br i1 %end, label %done, label %body
        body:
          %one = add i32 %at, STEP
          %wraps = icmp eq i32 %one, 100
          %next = NEXT
          br label %loop
        done:
          ret void
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "and i32 %tail, 63 | and i32 %head, 63 | 1 | and i32 %one, 63 | 65",
                "add i32 %tail, 0 | and i32 %head, 63 | 5 | and i32 %one, 63 | 65",
                "and i32 %tail, 63 | and i32 %head, 127 | 1 | and i32 %one, 63 | endless",
                "and i32 %tail, 63 | and i32 %head, 63 | 2 | and i32 %one, 63 | endless",
                "and i32 %tail, 62 | and i32 %head, 62 | 2 | and i32 %one, 63 | 65",
                "and i32 %tail, 62 | and i32 %head, 63 | 2 | and i32 %one, 63 | endless",
                "and i32 %tail, 62 | and i32 %head, 62 | 4 | and i32 %one, 63 | endless",
                "and i32 %tail, 63 | and i32 %head, 63 | 1 | and i32 %one, 61 | endless",
                "urem i32 %tail, 48 | urem i32 %head, 48 | 5 | urem i32 %one, 48 | 49",
                "urem i32 %tail, 48 | urem i32 %head, 48 | 3 | urem i32 %one, 48 | endless",
                "urem i32 %tail, 48 | urem i32 %head, 49 | 1 | urem i32 %one, 48 | endless",
                "urem i32 %tail, 100 | urem i32 %head, 100 | 1 | select i1 %wraps, i32 0, i32 %one | 101",
                "urem i32 %tail, 101 | urem i32 %head, 100 | 1 | select i1 %wraps, i32 0, i32 %one | large",
                "urem i32 %tail, 100 | urem i32 %head, 101 | 1 | select i1 %wraps, i32 0, i32 %one | endless",
                "urem i32 %tail, 100 | urem i32 %head, 100 | 2 | select i1 %wraps, i32 0, i32 %one | endless",
                "urem i32 %tail, 100 | urem i32 %head, 100 | 1 | select i1 %wraps, i32 1, i32 %one | endless",
            })
    void ring(String from, String to, String step, String next, String expected) {
        String ir = RING.replace("FROM", from)
                .replace("TO", to)
                .replace("STEP", step)
                .replace("NEXT", next);
        assertThat(bound(ir)).isIn(expected.equals("large") ? List.of("endless", "4294967296") : List.of(expected));
    }

    private static final String MARKS = """
        define void @f(ptr %next, i32 %first) {
        start:
          br label %head
        head:
          %set = phi i32 [ SET, %start ], [ %marked, %body ]
          %at = phi i32 [ %first, %start ], [ %then, %body ]
          %low = and i32 %at, 31
          %bit = shl i32 1, %low
          %common = and i32 %set, %bit
          %again = icmp eq i32 %common, 0
          br i1 %again, label %IFZERO, label %IFSET
        body:
          %other = xor i32 TAKEN, -1
          %marked = MARK
          %then = load i32, ptr %next
          br label %head
        done:
          ret void
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | done | body | %bit | and i32 %set, %other | 33",
                "-1 | body | done | %bit | and i32 %set, %other | endless",
                "-1 | done | body | %at | and i32 %set, %other | endless",
                "0 | body | done | %bit | or i32 %set, %bit | 33",
                "0 | body | done | %bit | or i32 %set, %at | endless",
                "-1 | done | body | %bit | or i32 %set, %bit | endless",
                "-1 | done | body | %bit | xor i32 %set, %other | endless",
                "-1 | done | body | %bit | and i32 %first, %other | endless",
            })
    void marks(String set, String ifZero, String ifSet, String taken, String mark, String expected) {
        String ir = MARKS.replace("SET,", set + ",")
                .replace("IFZERO", ifZero)
                .replace("IFSET", ifSet)
                .replace("TAKEN", taken)
                .replace("MARK", mark);
        assertThat(bound(ir)).isEqualTo(expected);
    }

    /** Marking more bits than were tested is sound where they are cleared, and not where they are set. */
    @Test
    void masksOfManyBits() {
        String ir = MARKS.replace("shl i32 1, %low", "and i32 %at, 255").replace("TAKEN", "%bit");
        String cleared = ir.replace("SET,", "-1,").replace("MARK", "and i32 %set, %other");
        String set = ir.replace("SET,", "0,").replace("MARK", "or i32 %set, %bit");

        assertThat(bound(cleared.replace("IFZERO", "done").replace("IFSET", "body")))
                .isEqualTo("33");
        assertThat(bound(set.replace("IFZERO", "body").replace("IFSET", "done")))
                .isEqualTo("endless");
    }

    private static final String STRIDE = """
        define void @f(i32 %n, i32 %from) {
        start:
          %end = and i32 %n, MASK
          br label %head
        head:
          %i = phi i32 [ START, %start ], [ %next, %head ]
          %next = add i32 %i, 8
          %done = icmp eq i32 %next, %end
          br i1 %done, label %out, label %head
        out:
          ret void
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-8 | 0 | 536870912",
                "-16 | 8 | 536870912",
                "-4 | 0 | endless",
                "-8 | 4 | endless",
                "-8 | %from | endless",
            })
    void strideThatMeetsItsEnd(String mask, String start, String expected) {
        assertThat(bound(STRIDE.replace("MASK", mask).replace("START", start))).isEqualTo(expected);
    }

    /** Ways that come together again, each of which leaves the loop by a condition of its own. */
    private static final String EXITS = """
        define void @f(i8 %n, ptr %next) {
        start:
          br label %head
        head:
          %state = phi i8 [ %n, %start ], [ %then, %back ]
          %i = phi i32 [ 0, %start ], [ %one, %back ]
          %one = add i32 %i, 1
          %then = load i8, ptr %next
          switch i8 %state, label %third [
            i8 0, label %first
            i8 1, label %second
          ]
        first:
          FIRST
        second:
          %b = icmp ult i32 %i, 99
          br i1 %b, label %back, label %done
        third:
          %c = icmp ult i32 %i, 49
          br i1 %c, label %back, label %done
        back:
          br label %head
        done:
          ret void
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%a = icmp ult i32 %i, 9 br i1 %a, label %back, label %done | 100",
                "%a = icmp ugt i32 %i, 9 br i1 %a, label %back, label %done | endless",
                "%a = icmp ne i8 %then, 9 br i1 %a, label %back, label %done | endless",
                "br label %back | endless",
            })
    void waysThatEachLeave(String first, String expected) {
        assertThat(bound(EXITS.replace("FIRST", first.replace(" br ", "\n  br "))))
                .isEqualTo(expected);
    }

    /** A stretch in which nothing matters, and what looks like one: an inner loop, several latches, a value of one way. */
    private static final String STRETCH = """
        define void @f(i1 %c, ptr %at, i32 %n) {
        start:
          br label %head
        head:
          %i = phi i32 [ 0, %start ], BACK
          %more = icmp ult i32 %i, 20
          br i1 %more, label %part, label %done
        part:
          %d = load i32, ptr %at
          %e = icmp eq i32 %d, 7
          %one = add i32 %i, 1
          br i1 %e, label %left, label %right
        left:
          %two = add i32 %i, 2
          LEFT
        inner:
          %j = phi i32 [ 0, %left ], [ %k, %inner ]
          %k = add i32 %j, 1
          %again = icmp ult i32 %k, 5
          br i1 %again, label %inner, label %JOIN
        right:
          br label %JOIN
        join:
          %m = phi i32 [ %one, %right ], MERGED
          br label %head
        done:
          ret void
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "br label %inner | [ %one, %inner ] | 21",
                "br label %inner | [ %two, %inner ] | 21",
                "br label %inner | [ %i, %inner ] | endless",
                "br label %inner | [ %k, %inner ] | endless",
                "br label %inner | [ 0, %inner ] | endless",
                "br label %join | [ %two, %left ] | 21",
                "br label %join | [ %d, %left ] | endless",
                "switch i32 %d, label %join [ i32 1, label %join ] | [ %two, %left ], [ %two, %left ] | 21",
                "switch i32 %d, label %join [ i32 1, label %join ] | [ %i, %left ], [ %i, %left ] | endless",
            })
    void stretchOfOneRound(String left, String merged, String expected) {
        String ir = STRETCH.replace("BACK", "[ %m, %join ]")
                .replace("LEFT", left)
                .replace("JOIN", "join")
                .replace("MERGED", merged);
        String whole = left.endsWith("%inner") ? ir : ir.replaceAll("(?s)inner:.*?right:", "right:");
        assertThat(bound(whole)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"%one | %one | 21", "%one | %two | 21", "%one | %i | endless", "%d | %one | endless"})
    void severalLatches(String first, String second, String expected) {
        String ir = STRETCH.replace("BACK", "[ " + first + ", %right ], [ " + second + ", %inner ]")
                .replace("LEFT", "br label %inner")
                .replace("JOIN", "head")
                .replaceAll("(?s)join:.*?done:", "done:");
        assertThat(bound(ir)).isEqualTo(expected);
    }

    private static final String VARIABLE_LENGTH = """
        declare i8 @byte()
        define void @f() {
        start:
          br label %head
        head:
          %shift = phi i64 [ START, %start ], [ %next, %more ]
          %byte = call i8 @byte()
          %other = call i8 @byte()
          %early = icmp ne i64 %shift, 63
          %fits = icmp ult i8 FITS
          %valid = or i1 %early, %fits
          br i1 %valid, label %taken, label %done
        taken:
          %last = icmp LAST
          br i1 %last, label %done, label %more
        more:
          %next = add i64 %shift, STRIDE
          br label %head
        done:
          ret void
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 7 | %byte, 2 | sgt i8 %byte, -1 | 10",
                "7 | 14 | %byte, 2 | sgt i8 %byte, -1 | 5",
                "0 | 7 | %byte, 128 | sgt i8 %byte, -1 | 10",
                "0 | 7 | %byte, -127 | sgt i8 %byte, -1 | endless",
                "0 | 7 | %other, 2 | sgt i8 %byte, -1 | endless",
                "0 | 7 | %byte, 2 | slt i8 %byte, 0 | endless",
                "0 | 2 | %byte, 2 | sgt i8 %byte, -1 | endless",
                "0 | 0 | %byte, 2 | sgt i8 %byte, -1 | endless",
            })
    void valueThatNoRoundGoesOnWith(String start, String stride, String fits, String last, String expected) {
        String ir = VARIABLE_LENGTH
                .replace("START", start)
                .replace("STRIDE", stride)
                .replace("FITS", fits)
                .replace("LAST", last);
        assertThat(bound(ir)).isEqualTo(expected);
    }

    private static final String SOME_WAYS = """
        declare i1 @either()
        define void @f() {
        start:
          br label %head
        head:
          %i = phi i8 [ START, %start ], [ %one, %left ], [ %two, %right ]
          %c = call i1 @either()
          br i1 %c, label %left, label %right
        left:
          %end = icmp eq i8 %i, 63
          %one = add i8 %i, ONE
          br i1 %end, label %done, label %head
        right:
          %stop = icmp eq i8 %i, OTHER
          %two = add i8 %i, TWO
          br i1 %stop, label %done, label %head
        done:
          ret void
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 7 | 7 | 63 | 10",
                "64 | 7 | 7 | 63 | 256",
                "0 | 7 | 7 | 62 | endless",
                "0 | 7 | 14 | 63 | endless",
                "0 | 2 | 2 | 63 | endless",
            })
    void eachWayHasItsOwnEnd(String start, String one, String two, String other, String expected) {
        String ir = SOME_WAYS
                .replace("START", start)
                .replace("ONE", one)
                .replace("TWO", two)
                .replace("OTHER", other);
        assertThat(bound(ir)).isEqualTo(expected);
    }

    private static final String JOINED = """
        declare i64 @next()
        define void @f(i64 %n, i1 %c) {
        start:
          br label %around
        around:
          %new = call i64 @next()
          %old = call i64 @next()
          br i1 %c, label %left, label %right
        left:
          %low = and i64 %n, 7
          br label %join
        right:
          %few = icmp RIGHT
          br i1 %few, label %join, label %done
        join:
          %m = phi i64 [ LOW, %left ], [ HIGH, %right ]
          br label %head
        head:
          %i = phi i64 [ %m, %join ], [ %down, %body ]
          %end = icmp eq i64 %i, 0
          br i1 %end, label %again, label %body
        body:
          %down = add i64 %i, -1
          br label %head
        again:
          br label %done
        done:
          ret void
        }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ult i64 %n, 16 | %low | %n | 16",
                "ult i64 %n, 16 | 40 | %n | 41",
                "ult i64 %new, 16 | %low | %new | 16",
                "ult i64 %new, 16 | %low | %old | 18446744073709551616",
                "ult i64 %n, 16 | %n | 3 | 18446744073709551616",
                "ugt i64 %n, 16 | %low | %n | 18446744073709551616",
            })
    void startByTheWayTaken(String right, String low, String high, String expected) {
        String ir = JOINED.replace("RIGHT", right).replace("LOW", low).replace("HIGH", high);
        assertThat(bound(ir)).isEqualTo(expected);
    }

    /** The greatest number of rounds of any loop, or {@code endless} where one has none. */
    private static String bound(String ir) {
        List<Optional<BigInteger>> rounds =
                Snippet.of(ir).bounds().loops().stream().map(LoopBound::rounds).toList();
        return rounds.stream().allMatch(Optional::isPresent)
                ? rounds.stream()
                        .flatMap(Optional::stream)
                        .max(BigInteger::compareTo)
                        .orElseThrow()
                        .toString()
                : "endless";
    }
}
