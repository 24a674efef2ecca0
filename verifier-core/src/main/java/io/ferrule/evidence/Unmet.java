package io.ferrule.evidence;

import io.ferrule.identity.CallTexts;
import io.ferrule.mir.MirProgram;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.ownership.Variables;
import io.ferrule.program.Instruction;
import java.util.Optional;

/** Says of a guard, in words of the source, that nothing is seen which takes what it stands for. */
final class Unmet {

    private final MirProgram mir;

    Unmet(MirProgram mir) {
        this.mir = mir;
    }

    /** What there is to say of it; {@code executes} shows that it runs. */
    Disagreement of(Seen one, Instruction executes) {
        Meant step = one.meant();
        Optional<String> variable = step.call().flatMap(call -> Variables.of(step.body(), step.code(), call));
        String guard = variable.map(name -> "`" + name + "`").orElse("a guard");
        String how = step.call()
                .flatMap(call -> CallTexts.of(mir).of(step.body(), step.code(), call))
                .map(text -> "made by `" + text + "`")
                .orElse(
                        step.isBuilt()
                                ? "built here"
                                : "made by " + (isPointer(step) ? "a function pointer" : "`" + step.maker() + "`"));
        String message = guard + " is " + how
                + ", and no call is seen there that takes what it stands for and keeps it: which locks are held from here on is not"
                + " known";
        return new Disagreement(one.function(), message, step.at(), executes, false);
    }

    private static boolean isPointer(Meant step) {
        return step.call()
                .filter(call -> BodyIndex.callee(call.function()).isEmpty())
                .isPresent();
    }
}
