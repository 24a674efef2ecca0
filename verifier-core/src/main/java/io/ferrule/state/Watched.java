package io.ferrule.state;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.program.Instruction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Instructions that somebody asks about, and which functions may lead there. */
final class Watched {

    private final Map<String, Set<Instruction>> instructions;
    private final Set<String> leading = new HashSet<>();

    Watched(CallGraph calls, Map<String, Set<Instruction>> instructions) {
        this.instructions = Map.copyOf(instructions);
        Deque<String> open = new ArrayDeque<>(instructions.keySet());
        while (!open.isEmpty()) {
            String next = open.pop();
            if (leading.add(next)) {
                calls.sitesCalling(next).stream().map(CallSite::caller).forEach(open::add);
            }
        }
    }

    /** Those in one function. */
    Set<Instruction> in(String function) {
        return instructions.getOrDefault(function, Set.of());
    }

    /** Whether a call of that function may come to one. */
    boolean mayBeReachedFrom(String function) {
        return leading.contains(function);
    }
}
