package io.ferrule.loop.certificate;

import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.argument.TotalRounds;
import io.ferrule.loop.walk.Claims;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A proof that loops of one function end: what is claimed of the loops, why each ends, and a proof of every step. It is
 * worth nothing before {@link CertificateCheck} has gone through it.
 *
 * @param signed whether numbers are read as signed in it
 * @param terminations by header
 * @param totals by header, why a loop goes round no more often in all rounds of the loop around it together
 * @param loops by header, the proofs of what is claimed of a loop and of why it ends
 * @param nests by header of the inner loop, the proofs of totals
 */
public record Certificate(
        boolean signed,
        Claims claims,
        Map<Integer, Termination> terminations,
        Map<Integer, TotalRounds> totals,
        Map<Integer, LoopProof> loops,
        Map<Integer, ProofLog> nests) {
    public Certificate {
        terminations = Collections.unmodifiableMap(new TreeMap<>(terminations));
        totals = Collections.unmodifiableMap(new TreeMap<>(totals));
        loops = Collections.unmodifiableMap(new TreeMap<>(loops));
        nests = Collections.unmodifiableMap(new TreeMap<>(nests));
    }
}
