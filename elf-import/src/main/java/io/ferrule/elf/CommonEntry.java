package io.ferrule.elf;

import io.ferrule.object.Machine;

/**
 * What several functions have in common in call frame information (CIE).
 *
 * @param encoding of the pointers to the functions
 * @param augmented whether the entries of functions say how long their further data is
 * @param rules what holds where a function begins
 */
record CommonEntry(int encoding, boolean augmented, CallFrameProgram.Rules rules) {
    private static final int OMITTED = 0xff;

    /** @param cursor behind the number that tells that this is such an entry */
    static CommonEntry read(Machine machine, DwarfCursor cursor) {
        int version = cursor.u8();
        String augmentation = cursor.text();
        boolean augmented = augmentation.startsWith("z");
        if ((version != 1 && version != 3 && version != 4) || (!augmented && !augmentation.isEmpty())) {
            throw cursor.malformed("call frame information of version " + version + " `" + augmentation + "`");
        }
        if (version == 4 && (cursor.u8() != 8 || cursor.u8() != 0)) {
            throw cursor.malformed("call frame information for addresses that are not of 8 bytes");
        }
        cursor.unsigned();
        long factor = cursor.signed();
        if (version == 1) {
            cursor.u8();
        } else {
            cursor.unsigned();
        }
        int encoding = 0;
        if (augmented) {
            long length = cursor.unsigned();
            long end = cursor.at() + length;
            encoding = encoding(augmentation, cursor);
            cursor.skip(end - cursor.at());
        }
        CallFrameProgram.Rules empty = CallFrameProgram.Rules.none(factor, encoding);
        return new CommonEntry(encoding, augmented, CallFrameProgram.run(cursor, empty, machine));
    }

    private static int encoding(String augmentation, DwarfCursor cursor) {
        int encoding = 0;
        for (int i = 1; i < augmentation.length(); i++) {
            switch (augmentation.charAt(i)) {
                case 'R' -> encoding = cursor.u8();
                case 'L' -> cursor.u8();
                case 'P' -> {
                    int personality = cursor.u8();
                    cursor.skip(personality == OMITTED ? 0 : DwarfCursor.size(personality));
                }
                case 'S', 'B', 'G' -> {}
                default -> throw cursor.malformed("call frame information `" + augmentation + "`");
            }
        }
        return encoding;
    }
}
