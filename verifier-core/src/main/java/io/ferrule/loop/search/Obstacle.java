package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Transition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a person should look at in a loop without a bound: the numbers that decide when it ends, and what becomes of them. */
public final class Obstacle {

    private static final int NAMED = 3;

    private Obstacle() {}

    /** A phrase for each number that stays as it is, or may become anything, on some way round; nothing if there is none. */
    public static String of(Situation situation) {
        FunctionModel model = situation.model();
        Set<String> phrases = new LinkedHashSet<>();
        for (int phi : Scaling.decisive(model, situation.loop())) {
            for (Transition way : situation.transitions()) {
                Linear moved = way.next(phi).minus(way.before(Linear.variable(phi)));
                if (moved.equals(Linear.ZERO)) {
                    phrases.add(name(model, phi) + " may stay as it is");
                } else if (isAnything(model, way.next(phi))) {
                    phrases.add(name(model, phi) + " may become anything");
                }
            }
        }
        List<String> named = new ArrayList<>(phrases).subList(0, Math.min(NAMED, phrases.size()));
        return named.isEmpty() ? "" : ": on a way round " + String.join(", ", named);
    }

    /** Whether a value comes from memory, a call, or what is not understood. */
    private static boolean isAnything(FunctionModel model, Linear next) {
        return next.variables().stream()
                .anyMatch(variable -> variable >= model.firstNameless()
                        || (model.isLocal(variable)
                                && !model.isParameter(variable)
                                && model.definition(variable)
                                        .filter(definition ->
                                                !(definition instanceof io.ferrule.program.Computation.Phi))
                                        .isPresent()));
    }

    /** As it is called in the source, as far as LLVM kept that. */
    private static String name(FunctionModel model, int local) {
        String name = model.name(local);
        int end = name.indexOf('.');
        String stem = end > 0 ? name.substring(0, end) : name;
        boolean spoken = !stem.isEmpty() && Character.isLetter(stem.charAt(0));
        return spoken ? "`" + stem + "`" : "`%" + name + "`";
    }
}
