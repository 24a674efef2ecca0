package io.ferrule.elf;

import io.ferrule.object.Relocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The relocations of an object, found by place. */
final class Relocations {
    private final Map<Integer, List<Relocation>> bySection = new HashMap<>();

    /** @param sorted by section and offset */
    Relocations(List<Relocation> sorted) {
        sorted.forEach(relocation -> bySection
                .computeIfAbsent(relocation.section(), s -> new ArrayList<>())
                .add(relocation));
    }

    /** The first relocation of a section at {@code from} or behind it, and before {@code to}. */
    Optional<Relocation> in(int section, long from, long to) {
        List<Relocation> all = bySection.getOrDefault(section, List.of());
        int index = lowerBound(all, from);
        return index < all.size() && all.get(index).offset() < to ? Optional.of(all.get(index)) : Optional.empty();
    }

    /** All of them in that part of a section. */
    List<Relocation> all(int section, long from, long to) {
        List<Relocation> all = bySection.getOrDefault(section, List.of());
        return all.subList(lowerBound(all, from), lowerBound(all, to));
    }

    private static int lowerBound(List<Relocation> sorted, long offset) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
