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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The vtables of a module, told by their shape: a constant that holds a drop function or null, a size, an alignment that
 * is a power of two, then methods.
 *
 * <p>The shape is asked in two ways. Candidates of calls come from every constant that may be a vtable, one of unknown
 * layout too: a table too many is safe. Certainly a vtable, so that its functions count as methods, which the kernel
 * does not call, is only a local one under a name that rustc gives to vtables and to little else: {@code vtable.N}; or
 * under one that LTO makes up for what has none, if its functions are called like methods of traits. Without a name are
 * vtables, and in crates that were compiled to no IR of their own also promoted constants, such as a table of callbacks
 * behind two numbers. Statics have names of their own.
 */
public final class Vtables {

    private static final long FIRST_METHOD = 24;
    private static final Pattern NAMED = Pattern.compile("vtable\\..*");
    private static final Pattern NAMELESS = Pattern.compile("(?:anon\\.|[0-9]).*");

    private final Aliases aliases;
    private final boolean complete;
    private final Set<String> certain = new LinkedHashSet<>();
    private final Map<String, Map<Long, Value>> slots = new LinkedHashMap<>();
    private final Set<String> anywhere = new TreeSet<>();
    private final Map<Offsets, Optional<List<String>>> functionsAt = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> traits = new ConcurrentHashMap<>();

    private Vtables(Program program, Layouts layouts) {
        this.aliases = new Aliases(program);
        this.complete = !OtherModules.areUsedBy(program);
        program.globals().values().stream()
                .filter(GlobalVariable::constant)
                .filter(global -> global.initializer().isPresent())
                .forEach(global -> layouts.of(global)
                        .ifPresentOrElse(layout -> add(global, layout, program), () -> addOpaque(global, program)));
    }

    /** The vtables of that program. */
    public static Vtables of(Program program, Layouts layouts) {
        return new Vtables(program, layouts);
    }

    private void add(GlobalVariable global, InitializerLayout layout, Program program) {
        if (hasHeader(layout)) {
            slots.put(global.symbol(), layout.pointers());
            boolean methods = layout.pointers().values().stream().allMatch(value -> isMethodOrNull(value, program));
            if (methods && global.isFixed() && isVtableName(global.symbol(), layout, program)) {
                certain.add(global.symbol());
            }
        }
    }

    private static boolean isVtableName(String symbol, InitializerLayout layout, Program program) {
        return NAMED.matcher(symbol).matches()
                || (NAMELESS.matcher(symbol).matches()
                        && layout.pointers().entrySet().stream()
                                .filter(slot -> slot.getKey() >= FIRST_METHOD)
                                .flatMap(slot -> ConstantSymbols.in(slot.getValue()).stream())
                                .allMatch(slot -> program.globals().containsKey(slot) || MethodNames.isMethod(slot)));
    }

    private void addOpaque(GlobalVariable global, Program program) {
        global.initializer().stream()
                .flatMap(value -> ConstantSymbols.in(value).stream())
                .filter(symbol -> program.functions().containsKey(symbol)
                        || program.aliases().containsKey(symbol))
                .forEach(anywhere::add);
    }

    /** Whether the global of that symbol is certainly a vtable, and one whose methods only code of the module calls. */
    public boolean contains(String symbol) {
        return complete && certain.contains(symbol);
    }

    /** Whether no trait object comes from another module. */
    boolean areComplete() {
        return complete;
    }

    /** Whether the module has any vtable. */
    boolean areThere() {
        return !slots.isEmpty();
    }

    /** What may lie at such an offset in any vtable, sorted; empty where something lies there that is not known. */
    Optional<List<String>> functionsAt(Offsets offsets) {
        return functionsAt.computeIfAbsent(offsets, this::collect);
    }

    private Optional<List<String>> collect(Offsets offsets) {
        Set<String> found = new TreeSet<>(anywhere);
        for (Map<Long, Value> pointers : slots.values()) {
            for (Map.Entry<Long, Value> slot : pointers.entrySet()) {
                if (offsets.mayBe(slot.getKey()) && slot.getValue() != Simple.NULL) {
                    found.addAll(ConstantSymbols.in(slot.getValue()));
                }
            }
        }
        List<String> resolved = found.stream()
                .flatMap(symbol -> aliases.resolve(symbol).stream())
                .toList();
        return resolved.size() == found.size() ? Optional.of(resolved) : Optional.empty();
    }

    /** Whether every vtable that has one of these functions in that slot is known to be of one and the same trait. */
    boolean haveOneTrait(long offset, List<String> functions) {
        Set<String> wanted = Set.copyOf(functions);
        Set<Optional<String>> found = slots.entrySet().stream()
                .filter(table -> table.getValue().get(offset) instanceof GlobalReference reference
                        && aliases.resolve(reference.symbol())
                                .filter(wanted::contains)
                                .isPresent())
                .map(table -> traits.computeIfAbsent(table.getKey(), symbol -> trait(table.getValue())))
                .collect(Collectors.toSet());
        return anywhere.isEmpty()
                && found.size() == 1
                && found.iterator().next().isPresent();
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

    private static boolean hasHeader(InitializerLayout layout) {
        if (layout.size() < FIRST_METHOD || layout.size() % 8 != 0) {
            return false;
        }
        OptionalLong align = layout.word(16);
        return layout.word(8).isPresent()
                && align.isPresent()
                && Long.bitCount(align.getAsLong()) == 1
                && align.getAsLong() > 0
                && (layout.pointers().containsKey(0L) || layout.word(0).equals(OptionalLong.of(0)))
                && layout.pointers().keySet().stream().allMatch(offset -> offset == 0 || offset >= FIRST_METHOD);
    }

    /** A method takes its receiver by pointer; a slot may also hold the vtable of a supertrait. */
    private boolean isMethodOrNull(Value value, Program program) {
        if (value == Simple.NULL) {
            return true;
        }
        Optional<String> symbol =
                value instanceof GlobalReference reference ? aliases.resolve(reference.symbol()) : Optional.empty();
        if (symbol.isEmpty()) {
            return false;
        }
        Function function = program.functions().get(symbol.get());
        if (function == null) {
            GlobalVariable global = program.globals().get(symbol.get());
            return global != null && global.constant() && global.isLocal();
        }
        return !function.parameters().isEmpty()
                && function.parameters().get(0).type().equals(Type.POINTER);
    }
}
