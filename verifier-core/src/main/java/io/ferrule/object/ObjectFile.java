package io.ferrule.object;

import java.util.List;

/**
 * What is loaded: a relocatable object, or an archive of them.
 *
 * @param origin the file that it was read from, as the caller named it
 * @param members in the order of the file
 * @param problems what was not understood; an empty list means that everything was
 */
public record ObjectFile(String origin, List<ObjectMember> members, List<ObjectProblem> problems) {
    public ObjectFile {
        members = List.copyOf(members);
        problems = List.copyOf(problems);
    }
}
