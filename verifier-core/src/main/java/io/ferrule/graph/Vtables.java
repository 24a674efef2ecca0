package io.ferrule.graph;

import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Function;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Program;
import io.ferrule.program.Type;
import io.ferrule.program.Value;
import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustSymbol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The vtables of a module, told by their shape: an unnamed local constant that holds a drop function or null, a size, an
 * alignment that is a power of two, then methods. rustc's names for them do not survive link-time optimisation.
 *
 * <p>A table of another kind that has this very shape would be taken for a vtable. That adds candidates to calls, which
 * is safe, and lets its functions count as methods, which the kernel does not call: this is an assumption, and the
 * alignment word, the local linkage and the receiver parameter of each method keep it narrow.
 */
public final class Vtables {

    private static final long FIRST_METHOD = 24;

    private final Map<String, Map<Long, Value>> slots;

    private Vtables(Map<String, Map<Long, Value>> slots) {
        this.slots = slots;
    }

    /** The vtables of that program. */
    public static Vtables of(Program program) {
        Map<String, Map<Long, Value>> slots = new LinkedHashMap<>();
        for (GlobalVariable global : program.globals().values()) {
            if (global.constant() && global.isLocal()) {
                InitializerLayout.of(program, global)
                        .filter(layout -> isVtable(layout, program))
                        .ifPresent(layout -> slots.put(global.symbol(), layout.pointers()));
            }
        }
        return new Vtables(slots);
    }

    /** The symbols of all vtables. */
    public Set<String> symbols() {
        return slots.keySet();
    }

    /** Whether the global of that symbol is a vtable. */
    public boolean contains(String symbol) {
        return slots.containsKey(symbol);
    }

    /** The functions at that offset in any vtable, sorted. */
    List<String> functionsAt(long offset) {
        Set<String> found = new TreeSet<>();
        for (Map<Long, Value> pointers : slots.values()) {
            if (pointers.get(offset) instanceof GlobalReference reference) {
                found.add(reference.symbol());
            }
        }
        return List.copyOf(found);
    }

    /** Whether every vtable that has one of these functions in that slot is known to be of one and the same trait. */
    boolean haveOneTrait(long offset, List<String> functions) {
        Set<Optional<String>> traits = slots.values().stream()
                .filter(pointers -> pointers.get(offset) instanceof GlobalReference reference
                        && functions.contains(reference.symbol()))
                .map(Vtables::trait)
                .collect(Collectors.toSet());
        return traits.size() == 1 && traits.iterator().next().isPresent();
    }

    /** The trait that a vtable is of, as the symbols of its methods tell it. */
    private static Optional<String> trait(Map<Long, Value> pointers) {
        return pointers.entrySet().stream()
                .filter(slot -> slot.getKey() >= FIRST_METHOD)
                .map(Map.Entry::getValue)
                .filter(GlobalReference.class::isInstance)
                .flatMap(value -> RustSymbol.demangle(((GlobalReference) value).symbol()).stream())
                .flatMap(symbol -> trait(symbol.path()).stream())
                .findFirst();
    }

    private static Optional<String> trait(RustPath method) {
        if (!(method instanceof RustPath.Nested nested)) {
            return Optional.empty();
        }
        if (nested.parent() instanceof RustPath.TraitImpl implementation) {
            return Optional.of(implementation.trait().toString());
        }
        return nested.parent() instanceof RustPath.TraitDefinition definition
                ? Optional.of(definition.trait().toString())
                : Optional.empty();
    }

    private static boolean isVtable(InitializerLayout layout, Program program) {
        if (layout.size() < FIRST_METHOD || layout.size() % 8 != 0) {
            return false;
        }
        OptionalLong align = layout.word(16);
        boolean header = layout.word(8).isPresent()
                && align.isPresent()
                && Long.bitCount(align.getAsLong()) == 1
                && align.getAsLong() > 0
                && (layout.pointers().containsKey(0L) || layout.word(0).equals(OptionalLong.of(0)));
        return header
                && layout.pointers().keySet().stream().allMatch(offset -> offset == 0 || offset >= FIRST_METHOD)
                && layout.pointers().values().stream().allMatch(value -> isMethodOrNull(value, program));
    }

    /** A method takes its receiver by pointer; a slot may also hold the vtable of a supertrait. */
    private static boolean isMethodOrNull(Value value, Program program) {
        if (value == Simple.NULL) {
            return true;
        }
        if (!(value instanceof GlobalReference reference)) {
            return false;
        }
        Function function = program.functions().get(reference.symbol());
        if (function == null) {
            GlobalVariable global = program.globals().get(reference.symbol());
            return global != null && global.constant() && global.isLocal();
        }
        return !function.parameters().isEmpty()
                && function.parameters().get(0).type().equals(Type.POINTER);
    }
}
