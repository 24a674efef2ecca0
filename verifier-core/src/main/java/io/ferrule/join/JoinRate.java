package io.ferrule.join;

import io.ferrule.join.JoinStatus.Ambiguous;
import io.ferrule.join.JoinStatus.Missing;
import io.ferrule.join.JoinStatus.Unique;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many functions were joined.
 *
 * @param unique with one body
 * @param ambiguous with several
 * @param missing with none, by reason
 */
public record JoinRate(int unique, int ambiguous, Map<JoinStatus.Reason, Integer> missing) {
    public JoinRate {
        missing = Map.copyOf(missing);
    }

    static JoinRate of(List<JoinStatus> statuses) {
        int unique = 0;
        int ambiguous = 0;
        Map<JoinStatus.Reason, Integer> missing = new EnumMap<>(JoinStatus.Reason.class);
        for (JoinStatus status : statuses) {
            if (status instanceof Unique) {
                unique++;
            } else if (status instanceof Ambiguous) {
                ambiguous++;
            } else {
                missing.merge(((Missing) status).reason(), 1, Integer::sum);
            }
        }
        return new JoinRate(unique, ambiguous, missing);
    }

    /** The functions of the crate that the MIR is of, and of no other; compiler-made code is nobody's. */
    public int own() {
        return unique + ambiguous + missing(JoinStatus.Reason.NOT_IN_DUMP) + missing(JoinStatus.Reason.CONFLICT);
    }

    /** How many have no body for that reason. */
    public int missing(JoinStatus.Reason reason) {
        return missing.getOrDefault(reason, 0);
    }
}
