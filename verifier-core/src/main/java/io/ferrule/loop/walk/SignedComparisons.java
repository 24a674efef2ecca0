package io.ferrule.loop.walk;

import io.ferrule.graph.Loop;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a loop's numbers are compared as signed, so that it is worth while to read all numbers so. That a byte which is
 * loaded is at least 0 is nothing of the kind. It only directs the search.
 */
public final class SignedComparisons {

    private final FunctionModel model;
    private final Loop loop;
    private final Guards guards;

    private SignedComparisons(FunctionModel model, Loop loop) {
        this.model = model;
        this.loop = loop;
        this.guards = model.guards();
    }

    /** Whether a number that the loop changes, or what that is compared with, is compared as signed in it or before it. */
    public static boolean occur(FunctionModel model, Loop loop) {
        return new SignedComparisons(model, loop).occur();
    }

    private boolean occur() {
        List<Compare> signed = compares(compare -> compare.predicate().startsWith("s"));
        if (signed.isEmpty()) {
            return false;
        }
        Set<Integer> numbers = numbers();
        return signed.stream()
                .anyMatch(compare -> guards.closure(compare.operands()).stream().anyMatch(numbers::contains));
    }

    /** What the loop changes, what that is computed from, and what it is compared with. */
    private Set<Integer> numbers() {
        Set<Integer> changed = new HashSet<>();
        List<Value> values = new ArrayList<>();
        for (Phi phi : model.numericPhis(loop.header())) {
            changed.add(phi.header().result());
            values.addAll(phi.operands());
        }
        Set<Integer> numbers = new HashSet<>(changed);
        numbers.addAll(guards.closure(values));
        compares(compare -> true).stream()
                .filter(compare -> loop.contains(blockOf(compare)))
                .map(compare -> guards.closure(compare.operands()))
                .filter(reads -> reads.stream().anyMatch(changed::contains))
                .forEach(numbers::addAll);
        return numbers;
    }

    private int blockOf(Compare compare) {
        return model.blockOf(compare.header().result());
    }

    /** The comparisons in the loop and on the way to it. */
    private List<Compare> compares(Predicate<Compare> wanted) {
        List<Compare> found = new ArrayList<>();
        for (int block = 0; block < model.function().blocks().size(); block++) {
            if (loop.contains(block) || model.dominators().dominates(block, loop.header())) {
                model.block(block).instructions().stream()
                        .filter(Compare.class::isInstance)
                        .map(Compare.class::cast)
                        .filter(wanted)
                        .forEach(found::add);
            }
        }
        return found;
    }
}
