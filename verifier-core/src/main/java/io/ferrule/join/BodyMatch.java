package io.ferrule.join;

import io.ferrule.join.JoinStatus.Evidence;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How well a body whose path fits agrees with the rest that is known of an item.
 *
 * @param contradicted whether it lies where the item cannot be
 * @param distance lines from the item's declaration to the nearest part of the body's head in the same file; -1 if there
 *     is none, or without spans
 * @param hits how many of the places of the item's instructions are places of the body
 * @param near whether one of them lies in a call of the body
 * @param evidence what speaks for it
 */
record BodyMatch(MirBody body, boolean contradicted, int distance, int hits, boolean near, Set<Evidence> evidence) {

    BodyMatch {
        evidence = Set.copyOf(evidence);
    }

    static BodyMatch of(CompiledItem item, MirBody body, BodyPlaces places) {
        Set<Evidence> evidence = EnumSet.of(Evidence.PATH);
        int distance = distance(item, places.head());
        // What a macro writes into an `impl` is declared where the macro is, so that without the places of the body the
        // `impl` tells nothing; a closure stands where it is declared.
        boolean placed = places.hasSpans() || places.closure();
        Optional<Span> header = places.header().filter(span -> placed && fits(item, span, places.closure()));
        if (header.isPresent()) {
            evidence.add(Evidence.HEADER);
        }
        if (distance >= 0) {
            evidence.add(Evidence.DECLARATION);
        } else if (header.isPresent() && !places.hasSpans()) {
            distance = item.line() - header.get().line();
        }
        boolean contradicted = item.line() > 0 && placed && distance < 0;
        int hits = (int) item.code().stream().filter(places.code()::contains).count();
        if (hits > 0) {
            evidence.add(Evidence.CODE);
        }
        boolean near = item.code().stream().anyMatch(places::calls);
        return new BodyMatch(body, contradicted, distance, hits, near, evidence);
    }

    /** Whether an {@code impl} or a closure stands where the item is declared. */
    private static boolean fits(CompiledItem item, Span header, boolean closure) {
        return item.line() > 0
                && item.isDeclaredIn(header)
                && (closure ? header.line() == item.line() : header.line() <= item.line());
    }

    private static int distance(CompiledItem item, List<Span> head) {
        return head.stream()
                .filter(span -> item.line() > 0 && item.isDeclaredIn(span))
                .mapToInt(span -> span.line() - item.line())
                .filter(lines -> lines >= 0)
                .min()
                .orElse(-1);
    }
}
