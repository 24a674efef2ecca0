package io.ferrule.llvm;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Where in the text metadata nodes stand, by their numbers, in arrays. */
final class MetadataPlaces {

    private final int dense;
    private final BitSet low = new BitSet();
    private final Set<Integer> high = new HashSet<>();
    private int[] numbers = new int[16];
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int size;

    MetadataPlaces(SourceText text) {
        dense = text.bytes().length; // numbers beyond are sparse, whatever the text
    }

    private MetadataPlaces(MetadataPlaces other, int[] order) {
        dense = 0;
        size = order.length;
        numbers = Arrays.stream(order).map(i -> other.numbers[i]).toArray();
        starts = Arrays.stream(order).map(i -> other.starts[i]).toArray();
        ends = Arrays.stream(order).map(i -> other.ends[i]).toArray();
    }

    /** Adds a node; false where its number is taken. */
    boolean add(int number, int start, int end) {
        if (contains(number)) {
            return false;
        }
        if (number < dense) {
            low.set(number);
        } else {
            high.add(number);
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        numbers[size] = number;
        starts[size] = start;
        ends[size] = end;
        size++;
        return true;
    }

    boolean contains(int number) {
        return number < dense ? number >= 0 && low.get(number) : high.contains(number);
    }

    /** The same, in the order of numbers, which {@link #place} needs, and no larger than needed. */
    MetadataPlaces ordered() {
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (long) numbers[i] << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        return new MetadataPlaces(
                this, Arrays.stream(keys).mapToInt(key -> (int) key).toArray());
    }

    /** The place of that number among ordered nodes, negative where there is none. */
    int place(int number) {
        return Arrays.binarySearch(numbers, 0, size, number);
    }

    /** The first byte of the node at that place. */
    int start(int place) {
        return starts[place];
    }

    /** The byte behind it. */
    int end(int place) {
        return ends[place];
    }
}
