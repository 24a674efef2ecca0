package io.ferrule.graph;

import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Function;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Program;
import io.ferrule.program.Type;
import io.ferrule.program.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

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
            if (global.constant() && global.isLocal() && global.initializer().isPresent()) {
                InitializerLayout.of(global.type(), global.initializer().get())
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
