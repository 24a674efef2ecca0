package io.ferrule.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.argument.BitClear;
import io.ferrule.loop.argument.BitMark;
import io.ferrule.loop.argument.EqualityExit;
import io.ferrule.loop.argument.Geometric;
import io.ferrule.loop.argument.Lexicographic;
import io.ferrule.loop.argument.LinearRanking;
import io.ferrule.loop.argument.Phases;
import io.ferrule.loop.argument.RingStride;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.argument.Unrepeated;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.certificate.Certificate;
import io.ferrule.loop.certificate.CertificateCheck;
import io.ferrule.loop.certificate.CertificateWriter;
import io.ferrule.loop.certificate.InvalidCertificate;
import io.ferrule.loop.certificate.Situations;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A certificate that was tampered with is refused, or proves no more than it did. */
class CertificateTest {

    private static final String LOOP = """
        define void @f(i32 %n) {
        start:
          br label %head
        head:
          %i = phi i32 [ 0, %start ], [ %next, %body ]
          %j = phi i32 [ 100, %start ], [ %less, %body ]
          %more = icmp ult i32 %i, 50
          br i1 %more, label %body, label %done
        body:
          %next = add i32 %i, 3
          %less = sub i32 %j, 1
          br label %head
        done:
          ret void
        }
        """;

    private static final FunctionModel MODEL = Snippet.of(LOOP).model();
    private static final Certificate CERTIFICATE =
            new LoopProver(Limits.DEFAULT).prove(MODEL).certificates().get(0);

    /** A check that has seen no certificate. */
    private static CertificateCheck check(FunctionModel model) {
        return new CertificateCheck(model, Limits.DEFAULT);
    }

    @Test
    void honestCertificateProvesItsBound() {
        assertThat(bound(CERTIFICATE)).isEqualTo(BigInteger.valueOf(18));
    }

    private static BigInteger bound(Certificate certificate) {
        return Optional.ofNullable(check(MODEL).check(certificate).get(1))
                .orElseThrow()
                .maximum();
    }

    @Test
    void refusedCertificateBoundsNothing() {
        LoopProver.Found found = new LoopProver.Found(List.of(Forgery.withoutProofs(CERTIFICATE)), Map.of());
        assertThat(FunctionBounds.checked(MODEL, found, Set.of(), Limits.DEFAULT)
                        .loops())
                .singleElement()
                .satisfies(loop -> {
                    assertThat(loop.isBounded()).isFalse();
                    assertThat(loop.why()).startsWith("its proof was refused: ");
                });
    }

    @Test
    void eachProofIsNeeded() {
        List<Certificate> forged = Forgery.of(CERTIFICATE);
        assertThat(forged).hasSizeGreaterThan(8).allSatisfy(CertificateTest::refusesOrProvesNoLess);
    }

    private static void refusesOrProvesNoLess(Certificate tampered) {
        try {
            assertThat(bound(tampered)).isGreaterThanOrEqualTo(BigInteger.valueOf(18));
        } catch (InvalidCertificate refused) {
            assertThat(refused).hasMessageContaining("");
        }
    }

    @Test
    void falseClaimsAreRefused() {
        Linear never = Linear.variable(1).plus(-1);
        refuses(CERTIFICATE.claims().withInvariants(1, List.of(never)), CERTIFICATE.terminations());
        refuses(CERTIFICATE.claims().withStride(1, 5), CERTIFICATE.terminations());
    }

    /** What a round computes is not what it was when the round is done; what decides nothing is not followed. */
    @Test
    void argumentsOverOtherValuesAreRefused() {
        Linear stride = Linear.variable(4).minus(Linear.variable(1));
        refuses(Claims.NONE, Map.of(1, new LinearRanking(stride, BigInteger.valueOf(3))));
        refuses(Claims.NONE.withInvariants(1, List.of(stride)), CERTIFICATE.terminations());
        refuses(CERTIFICATE.claims().withStride(2, 1), CERTIFICATE.terminations());
    }

    /** After a round i is at least 3; on entry it is 0, and what it is after two rounds says nothing of one. */
    @Test
    void claimsAboutLaterRoundsHoldAfterEachRound() {
        Linear i = Linear.variable(1);
        assertThat(proves(Claims.NONE.withRepeated(1, List.of(i.plus(-3))).withInvariants(1, List.of(i))))
                .isTrue();
        refuses(Claims.NONE.withInvariants(1, List.of(i.plus(-3))), CERTIFICATE.terminations());
        refuses(Claims.NONE.withRepeated(1, List.of(i.plus(-6))), CERTIFICATE.terminations());
    }

    /** {@code %next} is no value of the header: what it was last says nothing of what it is next. */
    @Test
    void claimsAboutWhatChangesWithinARoundAreRefused() {
        Linear next = Linear.variable(4);
        refuses(Claims.NONE.withInvariants(1, List.of(next)), CERTIFICATE.terminations());
        refuses(Claims.NONE.withRepeated(1, List.of(next)), CERTIFICATE.terminations());
    }

    private static boolean proves(Claims claims) {
        return proves(claims, CERTIFICATE.terminations());
    }

    @Test
    void falseArgumentsAreRefused() {
        Linear i = Linear.variable(1);
        refuses(Claims.NONE, Map.of(1, new LinearRanking(i, BigInteger.ONE)));
        refuses(Claims.NONE, Map.of(1, new LinearRanking(Linear.of(49).minus(i), BigInteger.valueOf(4))));
        refuses(Claims.NONE, Map.of(1, new LinearRanking(Linear.of(49).minus(i), BigInteger.ZERO)));
        refuses(Claims.NONE, Map.of(1, new Unrepeated()));
        refuses(Claims.NONE, Map.of(1, new BitClear(1)));
        refuses(Claims.NONE, Map.of(1, new BitMark(1)));
        refuses(Claims.NONE, Map.of(1, new EqualityExit(1)));
        refuses(Claims.NONE, Map.of(1, new RingStride(1)));
        refuses(Claims.NONE, Map.of(1, new Geometric(i.plus(1), Rational.of(2))));
        refuses(Claims.NONE, Map.of(1, new Lexicographic(List.of(i))));
        refuses(Claims.NONE, Map.of(1, new Lexicographic(List.of())));
        LinearRanking toFifty = new LinearRanking(Linear.of(49).minus(i), BigInteger.valueOf(3));
        refuses(Claims.NONE, Map.of(1, new Phases(Linear.of(49).minus(i), Map.of(BigInteger.ONE, toFifty))));
        refuses(Claims.NONE, Map.of(1, new Phases(Linear.ZERO, Map.of(BigInteger.ONE, toFifty))));
        LinearRanking tooFast = new LinearRanking(Linear.of(49).minus(i), BigInteger.valueOf(4));
        refuses(Claims.NONE, Map.of(1, new Phases(Linear.ZERO, Map.of(BigInteger.ZERO, tooFast))));
    }

    /** Even if whatever is true is proved, they do not follow. */
    private static void refuses(Claims claims, Map<Integer, Termination> terminations) {
        assertThat(proves(claims, terminations)).isFalse();
    }

    private static boolean proves(Claims claims, Map<Integer, Termination> terminations) {
        try {
            return new CertificateWriter(new Situations(Limits.DEFAULT), Limits.DEFAULT)
                    .bounds(MODEL, claims, terminations)
                    .filter(certificate ->
                            check(MODEL).check(certificate).keySet().equals(Set.of(1)))
                    .isPresent();
        } catch (InvalidCertificate refused) {
            return false;
        }
    }

    /** What was proved for one certificate is not taken for what another one claims. */
    @Test
    void claimsOfAnotherCertificateAreNotBelieved() {
        CertificateCheck check = check(MODEL);
        assertThat(check.check(CERTIFICATE)).containsKey(1);
        Claims others =
                CERTIFICATE.claims().withInvariants(1, List.of(Linear.of(10).minus(Linear.variable(1))));
        Certificate bold = new Certificate(
                CERTIFICATE.signed(), others, CERTIFICATE.terminations(), Map.of(), CERTIFICATE.loops(), Map.of());
        assertThatThrownBy(() -> check.check(bold)).isInstanceOf(InvalidCertificate.class);
    }

    @Test
    void certificateOfAnotherFunctionIsRefused() {
        FunctionModel other =
                Snippet.of(LOOP.replace("add i32 %i, 3", "add i32 %i, 0")).model();
        assertThatThrownBy(() -> check(other).check(CERTIFICATE)).isInstanceOf(InvalidCertificate.class);
    }
}
