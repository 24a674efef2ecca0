package io.ferrule.cli.format;

import io.ferrule.verdict.MirCoverage;
import io.ferrule.verdict.MirCoverage.Counts;
import java.util.ArrayList;
import java.util.List;

/** How far MIR is that of the program, in words. */
final class MirText {

    private MirText() {}

    /** How many functions are joined, and why the others are not. */
    static String rate(MirCoverage mir) {
        if (mir.crate().isEmpty()) {
            return "no function has a body in it: is it of another crate, or of another compile?";
        }
        return counts(mir.defined()) + " of `" + mir.crate().get() + "` have one body each" + others(mir.defined())
                + inlined(mir.inlined());
    }

    private static String counts(Counts counts) {
        return counts.unique() + " of " + counts.own() + " functions";
    }

    private static String inlined(Counts inlined) {
        return inlined.own() == 0
                ? ""
                : "; of those that are only inlined, " + inlined.unique() + " of " + inlined.own() + others(inlined);
    }

    private static String others(Counts counts) {
        List<String> others = new ArrayList<>();
        if (counts.ambiguous() > 0) {
            others.add(counts.ambiguous() + " ambiguous");
        }
        if (counts.missing() > 0) {
            others.add(counts.missing() + " not in it");
        }
        if (counts.conflicting() > 0) {
            others.add(counts.conflicting() + " elsewhere in the source: is it of another compile?");
        }
        return others.isEmpty() ? "" : " (" + String.join(", ", others) + ")";
    }

    /** What was not understood, and where. */
    static String unread(MirCoverage.Unread unread) {
        String what = unread.path().isEmpty() ? "" : "`" + unread.path() + "`, ";
        return what + unread.span() + ": " + unread.problem();
    }
}
