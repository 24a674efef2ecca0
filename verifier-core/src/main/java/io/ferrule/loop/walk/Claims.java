package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is claimed of the loops of one function, by header.
 *
 * @param invariants forms that are at least 0 whenever control is at the header
 * @param repeated forms that are at least 0 whenever control is at the header and has gone round the loop since it was
 *     entered
 * @param strides by phi of a header: it always differs from its value on entry by a multiple of that number
 */
public record Claims(
        Map<Integer, List<Linear>> invariants, Map<Integer, List<Linear>> repeated, Map<Integer, Long> strides) {

    /** Nothing is claimed. */
    public static final Claims NONE = new Claims(Map.of(), Map.of(), Map.of());

    public Claims {
        invariants = copy(invariants);
        repeated = copy(repeated);
        strides = Collections.unmodifiableMap(new TreeMap<>(strides));
    }

    private static Map<Integer, List<Linear>> copy(Map<Integer, List<Linear>> forms) {
        Map<Integer, List<Linear>> copy = new TreeMap<>();
        forms.forEach((header, own) -> copy.put(header, List.copyOf(own)));
        return Collections.unmodifiableMap(copy);
    }

    /** The invariants of a loop; none where none is claimed. */
    public List<Linear> invariantsAt(int header) {
        return invariants.getOrDefault(header, List.of());
    }

    /** What is claimed to be at least 0 whenever the loop has gone round; none where nothing is. */
    public List<Linear> repeatedAt(int header) {
        return repeated.getOrDefault(header, List.of());
    }

    /** Whether something is claimed of the loop with that header. */
    public boolean speakOf(int header, FunctionModel model) {
        return !invariantsAt(header).isEmpty()
                || !repeatedAt(header).isEmpty()
                || strides.keySet().stream().anyMatch(phi -> model.blockOf(phi) == header);
    }

    /** What is claimed of the loops that have to do with one. */
    public Claims relevantTo(int header, FunctionModel model) {
        return of(model.dependencies(header), model);
    }

    /**
     * The headers of the loops of which something is claimed that loops with these headers depend on, or that such claims depend
     * on in turn; those headers included, where something is claimed there.
     */
    public Set<Integer> premises(Set<Integer> headers, FunctionModel model) {
        Set<Integer> found = new TreeSet<>();
        Deque<Integer> open = new ArrayDeque<>(headers);
        while (!open.isEmpty()) {
            for (int other : model.dependencies(open.remove())) {
                if (speakOf(other, model) && found.add(other)) {
                    open.add(other);
                }
            }
        }
        return found;
    }

    /** What of it is claimed of the loops with these headers. */
    public Claims of(Set<Integer> headers, FunctionModel model) {
        Map<Integer, List<Linear>> own = new TreeMap<>(invariants);
        own.keySet().retainAll(headers);
        Map<Integer, List<Linear>> again = new TreeMap<>(repeated);
        again.keySet().retainAll(headers);
        Map<Integer, Long> moved = new TreeMap<>(strides);
        moved.keySet().removeIf(phi -> !headers.contains(model.blockOf(phi)));
        return new Claims(own, again, moved);
    }

    /** What of it is claimed of loops with another header. */
    Claims without(int header, FunctionModel model) {
        Set<Integer> others = new TreeSet<>(model.headers());
        others.remove(header);
        return of(others, model);
    }

    /** The same, with other forms of what holds at one header after a round. */
    public Claims withRepeated(int header, List<Linear> forms) {
        Map<Integer, List<Linear>> changed = new TreeMap<>(repeated);
        changed.put(header, forms);
        return new Claims(invariants, changed, strides);
    }

    /** The same, with other invariants at one header. */
    public Claims withInvariants(int header, List<Linear> forms) {
        Map<Integer, List<Linear>> changed = new TreeMap<>(invariants);
        changed.put(header, forms);
        return new Claims(changed, repeated, strides);
    }

    /** The same, with one more stride. */
    public Claims withStride(int phi, long stride) {
        Map<Integer, Long> changed = new TreeMap<>(strides);
        changed.put(phi, stride);
        return new Claims(invariants, repeated, changed);
    }

    /** The same, without that stride. */
    Claims withoutStride(int phi) {
        Map<Integer, Long> changed = new TreeMap<>(strides);
        changed.remove(phi);
        return new Claims(invariants, repeated, changed);
    }
}
