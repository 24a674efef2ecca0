package io.ferrule.elf;

import io.ferrule.object.MachineFunction;
import io.ferrule.object.ObjectFile;
import io.ferrule.object.ObjectMember;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Objects to read: {@code sum.o}, whose source and command lie beside it, and archives made of it. */
final class Samples {
    private Samples() {}

    static byte[] sum() {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("sum.o"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectMember read(byte[] bytes) {
        ObjectFile file = ObjectReader.read("sum.o", bytes);
        if (file.members().size() != 1 || !file.problems().isEmpty()) {
            throw new IllegalArgumentException(file.problems().toString());
        }
        return file.members().get(0);
    }

    static MachineFunction function(String name) {
        return read(sum()).functions().stream()
                .filter(function -> function.symbols().get(0).endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** An archive with an index, a table of long names, and two members. */
    static byte[] archive() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        member(out, "/", new byte[4]);
        member(out, "//", "a-name-that-is-longer-than-fifteen.o/\n".getBytes(StandardCharsets.US_ASCII));
        member(out, "/0", sum());
        member(out, "sum.o/", sum());
        return out.toByteArray();
    }

    private static void member(ByteArrayOutputStream out, String name, byte[] contents) {
        String header = String.format("%-16s%-12d%-6d%-6d%-8s%-10d`\n", name, 0, 0, 0, "644", contents.length);
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(contents);
        if (contents.length % 2 != 0) {
            out.write('\n');
        }
    }
}
