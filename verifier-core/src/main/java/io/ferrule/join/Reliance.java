package io.ferrule.join;

import io.ferrule.join.JoinStatus.Evidence;
import io.ferrule.join.JoinStatus.Unique;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirContents.Unsupported;

/**
 * Whether a rule may rest on the MIR of a function. One that does names the assumption that dump and program come from
 * one compile; where it may not, it answers "unproved" and says why.
 *
 * <p>A path alone is not enough, as it may be that of a body in a dump of other source: the declaration must stand where
 * debug information has it, and then the code was compared too. So line tables and MIR with spans are needed.
 */
public sealed interface Reliance {

    /**
     * The function was made from this body, all of which was understood. The body is generic; types of its instances are
     * in the symbol alone.
     */
    record Allowed(MirBody body, Code code) implements Reliance {}

    /**
     * No rule may rest on it.
     *
     * @param why for a person, as a clause: "its MIR is ambiguous (2 bodies)"
     */
    record Refused(String why) implements Reliance {}

    /** What follows from a status, for a dump of which {@code whole} is true if no function can be hidden in it. */
    static Reliance of(JoinStatus status, boolean whole) {
        if (!(status instanceof Unique unique)) {
            return new Refused("its MIR is " + status.text());
        }
        if (unique.body().contents() instanceof Unsupported unsupported) {
            return new Refused("its MIR was not understood: " + unsupported.problem());
        }
        if (!whole) {
            return new Refused("the MIR holds items that were not understood, and which may be its own");
        }
        if (!unique.evidence().contains(Evidence.DECLARATION)) {
            return new Refused("its MIR is known by name alone; `-Zmir-include-spans=on` and line tables tell more");
        }
        return unique.body().contents() instanceof Code code
                ? new Allowed(unique.body(), code)
                : new Refused("its MIR is a value");
    }
}
