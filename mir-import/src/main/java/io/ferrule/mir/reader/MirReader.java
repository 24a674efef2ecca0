package io.ferrule.mir.reader;

import io.ferrule.mir.MirProgram;

/**
 * Reads one dump of MIR.
 *
 * <p>Whatever the text is, reading ends with a program: what was not understood is in {@link MirProgram#problems()},
 * with its line and column, and the item that it stands in is {@link io.ferrule.mir.MirContents.Unsupported}. Nothing is
 * kept between calls, and several threads may read at once.
 */
public final class MirReader {

    private MirReader() {}

    /**
     * Reads a dump.
     *
     * @param name how problems call the text, usually a file name
     * @param bytes the text, UTF-8; is not kept
     */
    public static MirProgram read(String name, byte[] bytes) {
        return new ProgramBuilder(new DumpText(name, bytes)).program();
    }
}
