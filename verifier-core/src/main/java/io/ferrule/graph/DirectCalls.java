package io.ferrule.graph;

import io.ferrule.program.BasicBlock;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Program;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls by name, and the functions whose address is used in any other way. */
final class DirectCalls {

    private final Program program;
    private final Aliases aliases;
    private final Map<String, List<Call>> callers = new HashMap<>();
    private final Set<String> addressTaken = new LinkedHashSet<>();

    /** A call by name. */
    record Call(Function caller, CallInstruction instruction) {}

    DirectCalls(Program program) {
        this.program = program;
        this.aliases = new Aliases(program);
        program.functions().values().forEach(this::scan);
        program.globals().values().forEach(global -> global.initializer().ifPresent(this::take));
        program.aliases().values().forEach(alias -> take(alias.target().value()));
    }

    /** The calls of that function by name, or by an alias of it. */
    List<Call> callsOf(String symbol) {
        return callers.getOrDefault(symbol, List.of());
    }

    /** Whether the address of that function is used for anything but a call by name. */
    boolean isAddressTaken(String symbol) {
        return addressTaken.contains(symbol);
    }

    /** The functions whose address is used for anything but a call by name, in the order of the text. */
    Set<String> addressTaken() {
        return addressTaken;
    }

    /** What a symbol names once aliases are followed: see {@link Aliases#resolve}. */
    Optional<String> resolve(String symbol) {
        return aliases.resolve(symbol);
    }

    private void scan(Function function) {
        function.references().forEach(reference -> take(reference.value()));
        for (BasicBlock block : function.blocks()) {
            block.instructions().forEach(instruction -> scan(function, instruction));
        }
    }

    private void scan(Function function, Instruction instruction) {
        List<Value> operands = instruction.operands();
        if (instruction instanceof CallInstruction call && call.call().callee() instanceof GlobalReference callee) {
            resolve(callee.symbol())
                    .ifPresent(symbol -> callers.computeIfAbsent(symbol, s -> new ArrayList<>())
                            .add(new Call(function, call)));
            operands = operands.subList(1, operands.size());
        }
        operands.forEach(this::take);
    }

    private void take(Value value) {
        for (String symbol : ConstantSymbols.in(value)) {
            resolve(symbol).filter(program.functions()::containsKey).ifPresent(addressTaken::add);
        }
    }
}
