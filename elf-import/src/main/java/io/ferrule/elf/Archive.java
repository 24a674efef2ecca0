package io.ferrule.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of an archive in the GNU format, its index and its table of long names left out. */
final class Archive {
    private static final int MAGIC = 8;
    private static final int HEADER = 60;
    private static final int LONGEST_NAME = 4096;

    private Archive() {}

    /** A member and its bytes. */
    record Member(String name, ByteView contents) {}

    static List<Member> members(ByteView file) {
        List<Member> members = new ArrayList<>();
        Optional<ByteView> longNames = Optional.empty();
        long at = MAGIC;
        while (at < file.length()) {
            ByteView header = file.part(at, HEADER, "the header of an archive member");
            if (header.u8(58) != '`' || header.u8(59) != '\n') {
                throw new MalformedObjectException(header.start() + 58L, "not the header of an archive member");
            }
            long size = decimal(header, 48, 10);
            ByteView contents = file.part(at + HEADER, size, "an archive member");
            String field = header.text(0, 16).stripTrailing();
            if (field.equals("//")) {
                longNames = Optional.of(contents);
            } else if (!field.equals("/") && !field.equals("/SYM64/")) {
                members.add(new Member(name(field, header, longNames), contents));
            }
            at += HEADER + size + size % 2;
        }
        return members;
    }

    private static String name(String field, ByteView header, Optional<ByteView> longNames) {
        if (field.startsWith("/") && longNames.isPresent()) {
            ByteView table = longNames.get();
            long at = decimal(header, 1, 15);
            int length = 0;
            while (length < LONGEST_NAME && table.u8(at + length) != '\n') {
                length++;
            }
            return withoutSlash(table.text(at, length));
        }
        return withoutSlash(field);
    }

    private static String withoutSlash(String name) {
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static long decimal(ByteView header, int at, int width) {
        String text = header.text(at, width).stripTrailing();
        if (text.isEmpty() || text.chars().anyMatch(c -> c < '0' || c > '9')) {
            throw new MalformedObjectException((long) header.start() + at, "`" + text + "` is not a number");
        }
        return Long.parseLong(text);
    }
}
