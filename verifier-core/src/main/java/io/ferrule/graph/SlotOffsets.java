package io.ferrule.graph;

import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.Incoming;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Computation.Unary;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where in its vtable a slot lies, from the address that a method pointer is loaded from.
 *
 * <p>The address is followed back through all that LLVM makes of it (steps added up, slots merged by {@code phi} or
 * {@code select}, arguments) to where it came into being: loaded, returned or passed by Rust code, it is the start of
 * the vtable, for rustc never keeps the address of a slot. Whatever is not understood may be any slot.
 */
final class SlotOffsets {
    private static final int STEP_LIMIT = 1_000;
    private static final int DEPTH_LIMIT = 100;

    private final DirectCalls calls;
    private final Definitions definitions;

    SlotOffsets(DirectCalls calls, Definitions definitions) {
        this.calls = calls;
        this.definitions = definitions;
    }

    /** Every place where that address of {@code function} may point, from the start of its vtable. */
    Offsets of(Function function, Value address) {
        Search search = new Search();
        Offsets offsets = search.follow(function, address, 0).orElse(Offsets.ANYWHERE);
        return search.shiftedCycle ? Offsets.ANYWHERE : offsets;
    }

    /** One search. {@code follow} is empty for a cycle: it adds nothing, unless it moves the address each time. */
    private final class Search {
        private final IdentityHashMap<Instruction, Boolean> openPhis = new IdentityHashMap<>();
        private final Set<String> openParameters = new HashSet<>();
        private boolean shiftedCycle;
        private int steps;

        Optional<Offsets> follow(Function function, Value value, int depth) {
            if (++steps > STEP_LIMIT || depth > DEPTH_LIMIT) {
                return Optional.of(Offsets.ANYWHERE);
            }
            if (!(value instanceof Local local)) {
                return Optional.of(value instanceof GlobalReference ? Offsets.START : Offsets.ANYWHERE);
            }
            Optional<Instruction> definition = definitions.of(function, local.index());
            return definition.isPresent()
                    ? instruction(function, definition.get(), depth + 1)
                    : parameter(function, local.index(), depth + 1);
        }

        private Optional<Offsets> instruction(Function function, Instruction instruction, int depth) {
            if (instruction instanceof ElementPointer pointer) {
                Offsets moved = Offsets.moved(pointer.sourceType(), pointer.indices());
                Optional<Offsets> base = follow(function, pointer.base().value(), depth);
                shiftedCycle |= base.isEmpty() && !moved.equals(Offsets.START);
                return base.map(offsets -> offsets.plus(moved));
            }
            if (instruction instanceof Phi phi) {
                return phi(function, phi, depth);
            }
            if (instruction instanceof Select select) {
                return join(
                        follow(function, select.ifTrue().value(), depth),
                        follow(function, select.ifFalse().value(), depth));
            }
            if (instruction instanceof Unary unary && unary.opcode() == Opcode.FREEZE) {
                return follow(function, unary.operand().value(), depth);
            }
            return Optional.of(Offsets.START);
        }

        private Optional<Offsets> phi(Function function, Phi phi, int depth) {
            if (openPhis.put(phi, true) != null) {
                return Optional.empty();
            }
            Optional<Offsets> all = Optional.empty();
            for (Incoming incoming : phi.incoming()) {
                all = join(all, follow(function, incoming.value(), depth));
            }
            openPhis.remove(phi);
            return all;
        }

        /** The start, which Rust code passes, and whatever LLVM may have made of it in the callers that are known. */
        private Optional<Offsets> parameter(Function function, int index, int depth) {
            String key = function.symbol() + "#" + index;
            if (!openParameters.add(key)) {
                return Optional.empty();
            }
            Optional<Offsets> all = Optional.of(Offsets.START);
            for (DirectCalls.Call call : calls.callsOf(function.symbol())) {
                List<Argument> arguments = call.instruction().call().arguments();
                if (index < arguments.size()) {
                    all = join(all, follow(call.caller(), arguments.get(index).value(), depth));
                }
            }
            openParameters.remove(key);
            return all;
        }
    }

    private static Optional<Offsets> join(Optional<Offsets> one, Optional<Offsets> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return Optional.of(one.get().or(other.get()));
    }
}
