package io.ferrule.graph;

import io.ferrule.program.BasicBlock;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which instruction defines a local. */
public final class Definitions {

    private final Map<String, Map<Integer, Instruction>> byFunction = new ConcurrentHashMap<>();

    /** The instruction of {@code function} that defines that local; empty for a parameter. */
    public Optional<Instruction> of(Function function, int local) {
        return Optional.ofNullable(byFunction
                .computeIfAbsent(function.symbol(), symbol -> definitions(function))
                .get(local));
    }

    private static Map<Integer, Instruction> definitions(Function function) {
        Map<Integer, Instruction> definitions = new HashMap<>();
        for (BasicBlock block : function.blocks()) {
            for (Instruction instruction : block.instructions()) {
                if (instruction.header().result() != Header.NO_RESULT) {
                    definitions.put(instruction.header().result(), instruction);
                }
            }
        }
        return definitions;
    }
}
