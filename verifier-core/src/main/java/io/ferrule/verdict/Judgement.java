package io.ferrule.verdict;

import java.util.List;
import java.util.Optional;

/** What a rule says of one obligation. */
public sealed interface Judgement {

    /** The name of the rule. */
    String rule();

    /** What had to be proved, as a sentence: "`on_irq` never sleeps (hardirq)". */
    String obligation();

    /**
     * It holds on every path.
     *
     * @param facts what the proof consists of, each a sentence
     * @param measure the bound that was proved, where the obligation is about a number
     */
    record Proved(String rule, String obligation, List<String> facts, Optional<Measure> measure) implements Judgement {
        public Proved {
            facts = List.copyOf(facts);
        }

        /** A proof of something that is no number. */
        public Proved(String rule, String obligation, List<String> facts) {
            this(rule, obligation, facts, Optional.empty());
        }
    }

    /**
     * It fails, and here is how.
     *
     * @param findings at least one
     */
    record Refuted(String rule, String obligation, List<Finding> findings) implements Judgement {
        public Refuted {
            findings = nonEmpty(findings);
        }
    }

    /**
     * It could not be decided.
     *
     * @param reasons at least one
     */
    record Unproved(String rule, String obligation, List<Finding> reasons) implements Judgement {
        public Unproved {
            reasons = nonEmpty(reasons);
        }
    }

    private static List<Finding> nonEmpty(List<Finding> findings) {
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a judgement that is not a proof gives a reason");
        }
        return List.copyOf(findings);
    }
}
