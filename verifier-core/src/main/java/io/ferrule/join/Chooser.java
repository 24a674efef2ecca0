package io.ferrule.join;

import io.ferrule.join.CandidateIndex.Candidate;
import io.ferrule.join.JoinStatus.Ambiguous;
import io.ferrule.join.JoinStatus.Evidence;
import io.ferrule.join.JoinStatus.Missing;
import io.ferrule.join.JoinStatus.Reason;
import io.ferrule.join.JoinStatus.Unique;
import io.ferrule.symbol.RustType;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses among the bodies whose path fits, by all else that is known; in doubt it chooses none. */
record Chooser(SelfType selfTypes) {

    JoinStatus choose(CompiledItem item, List<Candidate> candidates) {
        List<BodyMatch> agreeing = candidates.stream()
                .map(candidate -> BodyMatch.of(item, candidate.body(), candidate.places()))
                .filter(match -> !match.contradicted())
                .toList();
        if (agreeing.isEmpty()) {
            return new Missing(candidates.isEmpty() ? Reason.NOT_IN_DUMP : Reason.CONFLICT);
        }
        List<BodyMatch> nearest = nearest(agreeing);
        List<BodyMatch> best = nearest.size() == 1 ? nearest : mostHits(nearest);
        Optional<BodyMatch> ofType = best.size() == 1 ? Optional.empty() : byType(item, best);
        if (best.size() > 1 && ofType.isEmpty()) {
            return ambiguous(best);
        }
        BodyMatch chosen = ofType.orElse(best.get(0));
        if (agreeing.stream().anyMatch(other -> other.hits() > chosen.hits())) {
            return ambiguous(agreeing);
        }
        Set<Evidence> evidence = EnumSet.copyOf(chosen.evidence());
        ofType.ifPresent(match -> evidence.add(Evidence.SELF_TYPE));
        boolean elsewhere = chosen.distance() >= 0
                && evidence.contains(Evidence.DECLARATION)
                && !item.code().isEmpty()
                && chosen.hits() == 0
                && !chosen.near();
        return elsewhere ? new Missing(Reason.CONFLICT) : new Unique(chosen.body(), evidence);
    }

    private static JoinStatus ambiguous(List<BodyMatch> matches) {
        return new Ambiguous(matches.stream().map(BodyMatch::body).toList());
    }

    /** Two declarations do not overlap, so the nearest head below a declaration is its own. */
    private static List<BodyMatch> nearest(List<BodyMatch> matches) {
        int least = matches.stream()
                .mapToInt(BodyMatch::distance)
                .filter(distance -> distance >= 0)
                .min()
                .orElse(-1);
        return matches.stream().filter(match -> match.distance() == least).toList();
    }

    private static List<BodyMatch> mostHits(List<BodyMatch> matches) {
        int most = matches.stream()
                .map(BodyMatch::hits)
                .max(Comparator.naturalOrder())
                .orElse(0);
        return matches.stream().filter(match -> match.hits() == most).toList();
    }

    /** The only one whose {@code self} can be of the type; empty where another cannot be ruled out. */
    private Optional<BodyMatch> byType(CompiledItem item, List<BodyMatch> matches) {
        Optional<RustType> implementor = item.path().flatMap(ItemPath::implementor);
        List<BodyMatch> possible = matches.stream()
                .filter(match -> implementor.isPresent() && selfTypes.mayBe(match.body(), implementor.get()))
                .toList();
        return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
    }
}
