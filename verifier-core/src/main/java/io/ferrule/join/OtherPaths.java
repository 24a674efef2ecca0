package io.ferrule.join;

import io.ferrule.join.ItemPath.Step;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.PathSegment;
import io.ferrule.program.Subprogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads item paths out of debug information and out of MIR. */
final class OtherPaths {

    private static final Pattern NUMBERED = Pattern.compile("\\{([a-z_ ]+)#([0-9]{1,18})\\}.*");

    private OtherPaths() {}

    /** Debug information names what a function is in, by type where that is the {@code impl} of a type. */
    static Optional<ItemPath> of(Subprogram subprogram) {
        if (subprogram.namespaces().isEmpty()) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        subprogram.namespaces().stream().skip(1).forEach(name -> steps.add(step(name, true)));
        steps.add(step(subprogram.name(), false));
        return Optional.of(
                new ItemPath(Optional.of(subprogram.namespaces().get(0)), steps, Optional.empty(), List.of(), false));
    }

    private static Step step(String name, boolean perhapsType) {
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches()) {
            return numbered.group(1).equals("impl")
                    ? new Step.Impl()
                    : new Step.Numbered(numbered.group(1), Long.parseLong(numbered.group(2)));
        }
        int arguments = name.indexOf('<');
        return new Step.Named(arguments > 0 ? name.substring(0, arguments) : name, perhapsType);
    }

    /** The path of an item of a dump; empty for what no function has. */
    static Optional<ItemPath> of(MirPath path) {
        List<Step> steps = new ArrayList<>();
        for (PathSegment segment : path.segments()) {
            if (segment instanceof PathSegment.Name name) {
                steps.add(new Step.Named(name.name(), false));
            } else if (segment instanceof PathSegment.Numbered numbered) {
                steps.add(new Step.Numbered(numbered.kind(), numbered.number()));
            } else if (segment instanceof PathSegment.ImplAt || segment instanceof PathSegment.ImplBlock) {
                steps.add(new Step.Impl());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new ItemPath(Optional.empty(), steps, Optional.empty(), List.of(), false));
    }
}
