package io.ferrule.llvm;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Numbers from 0 that one text holds, in memory in proportion to it. */
final class NumberSet {

    private final int dense;
    private final BitSet low = new BitSet();
    private final Set<Integer> high = new HashSet<>();

    NumberSet(SourceText text) {
        dense = text.bytes().length; // a text has only few numbers beyond
    }

    void add(int number) {
        if (number < dense) {
            low.set(number);
        } else {
            high.add(number);
        }
    }

    /** Whether it has that number; never a negative one. */
    boolean contains(int number) {
        return number < dense ? number >= 0 && low.get(number) : high.contains(number);
    }

    /** Whether the other set, of the same text, has all numbers of this one. */
    boolean isWithin(NumberSet other) {
        BitSet missing = (BitSet) low.clone();
        missing.andNot(other.low);
        return missing.isEmpty() && other.high.containsAll(high);
    }
}
