package io.ferrule.join;

import io.ferrule.symbol.RustType;
import java.util.List;
import java.util.Optional;

/**
 * The path of an item without generic arguments, in the form that a symbol, debug information and MIR have in common.
 *
 * @param crate empty where it is not said, as in MIR, which leaves the crate out
 * @param steps from the crate to the item
 * @param implementor the type that the last {@code impl} on the way is for, where a symbol says it
 * @param implNumbers the number of each {@code impl} on the way among those of its parent, where that is known
 * @param shim whether the compiler made the function up around the item
 */
record ItemPath(
        Optional<String> crate,
        List<Step> steps,
        Optional<RustType> implementor,
        List<Long> implNumbers,
        boolean shim) {

    ItemPath {
        steps = List.copyOf(steps);
        implNumbers = List.copyOf(implNumbers);
    }

    /** One step of a path. */
    sealed interface Step {

        /** A name. {@code perhapsType} where debug information may name the type of an {@code impl} by it. */
        record Named(String name, boolean perhapsType) implements Step {}

        /** An {@code impl} block, whichever it is. */
        record Impl() implements Step {}

        /** Something without a name, by its number among its like: {@code {closure#0}}. */
        record Numbered(String kind, long number) implements Step {}

        /** Whether the two may be the same step. */
        default boolean mayBe(Step other) {
            if (this instanceof Named name) {
                return other instanceof Impl
                        ? name.perhapsType()
                        : other instanceof Named named && name.name().equals(named.name());
            }
            return equals(other) || (this instanceof Impl && other instanceof Named named && named.perhapsType());
        }
    }

    /** Its last step. */
    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** Whether the other, which may lack leading steps, can be this path. */
    boolean endsWith(ItemPath other) {
        int skipped = steps.size() - other.steps().size();
        if (skipped < 0) {
            return false;
        }
        for (int i = 0; i < other.steps().size(); i++) {
            if (!steps.get(skipped + i).mayBe(other.steps().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name of this stands for an {@code impl} of the other, which is as long. */
    boolean takesForImpl(ItemPath other) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Named && other.steps().get(i) instanceof Step.Impl) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is the whole path of an item of its crate, apart from the crate. */
    boolean isLongAs(ItemPath other) {
        return steps.size() == other.steps().size();
    }
}
