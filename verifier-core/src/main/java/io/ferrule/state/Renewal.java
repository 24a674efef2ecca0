package io.ferrule.state;

import io.ferrule.program.Computation.Phi;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.Base.Origin;
import io.ferrule.state.Base.Somewhere;
import io.ferrule.state.Base.Within;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An instruction is executed again: what was named after its last result needs another name. A phi that still holds that
 * very pointer gives it; otherwise nobody knows any more which object it was.
 */
final class Renewal {

    private Renewal() {}

    /** The path before instruction {@code number} is executed once more. */
    static Path of(FunctionPlan plan, int number, Path path) {
        Predicate<Base> old = base -> isNamedAfter(plan, number, number + 1, base);
        Renaming names = base -> Address.of(old.test(base) ? newName(plan, path, base) : base);
        return isMentioned(old, path) ? path.renamed(names) : path;
    }

    /** The path at the start of a block, where phis take these results all at once. */
    static Path ofPhis(FunctionPlan plan, int block, List<Phi> phis, List<AbstractValue> results, Path path) {
        Path next = path;
        List<AbstractValue> renamed = new ArrayList<>(results);
        if (plan.isCyclic(block)) {
            int first = plan.number(block, 0);
            int joined = plan.joined(block, 0);
            Predicate<Base> old = base -> isNamedAfter(plan, first, first + phis.size(), base)
                    || isNamedAfter(plan, joined, joined + plan.locals(), base);
            if (isMentioned(old, next)
                    || renamed.stream().anyMatch(value -> Bases.in(value).anyMatch(old))) {
                Renaming names = base -> Address.of(old.test(base) ? Somewhere.SOMEWHERE : base);
                next = next.renamed(names);
                renamed.replaceAll(value -> value.renamed(names));
            }
        }
        for (int i = 0; i < phis.size(); i++) {
            next.facts().set(phis.get(i).header().result(), renamed.get(i));
        }
        return next;
    }

    private static boolean isMentioned(Predicate<Base> old, Path path) {
        boolean inState = path.state().held().stream()
                        .anyMatch(held -> old.test(held.lock().address().base()))
                || path.state().resources().stream()
                        .anyMatch(resource -> old.test(resource.handle().base()))
                || path.state().saved().stream().anyMatch(old);
        return inState || path.facts().mentions(old);
    }

    /** Whether a name is that of what an instruction yielded, one of those from the first number to before the end. */
    private static boolean isNamedAfter(FunctionPlan plan, int first, int end, Base base) {
        Base name = base instanceof Within within ? within.name() : base;
        return name instanceof Origin origin
                && first <= origin.instruction()
                && origin.instruction() < end
                && origin.function().equals(plan.symbol());
    }

    private static Base newName(FunctionPlan plan, Path path, Base old) {
        return path.facts().holders(Address.of(old)).stream()
                .flatMap(local -> plan.definition(local).filter(Phi.class::isInstance).stream()
                        .flatMap(phi -> plan.numberOf(local).stream()))
                .<Base>map(number -> new Origin(plan.symbol(), number, Optional.empty()))
                .filter(name -> !path.facts().mentions(name::equals))
                .findFirst()
                .orElse(Somewhere.SOMEWHERE);
    }
}
