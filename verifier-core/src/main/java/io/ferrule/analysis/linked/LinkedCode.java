package io.ferrule.analysis.linked;

import io.ferrule.graph.Aliases;
import io.ferrule.object.CodeRange;
import io.ferrule.object.FrameSize;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.ObjectFile;
import io.ferrule.object.ObjectMember;
import io.ferrule.object.Relocation;
import io.ferrule.object.Symbol;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The functions of an object, found by name as the linker would, and joined with those of the program.
 *
 * <p>The members that define a global function of the program are the program's own: every function in them must be one
 * of the program. The others, such as those of {@code compiler_builtins}, are there to be called.
 */
public final class LinkedCode {
    private final Program program;
    private final Aliases aliases;
    private final ObjectFile object;
    private final List<ObjectMember> members;
    private final Set<Integer> own = new TreeSet<>();
    private final Map<String, CodeFunction> byId = new LinkedHashMap<>();
    private final Map<String, List<CodeFunction>> global = new HashMap<>();
    private final Map<Integer, Map<String, List<CodeFunction>>> byMember = new HashMap<>();
    private final Map<Integer, Set<String>> weak = new HashMap<>();
    private final Map<Integer, Map<CodeRange, CodeFunction>> byStart = new HashMap<>();

    /** Joins an object with the program that it was made from. */
    public LinkedCode(Program program, ObjectFile object) {
        this.program = program;
        this.aliases = new Aliases(program);
        this.object = object;
        this.members = object.members();
        for (int i = 0; i < members.size(); i++) {
            if (isOwn(members.get(i))) {
                own.add(i);
            }
        }
        own.forEach(this::index);
        for (int i = 0; i < members.size(); i++) {
            if (!own.contains(i)) {
                index(i);
            }
        }
    }

    private boolean isOwn(ObjectMember member) {
        return member.symbols().stream()
                .filter(symbol -> symbol.binding() != Symbol.Binding.LOCAL && member.isCode(symbol))
                .anyMatch(symbol -> programFunction(symbol.name())
                        .filter(function -> !function.isLocal())
                        .isPresent());
    }

    /** The function of the program that has a body and that name, or an alias of that name. */
    private Optional<Function> programFunction(String symbol) {
        return aliases.resolve(symbol).flatMap(program::function).filter(function -> !function.isDeclaration());
    }

    private void index(int number) {
        ObjectMember member = members.get(number);
        Map<CodeRange, List<Symbol>> places = new LinkedHashMap<>();
        for (Symbol symbol : member.symbols()) {
            if (member.isCode(symbol)) {
                CodeRange range = new CodeRange(symbol.section(), symbol.value(), symbol.value() + symbol.size());
                places.computeIfAbsent(range, r -> new ArrayList<>()).add(symbol);
            }
        }
        Map<CodeRange, Long> claims = largest(member.frameSizes());
        Map<CodeRange, Long> unwound = largest(member.callFrames());
        Map<CodeRange, MachineFunction> machine = new HashMap<>();
        member.functions().forEach(function -> machine.put(function.range(), function));
        Map<String, List<CodeFunction>> names = new HashMap<>();
        places.forEach((range, symbols) -> {
            CodeFunction function = function(number, range, symbols, claims, unwound, machine);
            byId.put(function.id(), function);
            byStart.computeIfAbsent(number, n -> new HashMap<>()).put(place(range.section(), range.start()), function);
            for (Symbol symbol : symbols) {
                names.computeIfAbsent(symbol.name(), n -> new ArrayList<>()).add(function);
                if (symbol.binding() == Symbol.Binding.WEAK) {
                    weak.computeIfAbsent(number, n -> new HashSet<>()).add(symbol.name());
                }
                if (symbol.binding() != Symbol.Binding.LOCAL) {
                    global.computeIfAbsent(symbol.name(), n -> new ArrayList<>())
                            .add(function);
                }
            }
        });
        byMember.put(number, names);
    }

    private CodeFunction function(
            int number,
            CodeRange range,
            List<Symbol> symbols,
            Map<CodeRange, Long> claims,
            Map<CodeRange, Long> unwound,
            Map<CodeRange, MachineFunction> machine) {
        List<String> names = symbols.stream().map(Symbol::name).toList();
        Optional<String> source = own.contains(number) ? sources(names).stream().findFirst() : Optional.empty();
        String name = source.orElse(names.get(0));
        String id = byId.containsKey(name)
                ? name + " (" + members.get(number).name() + ", offset 0x" + Long.toHexString(range.start())
                        + " of section " + range.section() + ")"
                : name;
        CodeRange start = place(range.section(), range.start());
        return new CodeFunction(
                id,
                names,
                number,
                members.get(number),
                range,
                number(claims.get(start)),
                number(unwound.get(start)),
                Optional.ofNullable(machine.get(range)),
                source);
    }

    private List<String> sources(List<String> names) {
        return names.stream()
                .flatMap(name -> programFunction(name).stream())
                .map(Function::symbol)
                .distinct()
                .toList();
    }

    /** The functions of the program that became that one: more than one where equal code was merged. */
    List<String> sources(CodeFunction function) {
        return sources(function.symbols());
    }

    private static CodeRange place(int section, long offset) {
        return new CodeRange(section, offset, offset);
    }

    /** The function that starts at a place of the member that another function is part of. */
    public Optional<CodeFunction> startingAt(int section, long offset, CodeFunction user) {
        return Optional.ofNullable(byStart.getOrDefault(user.number(), Map.of()).get(place(section, offset)));
    }

    private static OptionalLong number(@Nullable Long bytes) {
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    private static Map<CodeRange, Long> largest(List<FrameSize> sizes) {
        Map<CodeRange, Long> largest = new HashMap<>();
        for (FrameSize size : sizes) {
            largest.merge(place(size.section(), size.offset()), size.bytes(), Math::max);
        }
        return largest;
    }

    /** The members that the program was made into. */
    public List<ObjectMember> own() {
        return own.stream().map(members::get).toList();
    }

    /** The object, as it was read. */
    public ObjectFile object() {
        return object;
    }

    /** Every function of the program's own members. */
    public List<CodeFunction> ownFunctions() {
        return byId.values().stream()
                .filter(function -> own.contains(function.number()))
                .toList();
    }

    /**
     * The functions that a name may mean to the linker, where a function uses it; more than one is one too many. A weak
     * definition gives way to one of another member.
     */
    public List<CodeFunction> named(String symbol, CodeFunction user) {
        List<CodeFunction> local =
                byMember.getOrDefault(user.number(), Map.of()).get(symbol);
        List<CodeFunction> all = global.getOrDefault(symbol, List.of());
        boolean replaceable =
                all.size() > 1 && weak.getOrDefault(user.number(), Set.of()).contains(symbol);
        return local != null && !replaceable ? local : all;
    }

    /** The relocations in the code of a function. */
    public List<Relocation> relocationsOf(CodeFunction function) {
        return members.get(function.number()).relocationsIn(function.range());
    }

    /** The function with that id. */
    public CodeFunction function(String id) {
        return Objects.requireNonNull(byId.get(id));
    }

    /** The functions of the object that were made from that function of the program. */
    public List<CodeFunction> madeFrom(String symbol) {
        List<CodeFunction> found = new ArrayList<>();
        for (int number : own) {
            byMember.getOrDefault(number, Map.of()).getOrDefault(symbol, List.of()).stream()
                    .filter(function ->
                            function.program().filter(symbol::equals).isPresent())
                    .forEach(found::add);
        }
        return found;
    }
}
