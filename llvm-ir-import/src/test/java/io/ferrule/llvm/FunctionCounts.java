package io.ferrule.llvm;

import io.ferrule.program.Body;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Function;
import io.ferrule.program.InlineAsm;
import io.ferrule.program.Instruction;
import io.ferrule.program.Program;
import io.ferrule.program.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What can be counted in a function both in LLVM's own view and in the model; equal views have equal counts. */
record FunctionCounts(
        String name,
        boolean declaration,
        String linkage,
        int parameters,
        long blocks,
        long instructions,
        long calls,
        long indirectCalls,
        long asmCalls,
        Map<String, Long> opcodes,
        Map<String, Long> callees) {

    private static final Set<String> LINKAGES = Set.of(
            "available_externally",
            "linkonce",
            "linkonce_odr",
            "weak",
            "weak_odr",
            "appending",
            "internal",
            "private",
            "extern_weak",
            "common");

    static FunctionCounts of(Program program, Function function) {
        if (function.body() instanceof Body.Unreadable) {
            return new FunctionCounts(function.symbol(), false, "unreadable", 0, 0, 0, 0, 0, 0, Map.of(), Map.of());
        }
        List<Instruction> all = function.blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .toList();
        List<Value> called = all.stream()
                .filter(CallInstruction.class::isInstance)
                .map(instruction -> ((CallInstruction) instruction).call().callee())
                .toList();
        Predicate<Value> direct =
                value -> value instanceof GlobalReference reference && isFunctionOrAlias(program, reference.symbol());
        return new FunctionCounts(
                name(function.symbol()),
                function.isDeclaration(),
                linkage(function),
                function.parameters().size(),
                function.blocks().size(),
                all.size(),
                called.size(),
                called.stream()
                        .filter(direct.or(InlineAsm.class::isInstance).negate())
                        .count(),
                called.stream().filter(InlineAsm.class::isInstance).count(),
                histogram(all.stream()
                        .map(instruction -> instruction.opcode().keyword())
                        .toList()),
                histogram(called.stream()
                        .filter(direct)
                        .map(value -> name(((GlobalReference) value).symbol()))
                        .toList()));
    }

    private static boolean isFunctionOrAlias(Program program, String symbol) {
        return program.functions().containsKey(symbol) || program.aliases().containsKey(symbol);
    }

    /** LLVM gives no name to what the text only numbers. */
    private static String name(String symbol) {
        return symbol.chars().allMatch(c -> c >= '0' && c <= '9') ? "" : symbol;
    }

    private static String linkage(Function function) {
        return function.qualifiers().attributes().stream()
                .map(attribute -> attribute.name())
                .filter(LINKAGES::contains)
                .findFirst()
                .orElse("external");
    }

    private static Map<String, Long> histogram(List<String> words) {
        Map<String, Long> counts = new TreeMap<>();
        words.forEach(word -> counts.merge(word, 1L, Long::sum));
        return counts;
    }
}
