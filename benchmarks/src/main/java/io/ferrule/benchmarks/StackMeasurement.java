package io.ferrule.benchmarks;

import io.ferrule.analysis.linked.Gap;
import io.ferrule.analysis.stack.Depth;
import io.ferrule.analysis.stack.RecursionDepths;
import io.ferrule.analysis.stack.StackDepth;
import io.ferrule.elf.ObjectReader;
import io.ferrule.graph.CallGraph;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.ObjectFile;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of an object is accounted for when the stack under each of its functions is bounded, and how long that takes.
 *
 * <p>{@code StackMeasurement FILE.ll ..} takes modules with their objects beside them. {@code benchmarks/stack-depth} runs
 * it.
 */
public final class StackMeasurement {
    private static final int ROUNDS = 9;

    private StackMeasurement() {}

    /** Measures. */
    public static void main(String[] arguments) throws IOException {
        for (String argument : arguments) {
            measure(Path.of(argument));
        }
    }

    private static void measure(Path module) throws IOException {
        String name = String.valueOf(module.getFileName());
        Path place = module.resolveSibling(name.replaceFirst("\\.ll$", ".o"));
        byte[] bytes = Files.readAllBytes(place);
        Program program = LlvmIrReader.read(name, Files.readAllBytes(module));
        CallGraph calls = CallGraph.of(program, symbol -> false);
        double read = 0;
        double bounded = 0;
        for (int i = 0; i < ROUNDS; i++) {
            read = seconds(() -> ObjectReader.read(name, bytes));
            ObjectFile object = ObjectReader.read(name, bytes);
            bounded = seconds(() -> depths(calls, object));
        }
        tell(place, bytes.length, calls, ObjectReader.read(name, bytes));
        System.out.printf(
                Locale.ROOT,
                "  warm, round %d, CPU time: object read in %.3f s, call graph of roots bounded in %.3f s%n",
                ROUNDS,
                read,
                bounded);
    }

    /** Bounds the stack under every function that has a body. */
    static StackDepth depths(CallGraph calls, ObjectFile object) {
        List<String> roots = calls.program().functions().values().stream()
                .filter(function -> !function.isDeclaration())
                .map(Function::symbol)
                .toList();
        return StackDepth.of(
                calls, new Bound(List.of(), new TreeMap<>(), List.of()), object, roots, RecursionDepths.NONE);
    }

    private static void tell(Path place, long size, CallGraph calls, ObjectFile object) {
        List<MachineFunction> functions = object.members().stream()
                .flatMap(member -> member.functions().stream())
                .toList();
        StackDepth depths = depths(calls, object);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d bytes, %,d functions, %,d of them decoded, %,d bytes of code without a name, %d problems%n",
                place,
                size,
                functions.size(),
                functions.stream().filter(each -> each.problem().isEmpty()).count(),
                object.members().stream()
                        .flatMap(member -> member.uncovered().stream())
                        .mapToLong(range -> range.end() - range.start())
                        .sum(),
                object.problems().size());
        System.out.println("  what does not fit the program: "
                + depths.objectGaps().stream().map(Gap::message).toList());
        List<Depth> all = calls.program().functions().values().stream()
                .filter(function -> !function.isDeclaration())
                .map(function -> depths.of(function.symbol()))
                .toList();
        Map<String, Long> gaps = all.stream()
                .flatMap(depth -> depth.gaps().stream())
                .distinct()
                .collect(Collectors.groupingBy(StackMeasurement::kind, TreeMap::new, Collectors.counting()));
        System.out.printf(
                Locale.ROOT,
                "  %,d functions of the program, %,d of known depth; gaps: %s%n",
                all.size(),
                all.stream().filter(depth -> depth.gaps().isEmpty()).count(),
                gaps);
    }

    private static String kind(Gap gap) {
        return gap.message()
                .replaceAll("`[^`]*`", "..")
                .replaceAll("0x[0-9a-f]+", "..")
                .replaceAll("(\\.\\., )+", "");
    }

    private static double seconds(Runnable work) {
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e9;
    }
}
