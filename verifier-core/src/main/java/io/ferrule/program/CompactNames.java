package io.ferrule.program;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * An immutable list of names in two arrays. Most names are never asked for; as strings they would take more memory than
 * the instructions they name.
 */
final class CompactNames extends AbstractList<String> implements RandomAccess {

    private final byte[] bytes;
    private final int[] ends;

    private CompactNames(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    /** The same names, in the same order. */
    static List<String> of(List<String> names) {
        if (names instanceof CompactNames) {
            return names;
        }
        byte[] bytes = String.join("", names).getBytes(StandardCharsets.UTF_8);
        int[] ends = new int[names.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += names.get(i).getBytes(StandardCharsets.UTF_8).length;
            ends[i] = end;
        }
        return new CompactNames(bytes, ends);
    }

    @Override
    public String get(int index) {
        int start = index == 0 ? 0 : ends[index - 1];
        return new String(bytes, start, ends[index] - start, StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return ends.length;
    }
}
