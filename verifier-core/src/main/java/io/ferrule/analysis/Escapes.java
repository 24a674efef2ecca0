package io.ferrule.analysis;

import io.ferrule.analysis.ValueUses.Leak;
import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.ConstantSymbols;
import io.ferrule.graph.Layouts;
import io.ferrule.graph.Vtables;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Function;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Instruction;
import io.ferrule.program.Program;
import io.ferrule.program.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the functions whose address may come into the hands of something outside: what the program hands over, someone
 * may call.
 *
 * <p>An address leaves when a constant that holds it is given to an external function, stored to memory, or kept in a
 * variable that others can read or that can be written; and wherever {@link ValueUses} loses sight of it. A constant
 * table counts with all that its initializer holds, at any depth. Methods in vtables do not leave when the address of
 * the vtable is stored, as happens whenever a {@code Box<dyn Trait>} is kept: nothing but Rust code reads a vtable. They
 * do where Rust code of other modules may read it: in a variable that these can name, and in a program that uses any.
 *
 * <p>{@code llvm.used} and {@code llvm.compiler.used} call nothing themselves; but what they keep alive, and what is
 * put in a section by name, is there for someone who walks it: {@code .init_array} and the tables of the kernel.
 */
public final class Escapes {

    private static final Set<String> KEEPERS = Set.of("llvm.used", "llvm.compiler.used");

    private final Program program;
    private final Vtables vtables;
    private final ValueUses uses;
    private final Aliases aliases;
    private final Set<String> keptAlive = new LinkedHashSet<>();
    private final Set<Escape> found = new LinkedHashSet<>();
    private final List<Leak> returned = new ArrayList<>();

    private Escapes(CallGraph calls) {
        this.program = calls.program();
        Layouts layouts = new Layouts(program);
        this.vtables = Vtables.of(program, layouts);
        this.uses = new ValueUses(calls, layouts);
        this.aliases = new Aliases(program);
        KEEPERS.stream()
                .flatMap(keeper -> Optional.ofNullable(program.globals().get(keeper)).stream())
                .flatMap(keeper -> keeper.initializer().stream())
                .forEach(value -> keptAlive.addAll(ConstantSymbols.in(value)));
        program.globals().values().forEach(this::scan);
        program.functions().values().forEach(this::scan);
        addReturned();
    }

    /** Every escape in that program, in the order of the text. */
    public static List<Escape> in(CallGraph calls) {
        return new ArrayList<>(new Escapes(calls).found);
    }

    private void scan(GlobalVariable global) {
        boolean exposed = !global.constant()
                || !global.isLocal()
                || keptAlive.contains(global.symbol())
                || global.attributes().has("section");
        if (exposed
                && !KEEPERS.contains(global.symbol())
                && global.initializer().isPresent()) {
            for (String symbol : ConstantSymbols.in(global.initializer().get())) {
                for (String function : functionsIn(symbol, !global.isLocal())) {
                    found.add(new Escape(function, global.symbol(), Optional.empty(), -1, Optional.empty()));
                }
            }
        }
    }

    private void scan(Function function) {
        for (BasicBlock block : function.blocks()) {
            block.instructions().forEach(instruction -> scan(function, instruction));
        }
    }

    private void scan(Function function, Instruction instruction) {
        List<Value> operands = instruction.operands();
        for (int i = 0; i < operands.size(); i++) {
            for (String symbol : ConstantSymbols.in(operands.get(i))) {
                if (!functionsIn(symbol, true).isEmpty()) {
                    uses.leaks(symbol, function, instruction, i).forEach(this::sort);
                }
            }
        }
    }

    private void sort(Leak leak) {
        if (leak.returned() && leak.function().isLocal()) {
            returned.add(leak);
        } else {
            add(leak);
        }
    }

    /** What a local function returns leaves once the address of that function has left. */
    private void addReturned() {
        Set<String> outside = new HashSet<>();
        while (outside.size() < escaped().size()) {
            outside.addAll(escaped());
            returned.stream()
                    .filter(leak -> outside.contains(leak.function().symbol()))
                    .forEach(this::add);
        }
    }

    private Set<String> escaped() {
        return found.stream().map(Escape::function).collect(Collectors.toSet());
    }

    private void add(Leak leak) {
        boolean handedOver = leak.site().isPresent();
        boolean itself = aliases.resolve(leak.symbol())
                .filter(program.functions()::containsKey)
                .isPresent();
        Optional<String> table = itself ? Optional.empty() : Optional.of(leak.symbol());
        for (String function : functionsIn(leak.symbol(), handedOver)) {
            found.add(new Escape(function, leak.function().symbol(), leak.site(), leak.argument(), table));
        }
    }

    /** The functions that an address leads to: itself, or all that a constant holds. */
    private Set<String> functionsIn(String symbol, boolean intoVtables) {
        Set<String> functions = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(symbol));
        while (!open.isEmpty()) {
            String next = open.pop();
            GlobalVariable global = program.globals().get(next);
            if (program.functions().containsKey(next)) {
                functions.add(next);
            } else if (program.aliases().containsKey(next) && seen.add(next)) {
                open.addAll(
                        ConstantSymbols.in(program.aliases().get(next).target().value()));
            } else if (global != null && (intoVtables || !vtables.contains(next)) && seen.add(next)) {
                global.initializer().ifPresent(value -> open.addAll(ConstantSymbols.in(value)));
            }
        }
        return functions;
    }
}
