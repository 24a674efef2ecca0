package io.ferrule.loop.certificate;

/**
 * The proofs of one loop's part in a certificate, step by step. A step rests on the ways as they were walked, and on nothing that
 * another step asked for: so each has a log of its own.
 *
 * @param entries what was asked on the ways into the loop
 * @param rounds what was asked on the ways round it; nothing, where they do not matter
 * @param claims that what is claimed of the loop holds on entry, and is kept
 * @param termination that it ends; nothing, where that is not claimed
 */
public record LoopProof(ProofLog entries, ProofLog rounds, ProofLog claims, ProofLog termination) {

    /** The same with a reason why the loop ends. */
    LoopProof withTermination(ProofLog log) {
        return new LoopProof(entries, rounds, claims, log);
    }
}
