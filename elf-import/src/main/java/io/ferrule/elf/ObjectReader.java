package io.ferrule.elf;

import io.ferrule.object.ObjectFile;
import io.ferrule.object.ObjectMember;
import io.ferrule.object.ObjectProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads object files and archives. */
public final class ObjectReader {
    private static final byte[] ARCHIVE = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] THIN_ARCHIVE = "!<thin>\n".getBytes(StandardCharsets.US_ASCII);

    private ObjectReader() {}

    /**
     * Reads a file. Never throws on bad contents: what is not understood is among the problems.
     *
     * @param name how the file is called in problems
     */
    public static ObjectFile read(String name, byte[] bytes) {
        List<ObjectMember> members = new ArrayList<>();
        List<ObjectProblem> problems = new ArrayList<>();
        ByteView file = ByteView.of(bytes);
        if (file.startsWith(ARCHIVE)) {
            readArchive(name, file, members, problems);
        } else if (file.startsWith(THIN_ARCHIVE)) {
            problems.add(new ObjectProblem(name, 0, "a thin archive, whose members lie in other files"));
        } else {
            readMember(name, name, file, members, problems);
        }
        return new ObjectFile(name, members, problems);
    }

    private static void readArchive(
            String name, ByteView file, List<ObjectMember> members, List<ObjectProblem> problems) {
        try {
            for (Archive.Member member : Archive.members(file)) {
                readMember(name + "(" + member.name() + ")", member.name(), member.contents(), members, problems);
            }
        } catch (MalformedObjectException e) {
            problems.add(new ObjectProblem(name, e.offset(), e.reason()));
        }
        if (members.isEmpty() && problems.isEmpty()) {
            problems.add(new ObjectProblem(name, 0, "an archive without objects"));
        }
    }

    private static void readMember(
            String file, String name, ByteView contents, List<ObjectMember> members, List<ObjectProblem> problems) {
        try {
            members.add(new MemberReader(file, name, contents, problems).read());
        } catch (MalformedObjectException e) {
            problems.add(new ObjectProblem(file, e.offset(), e.reason()));
        }
    }
}
