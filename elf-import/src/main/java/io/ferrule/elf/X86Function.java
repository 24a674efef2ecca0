package io.ferrule.elf;

import io.ferrule.elf.JumpTables.Base;
import io.ferrule.elf.X86Instruction.Kind;
import io.ferrule.object.CodeRange;
import io.ferrule.object.MachineBlock;
import io.ferrule.object.MachineCall;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.Relocation;
import io.ferrule.object.StackStep;
import io.ferrule.object.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the blocks of one function; used once. */
final class X86Function {
    private static final int RED_ZONE = 128;
    private static final int MOST_EDGES = 1 << 20;

    private final X86Code code;
    private final CodeRange range;
    private final List<String> names;
    private final ByteView bytes;
    private final JumpTables tables;
    private final TreeMap<Long, X86Instruction> instructions = new TreeMap<>();
    private final Map<Long, Exit> exits = new HashMap<>();
    private final TreeSet<Long> leaders = new TreeSet<>();
    private boolean usesFrame;
    private boolean calls;
    private int edges;

    X86Function(X86Code code, CodeRange range, List<String> names, ByteView bytes) {
        this.code = code;
        this.range = range;
        this.names = names;
        this.bytes = bytes;
        this.tables = new JumpTables(code, range);
    }

    /** Where the last instruction of a block goes. */
    private record Exit(List<Long> targets, Optional<MachineCall> call, boolean fallsThrough) {}

    MachineFunction read() {
        decode();
        leaders.add(range.start());
        findExits();
        List<Long> starts = new ArrayList<>(leaders);
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < starts.size(); i++) {
            numbers.put(starts.get(i), i);
        }
        List<MachineBlock> blocks = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long end = i + 1 < starts.size() ? starts.get(i + 1) : range.end();
            blocks.add(block(starts.get(i), end, numbers));
        }
        return new MachineFunction(names, range, blocks, usesFrame && !calls ? RED_ZONE : 0, Optional.empty());
    }

    private void decode() {
        long at = range.start();
        while (at < range.end()) {
            X86Instruction instruction = X86Decoder.decode(bytes, at, range.end());
            if (instruction.kind() == Kind.INVALID) {
                throw new MalformedObjectException(at, "no instruction at offset 0x" + Long.toHexString(at));
            }
            instructions.put(at, instruction);
            usesFrame |= instruction.usesFrame();
            calls |= instruction.kind() == Kind.CALL || instruction.kind() == Kind.CALL_INDIRECT;
            at += instruction.length();
        }
    }

    private void findExits() {
        Set<Base> all = new LinkedHashSet<>();
        instructions.forEach((at, instruction) -> tableAt(at, instruction).ifPresent(all::add));
        Set<Base> recent = new LinkedHashSet<>();
        for (Map.Entry<Long, X86Instruction> entry : instructions.entrySet()) {
            long at = entry.getKey();
            X86Instruction instruction = entry.getValue();
            tableAt(at, instruction).ifPresent(base -> {
                recent.clear();
                recent.add(base);
            });
            if (instruction.endsBlock()) {
                Exit exit = exit(at, instruction, recent.isEmpty() ? all : recent, all);
                exits.put(at, exit);
                leaders.addAll(exit.targets());
                long next = at + instruction.length();
                if (next < range.end()) {
                    leaders.add(next);
                }
                recent.clear();
            }
        }
        for (long leader : leaders) {
            if (!instructions.containsKey(leader)) {
                throw new MalformedObjectException(
                        leader, "a jump into the midst of an instruction, at offset 0x" + Long.toHexString(leader));
            }
        }
    }

    /** The jump table that an instruction takes the address of, or reads from. */
    private Optional<Base> tableAt(long at, X86Instruction instruction) {
        long next = at + instruction.length();
        return code.relocation(range.section(), at, next)
                .flatMap(relocation -> tables.base(relocation, next))
                .filter(tables::isTable);
    }

    private Exit exit(long at, X86Instruction instruction, Set<Base> near, Set<Base> all) {
        long next = at + instruction.length();
        return switch (instruction.kind()) {
            case CALL -> new Exit(List.of(), Optional.of(direct(at, instruction, false)), true);
            case CALL_INDIRECT -> new Exit(List.of(), Optional.of(indirect(at, next, false)), true);
            case JUMP, BRANCH -> jump(at, instruction);
            case JUMP_INDIRECT -> indirectJump(at, next, near, all);
            case RETURN, TRAP -> new Exit(List.of(), Optional.empty(), false);
            default -> new Exit(List.of(), Optional.empty(), true);
        };
    }

    private Exit jump(long at, X86Instruction instruction) {
        boolean conditional = instruction.kind() == Kind.BRANCH;
        Place place = place(at, instruction);
        if (place.section() == range.section() && place.offset() >= range.start() && place.offset() < range.end()) {
            return new Exit(List.of(place.offset()), Optional.empty(), conditional);
        }
        return new Exit(List.of(), Optional.of(direct(at, instruction, true)), conditional);
    }

    private Exit indirectJump(long at, long next, Set<Base> near, Set<Base> all) {
        MachineCall call = indirect(at, next, true);
        if (call.target().isPresent()) {
            return new Exit(List.of(), Optional.of(call), false);
        }
        List<Long> targets = near.stream()
                .flatMap(base -> tables.targets(base, all).stream())
                .distinct()
                .sorted()
                .toList();
        edges += targets.size();
        if (edges > MOST_EDGES) {
            throw new MalformedObjectException(at, "too many jumps through tables");
        }
        return targets.isEmpty()
                ? new Exit(List.of(), Optional.of(call), false)
                : new Exit(targets, Optional.empty(), false);
    }

    /** Where a direct branch goes: a place in the object, or a symbol that it does not define. */
    private record Place(int section, long offset, String name) {}

    private Place place(long at, X86Instruction instruction) {
        long next = at + instruction.length();
        Optional<Relocation> relocation = code.relocation(range.section(), at, next);
        if (relocation.isEmpty()) {
            return new Place(range.section(), next + instruction.displacement(), "");
        }
        Symbol symbol = code.symbol(relocation.get());
        long behind = relocation.get().addend() + next - relocation.get().offset();
        if (!symbol.isDefined() && behind != 0) {
            throw new MalformedObjectException(at, "a jump behind the start of `" + symbol.name() + "`");
        }
        boolean byName = symbol.kind() != Symbol.Kind.SECTION;
        return new Place(symbol.section(), symbol.value() + behind, behind == 0 && byName ? symbol.name() : "");
    }

    private MachineCall direct(long at, X86Instruction instruction, boolean tail) {
        Place place = place(at, instruction);
        Optional<String> name =
                place.name().isEmpty() ? code.functionAt(place.section(), place.offset()) : Optional.of(place.name());
        if (name.isEmpty()) {
            throw new MalformedObjectException(
                    at, "a jump out of the function that leads to no other, at offset 0x" + Long.toHexString(at));
        }
        return new MachineCall(at, name, tail);
    }

    /** A call through a pointer; one through the table of global offsets has a name nevertheless. */
    private MachineCall indirect(long at, long next, boolean tail) {
        Optional<String> name = code.relocation(range.section(), at, next)
                .filter(relocation -> GLOBAL_OFFSETS.contains(relocation.type()))
                .map(relocation -> code.symbol(relocation).name());
        return new MachineCall(at, name, tail);
    }

    /** {@code R_X86_64_GOTPCREL}, {@code R_X86_64_GOTPCRELX}, {@code R_X86_64_REX_GOTPCRELX}. */
    private static final Set<Integer> GLOBAL_OFFSETS = Set.of(9, 41, 42);

    private MachineBlock block(long start, long end, Map<Long, Integer> numbers) {
        List<StackStep> steps = new ArrayList<>();
        int count = 0;
        int repeated = 0;
        boolean padding = true;
        long last = start;
        for (Map.Entry<Long, X86Instruction> entry :
                instructions.subMap(start, end).entrySet()) {
            steps.addAll(entry.getValue().steps());
            padding &= entry.getValue().isPadding();
            last = entry.getKey();
            repeated += entry.getValue().repeats() ? 1 : 0;
            count++;
        }
        Exit exit = exits.getOrDefault(last, new Exit(List.of(), Optional.empty(), true));
        Set<Integer> successors = new TreeSet<>();
        exit.targets().forEach(target -> successors.add(numbers.get(target)));
        if (exit.fallsThrough() && end < range.end()) {
            successors.add(numbers.get(end));
        }
        return new MachineBlock(start, end, count, repeated, List.copyOf(successors), exit.call(), steps, padding);
    }
}
