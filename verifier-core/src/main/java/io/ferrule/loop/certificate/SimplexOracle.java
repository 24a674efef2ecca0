package io.ferrule.loop.certificate;

import io.ferrule.arithmetic.FarkasProof;
import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Simplex;
import io.ferrule.loop.certificate.ProofLog.Answer;
import io.ferrule.loop.walk.Oracle;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds answers with the simplex, and writes them down with their proofs. Its work is limited.
 */
public final class SimplexOracle implements Oracle {

    /** How many lists of constraints have a simplex of their own. */
    private static final int OWN = 256;

    private final Work work;
    private final List<Answer> answers = new ArrayList<>();
    private final Set<List<Linear>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<List<Linear>, Counted> own = new IdentityHashMap<>();
    private List<Linear> last = List.of();
    private Counted shared = new Counted();

    /** A simplex, and how much of its work was counted. */
    private static final class Counted {
        private final Simplex simplex = new Simplex();
        private long operations;

        long more() {
            long more = simplex.operations() - operations;
            operations += more;
            return more;
        }
    }

    /** Works out so many rows of the simplex at most, and is {@link OutOfBudget} then. */
    public SimplexOracle(long stepLimit) {
        this(new Work(stepLimit));
    }

    /** One that does its share of the work on a loop. */
    public SimplexOracle(Work work) {
        this.work = work;
    }

    @Override
    public boolean entails(List<Linear> constraints, Linear goal) {
        Optional<FarkasProof> proof = prepare(constraints).prove(goal);
        answers.add(new Answer(Optional.empty(), proof));
        return proof.isPresent();
    }

    @Override
    public Optional<BigInteger> upperBound(List<Linear> constraints, Linear form) {
        Simplex simplex = prepare(constraints);
        Optional<BigInteger> bound = simplex.maximum(form).map(maximum -> maximum.floor());
        Optional<FarkasProof> proof =
                bound.flatMap(b -> simplex.prove(Linear.of(b).minus(form)));
        answers.add(new Answer(bound, proof));
        return bound.filter(b -> proof.isPresent());
    }

    /** The simplex with these constraints assumed, for a search that wants more than answers. */
    public Simplex prepare(List<Linear> constraints) {
        Counted counted = of(constraints);
        work.add(1 + counted.more());
        counted.simplex.assumeAll(constraints);
        return counted.simplex;
    }

    /**
     * The simplex for a list of constraints. Most lists are asked about in one go, and differ little from the one before; but
     * one to which questions come back, such as that of a way round a loop, is worth a simplex of its own.
     */
    private Counted of(List<Linear> constraints) {
        Counted known = own.get(constraints);
        if (known != null) {
            return known;
        }
        if (constraints != last && !seen.add(constraints)) {
            if (own.size() >= OWN) {
                own.clear();
            }
            Counted made = new Counted();
            own.put(constraints, made);
            return made;
        }
        last = constraints;
        if (shared.simplex.isCrowded()) {
            shared = new Counted();
        }
        return shared;
    }

    @Override
    public void add(long amount) {
        work.add(amount);
    }

    /** All answers since the last time. */
    public ProofLog takeLog() {
        ProofLog log = new ProofLog(answers);
        answers.clear();
        return log;
    }
}
