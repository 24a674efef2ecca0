package io.ferrule.state;

import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Alloca;
import io.ferrule.program.MemoryInstruction.AtomicUpdate;
import io.ferrule.program.MemoryInstruction.CompareExchange;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.MemoryInstruction.Store;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.PointerType;
import io.ferrule.program.Value;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.AbstractValue.Unknown;
import io.ferrule.state.Base.Slot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Executes the instructions that are neither calls nor ends of blocks.
 *
 * <p>Only stack slots are followed. One whose address has come into other hands holds nothing that is known; until then
 * nothing but what goes by its name can change it.
 */
final class Memory {

    /** Executes one instruction on these facts. */
    void execute(Frame frame, int block, Instruction instruction, Facts facts) {
        int result = instruction.header().result();
        if (instruction instanceof Alloca) {
            alloca(frame, block, result, facts);
        } else if (instruction instanceof Load load) {
            load(frame, load, facts);
        } else if (instruction instanceof Store store) {
            store(frame, store, facts);
        } else if (instruction instanceof CompareExchange || instruction instanceof AtomicUpdate) {
            update(frame, instruction, facts);
        } else if (result != Header.NO_RESULT) {
            facts.set(result, Unknown.UNKNOWN);
            AbstractValue value = frame.values().result(instruction, facts);
            facts.set(result, value);
            if (!(instruction instanceof Compare)) {
                loseSight(frame, instruction, value, facts);
            }
        }
    }

    /** A pointer into a slot that has no name any more may be used to change what is there. */
    private static void loseSight(Frame frame, Instruction instruction, AbstractValue result, Facts facts) {
        Set<Base> lost = instruction.operands().stream()
                .flatMap(operand -> Bases.in(frame.values().of(Type.POINTER, operand, facts)))
                .filter(Slot.class::isInstance)
                .collect(Collectors.toSet());
        if (!lost.isEmpty()) {
            Bases.in(result).forEach(lost::remove);
            facts.leak(lost);
        }
    }

    /** A slot that is made in a loop is another one each time. */
    private static void alloca(Frame frame, int block, int result, Facts facts) {
        Slot slot = new Slot(frame.plan().symbol(), result);
        facts.clear(slot);
        facts.set(result, frame.plan().isCyclic(block) ? Unknown.UNKNOWN : Address.of(slot));
    }

    /** What a slot holds that nobody knows gets the name of the first load that reads it. */
    private static void load(Frame frame, Load load, Facts facts) {
        int result = load.header().result();
        OptionalInt width = width(load.type());
        if (width.isEmpty() || !(frame.values().of(load.address(), facts) instanceof Address address)) {
            facts.set(result, Unknown.UNKNOWN);
            return;
        }
        Optional<AbstractValue> known = facts.load(address, width.getAsInt());
        AbstractValue value = named(frame, load, known);
        boolean differs = facts.marks().differing().has(address);
        boolean lost = facts.marks().lost().has(address);
        facts.set(result, known.isPresent() || address.base() instanceof Slot ? value : Unknown.UNKNOWN);
        if (known.isEmpty()) {
            facts.name(address, width.getAsInt(), value);
        } else if (!known.get().equals(value)) {
            facts.store(address, width.getAsInt(), value);
        }
        blur(differs, facts.marks().differing(), result, address);
        blur(lost, facts.marks().lost(), result, address);
        if (facts.leaked().contains(address.base())) {
            facts.marks().differing().add(result);
        }
    }

    /** What was read is in doubt as that is which is there, also where it has got a name by that. */
    private static void blur(boolean blurred, Blurs blurs, int result, Address address) {
        if (blurred) {
            blurs.add(result);
        }
        if (blurred && !blurs.has(address)) {
            blurs.add(new Extent(address, 1));
        }
    }

    /** What is known of it, with a name for a number that has none. */
    private static AbstractValue named(Frame frame, Load load, Optional<AbstractValue> known) {
        AbstractValue name =
                frame.values().named(load.type(), new Value.Local(load.header().result()));
        if (known.isPresent() && known.get() instanceof Scalar few && !few.isNamed()) {
            return name instanceof Scalar scalar ? new Scalar(scalar.name(), few.bits()) : few;
        }
        return known.orElse(name);
    }

    private static void store(Frame frame, Store store, Facts facts) {
        AbstractValue value = frame.values().stored(store.value(), facts);
        boolean known = frame.values().of(store.address(), facts) instanceof Address address
                && address.base() instanceof Slot slot
                && !facts.leaked().contains(slot);
        if (!known) {
            if (frame.values().of(store.address(), facts) instanceof Address address
                    && !(address.base() instanceof Slot)) {
                facts.handles().kept(List.of(value));
            }
            facts.handOver(Bases.in(value).collect(Collectors.toSet()));
            return;
        }
        Address address = (Address) frame.values().of(store.address(), facts);
        OptionalInt width = width(store.value().type());
        if (width.isPresent()) {
            facts.store(address, width.getAsInt(), value);
            if (store.value().value() instanceof Value.Local local) {
                facts.marks().eachBlur(blurs -> {
                    if (blurs.has(local.index())) {
                        blurs.add(new Extent(address, 1));
                    }
                });
            }
        } else {
            facts.handOver(Bases.in(value).collect(Collectors.toSet()));
            facts.clear(address.base());
        }
    }

    private static void update(Frame frame, Instruction instruction, Facts facts) {
        instruction.operands().forEach(operand -> {
            if (frame.values().of(Type.POINTER, operand, facts) instanceof Address address) {
                facts.handOver(Set.of(address.base()));
            }
        });
        facts.set(instruction.header().result(), Unknown.UNKNOWN);
    }

    /** How many bytes a value of that type takes in memory; empty where that is not said here. */
    static OptionalInt width(Type type) {
        if (type instanceof PointerType) {
            return OptionalInt.of(Long.BYTES);
        }
        return type instanceof IntegerType integer && integer.bits() <= Long.SIZE
                ? OptionalInt.of((integer.bits() + 7) / 8)
                : OptionalInt.empty();
    }
}
