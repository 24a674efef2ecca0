package io.ferrule.elf;

import io.ferrule.elf.JumpTables.Base;
import io.ferrule.elf.X86Instruction.Kind;
import io.ferrule.elf.X86Listing.Line;
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
import java.util.TreeSet;

/** Makes the blocks of one function; used once. */
final class X86Function {
    private static final int RED_ZONE = 128;
    private static final int MOST_EDGES = 1 << 20;

    private final X86Code code;
    private final CodeRange range;
    private final List<String> names;
    private final JumpTables tables;
    private final X86Listing listing;
    private final Map<Long, Exit> exits = new HashMap<>();
    private final TreeSet<Long> leaders = new TreeSet<>();
    private int edges;

    X86Function(X86Code code, CodeRange range, List<String> names, ByteView bytes) {
        this.code = code;
        this.range = range;
        this.names = names;
        this.tables = new JumpTables(code, range);
        this.listing = X86Listing.of(bytes, range, code.relocations(range));
    }

    /** Where the last instruction of a block goes. */
    private record Exit(List<Long> targets, Optional<MachineCall> call, boolean fallsThrough) {}

    MachineFunction read() {
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
        refuseRunningOff(blocks);
        return new MachineFunction(names, range, blocks, leafArea(), Optional.empty());
    }

    private int leafArea() {
        boolean usesFrame = false;
        for (Line line : listing.lines()) {
            usesFrame |= line.instruction().usesFrame();
            if (line.instruction().kind() == Kind.CALL || line.instruction().kind() == Kind.CALL_INDIRECT) {
                return 0;
            }
        }
        return usesFrame ? RED_ZONE : 0;
    }

    /** What lies behind the function is another one, whose frame would count; behind a call nothing may be executed. */
    private void refuseRunningOff(List<MachineBlock> blocks) {
        Line last = listing.lines().get(listing.lines().size() - 1);
        int number = blocks.size() - 1;
        boolean goesOn = switch (last.instruction().kind()) {
            case PLAIN, NOP, BRANCH, BRANCH_UNEQUAL -> true;
            default -> false;
        };
        boolean filler = blocks.get(number).padding()
                && number > 0
                && blocks.stream().noneMatch(block -> block.successors().contains(number));
        if (goesOn && !filler) {
            throw new MalformedObjectException(last.at(), "runs on behind its end");
        }
    }

    private void findExits() {
        Set<Base> all = new LinkedHashSet<>();
        listing.lines().forEach(line -> tableAt(line).ifPresent(all::add));
        Set<Base> recent = new LinkedHashSet<>();
        for (Line line : listing.lines()) {
            tableAt(line).ifPresent(recent::add);
            if (line.instruction().endsBlock()) {
                Exit exit = exit(line, recent.isEmpty() ? all : recent, all);
                exits.put(line.at(), exit);
                leaders.addAll(exit.targets());
                if (line.next() < range.end()) {
                    leaders.add(line.next());
                }
                recent.clear();
            }
        }
        for (long leader : leaders) {
            if (listing.indexOf(leader) < 0) {
                throw new MalformedObjectException(
                        leader, "a jump into the midst of an instruction, at offset 0x" + Long.toHexString(leader));
            }
        }
    }

    /** The jump table that an instruction takes the address of, or reads from. */
    private Optional<Base> tableAt(Line line) {
        return line.relocation()
                .flatMap(relocation -> tables.base(relocation, line.next()))
                .filter(tables::isTable);
    }

    private Exit exit(Line line, Set<Base> near, Set<Base> all) {
        return switch (line.instruction().kind()) {
            case CALL -> new Exit(List.of(), Optional.of(direct(line, false)), true);
            case CALL_INDIRECT -> new Exit(List.of(), Optional.of(indirect(line, false)), true);
            case JUMP -> jump(line, false);
            case BRANCH, BRANCH_UNEQUAL -> jump(line, true);
            case JUMP_INDIRECT -> indirectJump(line, near, all);
            case RETURN, TRAP -> new Exit(List.of(), Optional.empty(), false);
            default -> new Exit(List.of(), Optional.empty(), true);
        };
    }

    private Exit jump(Line line, boolean conditional) {
        Place place = place(line);
        if (place.section() == range.section() && place.offset() >= range.start() && place.offset() < range.end()) {
            return new Exit(List.of(place.offset()), Optional.empty(), conditional);
        }
        return new Exit(List.of(), Optional.of(direct(line, true)), conditional);
    }

    private Exit indirectJump(Line line, Set<Base> near, Set<Base> all) {
        MachineCall call = indirect(line, true);
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
            throw new MalformedObjectException(line.at(), "too many jumps through tables");
        }
        return targets.isEmpty()
                ? new Exit(List.of(), Optional.of(call), false)
                : new Exit(targets, Optional.empty(), false);
    }

    /** Where a direct branch goes: a place in the object, or a symbol that it does not define. */
    private record Place(int section, long offset, String name) {}

    private Place place(Line line) {
        if (line.relocation().isEmpty()) {
            return new Place(range.section(), line.next() + line.instruction().displacement(), "");
        }
        Relocation relocation = line.relocation().get();
        Symbol symbol = code.symbol(relocation);
        long behind = relocation.addend() + line.next() - relocation.offset();
        boolean elsewhere = !symbol.isDefined() && (behind != 0 || symbol.section() == Symbol.SPECIAL);
        if (!X86Relocation.isRelative(relocation.type()) || elsewhere) {
            throw new MalformedObjectException(
                    line.at(), "a jump that does not lead to `" + symbol.name() + "` itself");
        }
        boolean byName = symbol.kind() != Symbol.Kind.SECTION;
        return new Place(symbol.section(), symbol.value() + behind, behind == 0 && byName ? symbol.name() : "");
    }

    private MachineCall direct(Line line, boolean tail) {
        Place place = place(line);
        Optional<String> start = code.functionAt(place.section(), place.offset());
        boolean named = !place.name().isEmpty()
                && (start.isPresent()
                        || line.relocation()
                                .map(code::symbol)
                                .filter(code::mayBeCode)
                                .isPresent());
        Optional<String> name = named ? Optional.of(place.name()) : start;
        if (name.isEmpty()) {
            throw new MalformedObjectException(
                    line.at(),
                    "a jump out of the function that leads to no other, at offset 0x" + Long.toHexString(line.at()));
        }
        return new MachineCall(line.at(), name, tail);
    }

    /** A call through a pointer; one through the table of global offsets has a name nevertheless. */
    private MachineCall indirect(Line line, boolean tail) {
        Optional<Relocation> slot =
                line.relocation().filter(relocation -> X86Relocation.isGlobalOffset(relocation.type()));
        boolean exact = slot.filter(relocation ->
                        line.instruction().fixed() && relocation.addend() + line.next() - relocation.offset() == 0)
                .isPresent();
        if (slot.isPresent() && !exact) {
            throw new MalformedObjectException(line.at(), "a call through some other place of the global offset table");
        }
        return new MachineCall(line.at(), slot.map(code::symbol).map(Symbol::name), tail);
    }

    private MachineBlock block(long start, long end, Map<Long, Integer> numbers) {
        List<StackStep> steps = new ArrayList<>();
        int first = listing.indexOf(start);
        int repeated = 0;
        boolean padding = true;
        int i = first;
        for (; i < listing.lines().size() && listing.lines().get(i).at() < end; i++) {
            X86Instruction instruction = listing.lines().get(i).instruction();
            steps.addAll(isDecided(i) ? instruction.steps() : List.of());
            padding &= instruction.isPadding();
            repeated += instruction.repeats() ? 1 : 0;
        }
        long last = listing.lines().get(i - 1).at();
        Exit exit = exits.getOrDefault(last, new Exit(List.of(), Optional.empty(), true));
        Set<Integer> successors = new TreeSet<>();
        exit.targets().forEach(target -> successors.add(numbers.get(target)));
        if (exit.fallsThrough() && end < range.end()) {
            successors.add(numbers.get(end));
        }
        return new MachineBlock(start, end, i - first, repeated, List.copyOf(successors), exit.call(), steps, padding);
    }

    /** A comparison with the limit of a probe loop tells something only where the next instruction is {@code jne}. */
    private boolean isDecided(int index) {
        boolean compares = listing.lines().get(index).instruction().steps().contains(new StackStep.CompareLimit());
        int next = index + 1;
        return !compares
                || (next < listing.lines().size()
                        && listing.lines().get(next).instruction().kind() == Kind.BRANCH_UNEQUAL);
    }
}
