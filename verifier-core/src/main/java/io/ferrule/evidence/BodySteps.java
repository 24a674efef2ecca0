package io.ferrule.evidence;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.Span;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import io.ferrule.program.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which steps of a body an instruction may come from: those that begin at its place, or else the innermost call around. */
final class BodySteps {

    private final Map<Integer, Map<Step, Span>> byLine = new LinkedHashMap<>();
    private final Map<Step, Span> calls = new LinkedHashMap<>();
    private final List<Span> drops = new ArrayList<>();

    BodySteps(Code code) {
        for (int b = 0; b < code.blocks().size(); b++) {
            BasicBlock block = code.blocks().get(b);
            for (int i = 0; i < block.statements().size(); i++) {
                if (executes(block.statements().get(i))) {
                    add(new Step(b, i), block.statements().get(i).at().span());
                }
            }
            Step last = new Step(b, block.statements().size());
            add(last, block.terminator().at().span());
            if (block.terminator() instanceof Terminator.Call call) {
                calls.put(last, call.at().span());
            } else if (block.terminator() instanceof Terminator.Drop drop) {
                drops.add(drop.at().span());
            }
        }
    }

    private static boolean executes(Statement statement) {
        return statement instanceof Statement.Assign || statement instanceof Statement.SetDiscriminant;
    }

    private void add(Step step, Span span) {
        byLine.computeIfAbsent(span.line(), line -> new LinkedHashMap<>()).put(step, span);
    }

    /** The steps that an instruction from that place may belong to. */
    Set<Step> at(SourceLocation place) {
        Set<Step> beginning = byLine.getOrDefault(place.line(), Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().beginsAt(place))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (beginning.isEmpty()) {
            return innermost(place);
        }
        Set<Step> shortest = callsAt(place);
        beginning.removeIf(step -> calls.containsKey(step) && !shortest.contains(step));
        return beginning;
    }

    /**
     * The calls that an instruction from that place may belong to. A call of a method begins where its receiver does, but
     * stands at its name: of several that begin in one place, the shortest one stands there.
     */
    Set<Step> callsAt(SourceLocation place) {
        List<Map.Entry<Step, Span>> beginning = new ArrayList<>(calls.entrySet());
        beginning.removeIf(entry -> !entry.getValue().beginsAt(place));
        return beginning.isEmpty() ? innermost(place) : shortest(beginning);
    }

    /** Whether something is dropped at that place, which may lie within the call that made it. */
    boolean isDrop(SourceLocation place) {
        return drops.stream().anyMatch(span -> span.beginsAt(place))
                && calls.values().stream().noneMatch(span -> span.beginsAt(place));
    }

    private Set<Step> innermost(SourceLocation place) {
        List<Map.Entry<Step, Span>> around = new ArrayList<>(calls.entrySet());
        around.removeIf(entry -> !entry.getValue().has(place));
        return shortest(around);
    }

    private static Set<Step> shortest(List<Map.Entry<Step, Span>> around) {
        int least = around.stream()
                .mapToInt(entry -> entry.getValue().length())
                .min()
                .orElse(0);
        Set<Step> steps = new HashSet<>();
        around.stream().filter(entry -> entry.getValue().length() == least).forEach(entry -> steps.add(entry.getKey()));
        return steps;
    }
}
