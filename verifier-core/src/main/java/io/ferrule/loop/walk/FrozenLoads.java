package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Loads that give the same number whenever they are made at the same address. Memory that is read through a parameter
 * marked {@code noalias} and {@code readonly} does not change while the function runs: the function does not write
 * through that parameter, and it would be undefined behaviour if it, or anybody else, wrote there otherwise (LLVM
 * Language Reference, "Parameter Attributes"). rustc marks shared references so, unless what they lead to may change
 * behind them. {@code !noundef} says that the bytes are not undefined, which could be read as another number each time.
 */
public final class FrozenLoads {

    private static final int LIMIT = 60;

    private final Walk walk;
    private final Map<Place, Linear> numbers;

    FrozenLoads(Walk walk) {
        this.walk = walk;
        this.numbers = new HashMap<>();
    }

    /** What another walk has read so far, for one that goes on from there. */
    FrozenLoads(Walk walk, FrozenLoads other) {
        this.walk = walk;
        this.numbers = new HashMap<>(other.numbers);
    }

    private record Place(Linear address, int width) {}

    /** The number that a load of the same bytes gave before on this walk. */
    Optional<Linear> number(Load load, int width) {
        return place(load, width).map(numbers::get);
    }

    /** Remembers what a load gives. */
    void remember(Load load, int width, Linear number) {
        place(load, width).ifPresent(place -> numbers.putIfAbsent(place, number));
    }

    private Optional<Place> place(Load load, int width) {
        FunctionModel model = walk.model();
        boolean plain = !load.flags().has("volatile")
                && !load.flags().has("atomic")
                && load.header().attachments().has("noundef")
                && model.width(load.address().type()) > 0;
        return plain && isFrozen(model, load.address().value())
                ? Optional.of(new Place(walk.value(load.address().value(), FunctionModel.POINTER_BITS), width))
                : Optional.empty();
    }

    /** Whether an address can only lead to where such a parameter points. */
    public static boolean isFrozen(FunctionModel model, Value address) {
        Set<Integer> seen = new HashSet<>();
        List<Value> open = new ArrayList<>(List.of(address));
        while (!open.isEmpty()) {
            if (!(open.remove(open.size() - 1) instanceof Value.Local local) || seen.size() > LIMIT) {
                return false;
            }
            if (!seen.add(local.index())) {
                continue;
            }
            Optional<Instruction> definition = model.definition(local.index());
            if (definition.isEmpty()) {
                AttributeSet attributes =
                        model.function().parameters().get(local.index()).attributes();
                if (!attributes.has("noalias") || !attributes.has("readonly")) {
                    return false;
                }
            } else if (definition.get() instanceof ElementPointer pointer) {
                open.add(pointer.base().value());
            } else if (definition.get() instanceof Select select) {
                open.add(select.ifTrue().value());
                open.add(select.ifFalse().value());
            } else if (definition.get() instanceof Phi phi) {
                open.addAll(phi.operands());
            } else {
                return false;
            }
        }
        return true;
    }
}
