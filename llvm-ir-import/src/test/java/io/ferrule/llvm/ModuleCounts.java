package io.ferrule.llvm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ferrule.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The counts of a module, from the model or from what {@code llvm_counts} printed. */
record ModuleCounts(int globals, int aliases, int ifuncs, List<FunctionCounts> functions) {

    static ModuleCounts of(Program program) {
        long ifuncs = program.aliases().values().stream()
                .filter(alias -> alias.ifunc())
                .count();
        return new ModuleCounts(
                program.globals().size(),
                program.aliases().size() - (int) ifuncs,
                (int) ifuncs,
                program.functions().values().stream()
                        .map(function -> FunctionCounts.of(program, function))
                        .toList());
    }

    static ModuleCounts ofJson(String json) {
        JsonObject module = JsonParser.parseString(json).getAsJsonObject();
        List<FunctionCounts> functions = new ArrayList<>();
        for (JsonElement function : module.getAsJsonArray("functions")) {
            functions.add(function(function.getAsJsonObject()));
        }
        return new ModuleCounts(
                module.get("globals").getAsInt(),
                module.get("aliases").getAsInt(),
                module.get("ifuncs").getAsInt(),
                functions);
    }

    private static FunctionCounts function(JsonObject json) {
        return new FunctionCounts(
                json.get("name").getAsString(),
                json.get("declaration").getAsBoolean(),
                json.get("linkage").getAsString(),
                json.get("parameters").getAsInt(),
                json.get("blocks").getAsLong(),
                json.get("instructions").getAsLong(),
                json.get("calls").getAsLong(),
                json.get("indirectCalls").getAsLong(),
                json.get("asmCalls").getAsLong(),
                histogram(json.getAsJsonObject("opcodes")),
                histogram(json.getAsJsonObject("callees")));
    }

    private static Map<String, Long> histogram(JsonObject json) {
        Map<String, Long> counts = new TreeMap<>();
        json.entrySet()
                .forEach(entry -> counts.merge(entry.getKey(), entry.getValue().getAsLong(), Long::sum));
        return counts;
    }

    /** One line for each difference, ours first; empty where both see the same module. */
    List<String> differences(ModuleCounts llvm) {
        List<String> found = new ArrayList<>();
        compare("globals", globals, llvm.globals, found);
        compare("aliases", aliases, llvm.aliases, found);
        compare("ifuncs", ifuncs, llvm.ifuncs, found);
        Map<FunctionCounts, Long> missing = new HashMap<>(bag(llvm.functions));
        for (FunctionCounts function : functions) {
            if (missing.merge(function, -1L, Long::sum) < 0) {
                found.add("only here: " + function);
            }
        }
        missing.forEach((function, count) -> {
            if (count > 0) {
                found.add("only in LLVM: " + function);
            }
        });
        return found;
    }

    private static Map<FunctionCounts, Long> bag(List<FunctionCounts> functions) {
        return functions.stream().collect(Collectors.groupingBy(function -> function, Collectors.counting()));
    }

    private static void compare(String what, int here, int llvm, List<String> found) {
        if (here != llvm) {
            found.add(what + ": " + here + " here, " + llvm + " in LLVM");
        }
    }
}
