package io.ferrule.elf;

import io.ferrule.object.CodeRange;
import io.ferrule.object.Relocation;
import io.ferrule.object.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the tables that a {@code switch} jumps through: places in a function, one after the other, either relative to
 * the table or absolute, all filled in by relocations.
 *
 * @param code the object that the function is part of
 * @param function where the function lies
 */
record JumpTables(X86Code code, CodeRange function) {

    /** A place in a section without code. */
    record Base(int section, long offset) {}

    /** The place that an operand of an instruction names, where it may be that of a table. */
    Optional<Base> base(Relocation relocation, long next) {
        Symbol symbol = code.symbol(relocation);
        boolean relative = relocation.type() == X86Relocation.PC32;
        if (!symbol.isDefined() || symbol.section() == function.section()) {
            return Optional.empty();
        }
        long behind = relative ? next - relocation.offset() : 0;
        return Optional.of(new Base(symbol.section(), symbol.value() + relocation.addend() + behind));
    }

    /** Whether a place of the function stands there. */
    boolean isTable(Base base) {
        return code.relocation(base.section(), base.offset(), base.offset() + 1)
                .flatMap(entry -> target(entry, base))
                .isPresent();
    }

    /**
     * The places that a table holds; none if it is no table.
     *
     * @param bases the starts of all tables, where one of them ends at the latest
     */
    List<Long> targets(Base base, Set<Base> bases) {
        Set<Long> targets = new TreeSet<>();
        long at = base.offset();
        while (at == base.offset() || !bases.contains(new Base(base.section(), at))) {
            Relocation entry = code.relocation(base.section(), at, at + 1).orElse(null);
            Optional<Long> target = entry == null ? Optional.empty() : target(entry, base);
            if (entry == null || target.isEmpty()) {
                break;
            }
            targets.add(target.get());
            at += entry.type() == X86Relocation.PC32 ? 4 : 8;
        }
        return new ArrayList<>(targets);
    }

    private Optional<Long> target(Relocation entry, Base base) {
        Symbol symbol = code.symbol(entry);
        if (!symbol.isDefined() || symbol.section() != function.section()) {
            return Optional.empty();
        }
        long place = symbol.value() + entry.addend();
        long target = switch (entry.type()) {
            case X86Relocation.PC32 -> place - (entry.offset() - base.offset());
            case X86Relocation.ABSOLUTE -> place;
            default -> -1;
        };
        return target >= function.start() && target < function.end() ? Optional.of(target) : Optional.empty();
    }
}
