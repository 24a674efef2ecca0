package io.ferrule.analysis.linked;

import io.ferrule.analysis.LibraryCalls;
import io.ferrule.graph.Aliases;
import io.ferrule.object.Machine;
import io.ferrule.object.Relocation;
import io.ferrule.object.Symbol;
import io.ferrule.program.Program;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a function that the program calls by name, or that code generation adds, may be called through a register: if its
 * address is loaded once for several calls, or is too far away.
 *
 * @param unseen what the program calls by name and the object does not, though its code speaks of it
 * @param loaded what the code takes the address of
 */
public record PointerCalls(Set<String> unseen, Set<String> loaded) {
    public PointerCalls {
        unseen = Collections.unmodifiableSet(new LinkedHashSet<>(unseen));
        loaded = Collections.unmodifiableSet(new LinkedHashSet<>(loaded));
    }

    /**
     * Those of one function.
     *
     * @param calls of the function of the program
     * @param byName the symbols that its code calls by name
     */
    public static PointerCalls of(
            Program program, LinkedCode code, CodeFunction function, ProgramCalls calls, Set<String> byName) {
        Aliases aliases = new Aliases(program);
        Set<String> unseen = new LinkedHashSet<>(calls.direct().keySet());
        byName.stream().flatMap(name -> aliases.resolve(name).stream()).forEach(unseen::remove);
        unseen.removeIf(symbol -> !mayBeLoaded(symbol, code, function, aliases));
        Machine machine = function.member().machine();
        Set<String> loaded = new LinkedHashSet<>();
        for (Relocation relocation : code.relocationsOf(function)) {
            String symbol = function.member().symbols().get(relocation.symbol()).name();
            boolean called = machine.isGlobalOffset(relocation.type())
                    ? !program.globals().containsKey(symbol)
                    : LibraryCalls.isKnown(symbol) || calls.direct().containsKey(symbol);
            if (called && !machine.isBranch(relocation.type())) {
                loaded.add(symbol);
            }
        }
        return new PointerCalls(unseen, loaded);
    }

    /** Whether the code names it, or has it so near that the assembler needs no name. */
    private static boolean mayBeLoaded(String symbol, LinkedCode code, CodeFunction function, Aliases aliases) {
        boolean near = code.named(symbol, function).stream()
                .anyMatch(callee -> callee.range().section() == function.range().section());
        return near
                || code.relocationsOf(function).stream()
                        .map(relocation -> function.member().symbols().get(relocation.symbol()))
                        .anyMatch(named -> named.kind() == Symbol.Kind.SECTION
                                ? code.named(symbol, function).stream()
                                        .anyMatch(callee -> callee.range().section() == named.section())
                                : aliases.resolve(named.name())
                                        .filter(symbol::equals)
                                        .isPresent());
    }
}
