package io.ferrule.policy;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that a person most likely meant. */
public final class NearestName {
    private static final int LONGEST = 200;

    private NearestName() {}

    /**
     * The candidate with the smallest edit distance, if it is at most a third of the name's length (at least 1, at most
     * 12); the first in order of text among equals. Names above 200 characters have none.
     */
    public static Optional<String> of(String name, Collection<String> candidates) {
        int limit = Math.min(12, Math.max(1, name.length() / 3));
        String best = null;
        int bestDistance = limit + 1;
        for (String candidate : candidates) {
            int distance = distance(name, candidate, bestDistance);
            boolean earlier = best != null && candidate.compareTo(best) < 0;
            if (distance < bestDistance || (distance == bestDistance && earlier)) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance with a swap of neighbours as one edit, or {@code above + 1} when it is larger. */
    static int distance(String a, String b, int above) {
        if (Math.abs(a.length() - b.length()) > above || a.length() > LONGEST || b.length() > LONGEST) {
            return above + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            if (fillRow(a, b, i, beforeLast, last, row) > above) {
                return above + 1;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }

    private static int fillRow(String a, String b, int i, int[] beforeLast, int[] last, int[] row) {
        row[0] = i;
        int smallest = i;
        for (int j = 1; j <= b.length(); j++) {
            int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
            int cost = Math.min(last[j - 1] + change, 1 + Math.min(last[j], row[j - 1]));
            boolean swapped =
                    i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
            row[j] = swapped ? Math.min(cost, beforeLast[j - 2] + 1) : cost;
            smallest = Math.min(smallest, row[j]);
        }
        return smallest;
    }
}
