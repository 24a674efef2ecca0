package io.ferrule.elf;

import java.util.HashMap;
import java.util.Map;

/** A string table. All names together may not be longer than a few times the file: names may share their ends. */
final class NameTable {
    private static final long SHARING = 4;

    private final ByteView table;
    private final Map<Long, String> known = new HashMap<>();
    private long budget;

    NameTable(ByteView table) {
        this.table = table;
        this.budget = SHARING * table.length() + 64;
    }

    String at(long offset) {
        String name = known.get(offset);
        if (name == null) {
            int length = table.lengthOfText(offset);
            budget -= length;
            if (budget < 0) {
                throw new MalformedObjectException(table.start(), "the names in this string table overlap too much");
            }
            name = table.unicode(offset, length);
            known.put(offset, name);
        }
        return name;
    }
}
