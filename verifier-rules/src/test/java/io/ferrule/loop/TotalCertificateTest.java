package io.ferrule.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.graph.Loop;
import io.ferrule.loop.argument.Amortised;
import io.ferrule.loop.argument.LinearRanking;
import io.ferrule.loop.argument.Stretches;
import io.ferrule.loop.argument.Stretches.Stretch;
import io.ferrule.loop.argument.TotalRounds;
import io.ferrule.loop.argument.Unrepeated;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.certificate.Certificate;
import io.ferrule.loop.certificate.CertificateCheck;
import io.ferrule.loop.certificate.CertificateWriter;
import io.ferrule.loop.certificate.InvalidCertificate;
import io.ferrule.loop.certificate.ProofLog;
import io.ferrule.loop.certificate.Situations;
import io.ferrule.loop.search.ClaimSearch;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A certificate of a total that was tampered with is refused, or proves no less than is executed. */
class TotalCertificateTest {

    /** for i in 0..100 { for j in 0..i; while c < 1000 { c += 1 } }, the outer loop at block 1. */
    private static final String NEST = """
        define void @f() {
        start:
          br label %outer
        outer:
          %i = phi i32 [ 0, %start ], [ %next, %latch ]
          %c = phi i32 [ 0, %start ], [ %k, %latch ]
          %more = icmp ult i32 %i, 100
          br i1 %more, label %inner, label %done
        inner:
          %j = phi i32 [ 0, %outer ], [ %up, %body ]
          %rest = icmp ult i32 %j, %i
          br i1 %rest, label %body, label %cursor
        body:
          %up = add i32 %j, 1
          br label %inner
        cursor:
          %k = phi i32 [ %c, %inner ], [ %on, %move ]
          %left = icmp ult i32 %k, 1000
          br i1 %left, label %move, label %latch
        move:
          %on = add i32 %k, 1
          br label %cursor
        latch:
          %next = add i32 %i, 1
          br label %outer
        done:
          ret void
        }
        """;

    private static final int OUTER = 1;
    private static final int TRIANGLE = 2;
    private static final int CURSOR = 4;
    private static final Linear I = Linear.variable(0);
    private static final Linear C = Linear.variable(1);
    private static final Linear J = Linear.variable(3);
    private static final Linear K = Linear.variable(6);
    private static final LinearRanking TO_I = new LinearRanking(I.minus(J).plus(-1), BigInteger.ONE);

    private static final FunctionModel MODEL = Snippet.of(NEST).model();
    private static final Map<Integer, BigInteger> ROUNDS =
            Map.of(OUTER, BigInteger.valueOf(101), TRIANGLE, BigInteger.valueOf(101), CURSOR, BigInteger.valueOf(1001));
    private static final Claims CLAIMS =
            new ClaimSearch(new Situations(Limits.DEFAULT), Limits.DEFAULT, header -> {}).of(MODEL);
    private static final Stretches STRETCHES = whole(I, 1, new Stretch(TO_I, BigInteger.ONE, BigInteger.ONE));
    private static final Amortised AMORTISED = new Amortised(
            Linear.of(999).minus(K), BigInteger.ONE, Linear.of(999).minus(C));

    private static Stretches whole(Linear progress, long step, Stretch stretch) {
        return new Stretches(progress, BigInteger.valueOf(step), List.of(), List.of(stretch));
    }

    /** What an argument proves, if whatever is true is proved. */
    private static BigInteger total(int header, TotalRounds argument) {
        return Optional.ofNullable(check(MODEL)
                        .totals(certificate(header, argument), ROUNDS)
                        .get(header))
                .orElseThrow();
    }

    private static CertificateCheck check(FunctionModel model) {
        return new CertificateCheck(model, Limits.DEFAULT);
    }

    private static Certificate certificate(int header, TotalRounds argument) {
        return written(CLAIMS, header, argument).orElseThrow();
    }

    private static Optional<Certificate> written(Claims claims, int header, TotalRounds argument) {
        return new CertificateWriter(new Situations(Limits.DEFAULT), Limits.DEFAULT)
                .totals(MODEL, claims, Map.of(header, argument), ROUNDS);
    }

    @Test
    void honestCertificatesProveTheirTotals() {
        assertThat(check(MODEL).totals(certificate(TRIANGLE, STRETCHES), ROUNDS))
                .containsEntry(TRIANGLE, BigInteger.valueOf(5050));
        assertThat(check(MODEL).totals(certificate(CURSOR, AMORTISED), ROUNDS))
                .containsEntry(CURSOR, BigInteger.valueOf(1101));
    }

    @Test
    void eachProofIsNeeded() {
        assertThat(forge(certificate(TRIANGLE, STRETCHES), TRIANGLE, 5050)).isGreaterThan(20);
        assertThat(forge(certificate(CURSOR, AMORTISED), CURSOR, 1100)).isGreaterThan(20);
    }

    /** How many forgeries were tried; each is refused, or proves no less than is executed. */
    private static int forge(Certificate honest, int header, long executed) {
        List<Certificate> all = Forgery.of(honest);
        for (Certificate tampered : all) {
            try {
                assertThat(check(MODEL).totals(tampered, ROUNDS).get(header))
                        .isGreaterThanOrEqualTo(BigInteger.valueOf(executed));
            } catch (InvalidCertificate refused) {
                assertThat(refused).hasMessageContaining("");
            }
        }
        return all.size();
    }

    @Test
    void formsThatDoNotRiseAreRefused() {
        Stretch constant = new Stretch(TO_I, BigInteger.ZERO, BigInteger.ONE);
        refuses(TRIANGLE, whole(I.negate(), 1, constant));
        refuses(TRIANGLE, whole(C, 1, constant));
        refuses(TRIANGLE, whole(Linear.ZERO, 1, constant));
        refuses(TRIANGLE, whole(I, 2, constant));
        refuses(TRIANGLE, whole(I, 0, constant));
        refuses(TRIANGLE, whole(I, -1, constant));
        refuses(TRIANGLE, whole(I.times(Rational.of(1, 2)), 1, constant));
        refuses(TRIANGLE, whole(J, 1, constant));
        refuses(TRIANGLE, whole(Linear.variable(8), 1, constant));
    }

    /** Any slope is right, as what is added to it is found by who checks; none proves less than is executed. */
    @Test
    void noSlopeProvesLess() {
        for (long slope = -3; slope <= 3; slope++) {
            for (long divisor = 1; divisor <= 3; divisor++) {
                Stretch stretch = new Stretch(TO_I, BigInteger.valueOf(slope), BigInteger.valueOf(divisor));
                assertThat(total(TRIANGLE, whole(I, 1, stretch))).isGreaterThanOrEqualTo(BigInteger.valueOf(5050));
            }
        }
        refuses(TRIANGLE, whole(I, 1, new Stretch(TO_I, BigInteger.ONE, BigInteger.ZERO)));
        refuses(TRIANGLE, whole(I, 1, new Stretch(TO_I, BigInteger.ONE, BigInteger.valueOf(-1))));
    }

    @Test
    void stretchesCoverAllNumbers() {
        Stretch line = new Stretch(TO_I, BigInteger.ONE, BigInteger.ONE);
        List<BigInteger> cuts = List.of(BigInteger.valueOf(30), BigInteger.valueOf(60));
        assertThat(total(TRIANGLE, new Stretches(I, BigInteger.ONE, cuts, List.of(line, line, line))))
                .isEqualTo(BigInteger.valueOf(5050));
        refuses(TRIANGLE, new Stretches(I, BigInteger.ONE, cuts, List.of(line, line)));
        refuses(TRIANGLE, new Stretches(I, BigInteger.ONE, cuts, List.of()));
        List<BigInteger> crossed = List.of(BigInteger.valueOf(60), BigInteger.valueOf(30));
        refuses(TRIANGLE, new Stretches(I, BigInteger.ONE, crossed, List.of(line, line, line)));
        List<BigInteger> twice = List.of(BigInteger.valueOf(30), BigInteger.valueOf(30));
        refuses(TRIANGLE, new Stretches(I, BigInteger.ONE, twice, List.of(line, line, line)));
    }

    @Test
    void argumentsThatDoNotHoldInAStretchAreRefused() {
        LinearRanking short0 = new LinearRanking(Linear.of(49).minus(J), BigInteger.ONE);
        Stretch half = new Stretch(short0, BigInteger.ZERO, BigInteger.ONE);
        List<BigInteger> middle = List.of(BigInteger.valueOf(51));
        Stretch rest = new Stretch(TO_I, BigInteger.ONE, BigInteger.ONE);
        assertThat(total(TRIANGLE, new Stretches(I, BigInteger.ONE, middle, List.of(half, rest))))
                .isGreaterThanOrEqualTo(BigInteger.valueOf(5050));
        refuses(TRIANGLE, new Stretches(I, BigInteger.ONE, middle, List.of(rest, half)));
        refuses(TRIANGLE, whole(I, 1, half));
        refuses(TRIANGLE, whole(I, 1, new Stretch(new Unrepeated(), BigInteger.ZERO, BigInteger.ONE)));
    }

    @Test
    void falsePaymentsAreRefused() {
        Linear inside = Linear.of(999).minus(K);
        Linear around = Linear.of(999).minus(C);
        refuses(CURSOR, new Amortised(inside, BigInteger.TWO, around));
        refuses(CURSOR, new Amortised(inside, BigInteger.ZERO, around));
        refuses(CURSOR, new Amortised(inside.negate(), BigInteger.ONE, around));
        refuses(CURSOR, new Amortised(inside, BigInteger.ONE, around.plus(-1)));
        refuses(CURSOR, new Amortised(inside, BigInteger.ONE, Linear.of(500)));
        refuses(CURSOR, new Amortised(inside, BigInteger.ONE, Linear.of(999).minus(K)));
        refuses(CURSOR, new Amortised(Linear.of(999).minus(Linear.variable(8)), BigInteger.ONE, around));
        assertThat(total(CURSOR, new Amortised(inside, BigInteger.ONE, Linear.of(999))))
                .isGreaterThanOrEqualTo(BigInteger.valueOf(1100));
        assertThat(total(TRIANGLE, new Amortised(I.minus(J), BigInteger.ONE, I)))
                .isGreaterThanOrEqualTo(BigInteger.valueOf(5050));
    }

    @Test
    void onlyLoopsInLoopsHaveTotals() {
        Certificate honest = certificate(TRIANGLE, STRETCHES);
        for (int header : List.of(OUTER, 3)) {
            Certificate other = new Certificate(
                    false,
                    honest.claims(),
                    Map.of(),
                    Map.of(header, STRETCHES),
                    honest.loops(),
                    Map.of(header, ProofLog.EMPTY));
            assertThatThrownBy(() -> check(MODEL).totals(other, ROUNDS)).isInstanceOf(InvalidCertificate.class);
        }
    }

    private static void refuses(int header, TotalRounds argument) {
        assertThat(written(CLAIMS, header, argument)).isEmpty();
    }

    /** The claims on which it rests must hold. */
    @Test
    void falseClaimsAreRefused() {
        Claims few = CLAIMS.withInvariants(OUTER, List.of(Linear.of(10).minus(I)));
        assertThat(written(few, TRIANGLE, STRETCHES)).isEmpty();
        Certificate honest = certificate(TRIANGLE, STRETCHES);
        Certificate bold = new Certificate(false, few, Map.of(), honest.totals(), honest.loops(), honest.nests());
        assertThatThrownBy(() -> check(MODEL).totals(bold, ROUNDS)).isInstanceOf(InvalidCertificate.class);
    }

    /** The same nest, but for the step that is tampered with. */
    @Test
    void certificateOfAnotherFunctionIsRefused() {
        Certificate triangle = certificate(TRIANGLE, STRETCHES);
        Certificate cursor = certificate(CURSOR, AMORTISED);
        for (String other : List.of(
                NEST.replace("%up = add i32 %j, 1", "%up = add i32 %j, 0"),
                NEST.replace("%next = add i32 %i, 1", "%next = add i32 %i, 0"),
                NEST.replace("%c = phi i32 [ 0, %start ], [ %k, %latch ]", "%c = phi i32 [ 0, %start ], [ 0, %latch ]"),
                NEST.replace("%on = add i32 %k, 1", "%on = sub i32 %k, 1"))) {
            CertificateCheck check = check(Snippet.of(other).model());
            boolean both = proves(check, triangle) && proves(check, cursor);
            assertThat(both).as(other.replace("%", "%%")).isFalse();
        }
    }

    private static boolean proves(CertificateCheck check, Certificate certificate) {
        try {
            return !check.totals(certificate, ROUNDS).isEmpty();
        } catch (InvalidCertificate refused) {
            return false;
        }
    }

    /** One nest, both inner loops directly inside the outer one. */
    @Test
    void headersAreThoseOfTheNest() {
        List<Integer> headers =
                MODEL.forest().loops().stream().map(Loop::header).toList();
        assertThat(headers).containsExactly(OUTER, TRIANGLE, CURSOR);
    }
}
