package io.ferrule.evidence;

import io.ferrule.analysis.InlinedCode;
import io.ferrule.evidence.InlinedBodies.Inlined;
import io.ferrule.graph.CallGraph;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Names;
import io.ferrule.program.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a function under contract was inlined, so that what its contract says is not seen; and what is called only where a
 * panic comes by ({@link Unwinding}).
 *
 * <p>A contract stands for a call. Of a function of Rust nothing may be left but its code: a lock of {@code spin} is then a
 * few atomic operations of its caller. Each instruction still says which functions it was inlined from ({@code inlinedAt}),
 * with {@code line-tables-only}, too. So wherever an instruction says that it comes from a function under contract, either
 * what is left of that function does by calls what the contract says ({@link InlinedBodies#isLeft}), or nobody knows.
 *
 * <p>Sound because a lock is taken and given back by what leaves an instruction, a call or an atomic operation, and that has
 * its place, or lost it: LLVM gives an instruction that it made one of several a place in what all of these are part of, and a
 * line only where that is one line for all of them, as in the drop of an enumeration or a macro that stands for its expansion.
 * So an atomic or volatile operation that writes, and has no place of its own ({@link AtomicCode}), may be of any function under contract,
 * and so it is where a function has no debug information at all. Of functions of equal code LLVM keeps one: a function with
 * such an operation, to which something leads, may stand for another one. A call for which a contract speaks only where it is
 * written in some function, and that has no place, may be such a one. What writes plain memory, in a function without debug
 * information, is taken to be no lock: {@link #blind}, which a verdict names.
 *
 * <p>Functions without an effect need no call: their contract says that they may be called anywhere, and their code is
 * judged as it is. So are C functions of the kernel: no module of Rust has their code.
 */
public final class LostCalls {

    private static final String HELP =
            "leave the call in: compile with `opt-level=0`, or mark the function `#[inline(never)]`";
    private static final String PLACES = "compile with `debuginfo=line-tables-only`, and `opt-level=0`";
    private static final String KEPT = "compile with `opt-level=0`, or mark the function `#[inline(always)]`";

    private final CallGraph calls;
    private final Bound policy;
    private final boolean any;
    private final Map<String, List<LostCall>> found = new LinkedHashMap<>();

    private LostCalls(CallGraph calls, Bound policy, boolean any) {
        this.calls = calls;
        this.policy = policy;
        this.any = any;
    }

    /** Those of a program; {@code whole} is its policy, and {@code policy} what of that is bound to it. */
    public static LostCalls of(CallGraph calls, Policy whole, Bound policy) {
        LostCalls lost = new LostCalls(calls, policy, mayLose(calls, whole));
        if (lost.any) {
            lost.find(whole);
        }
        if (Unwinding.isIn(calls)) {
            lost.add(new Unwinding(calls, policy));
        }
        return lost;
    }

    /** Those in the code of some functions, in the order of these. */
    public List<LostCall> in(Collection<String> functions) {
        return functions.stream()
                .flatMap(function -> found.getOrDefault(function, List.of()).stream())
                .toList();
    }

    /** Of some functions those in which no inlined function would be seen that writes plain memory alone. */
    public List<String> blind(Collection<String> functions) {
        return functions.stream()
                .filter(symbol -> any)
                .filter(symbol -> calls.program()
                        .function(symbol)
                        .filter(LostCalls::isWithoutPlaces)
                        .isPresent())
                .toList();
    }

    private static boolean isWithoutPlaces(Function function) {
        return !function.blocks().isEmpty() && function.subprogram() == Header.NO_LOCATION;
    }

    /** Whether a contract changes what is held and speaks of a function that is code of Rust. */
    private static boolean mayLose(CallGraph calls, Policy policy) {
        Stream<FunctionContract> ofPacks = policy.packs().stream()
                .flatMap(pack -> pack.functions().stream())
                .filter(contract -> contract.match() instanceof Pattern.Path);
        Stream<FunctionContract> own = policy.functions().stream()
                .filter(contract -> contract.match() instanceof Pattern.Path || isDefined(calls, contract.match()));
        return Stream.concat(ofPacks, own).anyMatch(InlinedBodies::tells);
    }

    private static boolean isDefined(CallGraph calls, Pattern pattern) {
        return calls.program().functions().values().stream()
                .anyMatch(function -> !function.isDeclaration() && pattern.matches(function.symbol()));
    }

    private void find(Policy whole) {
        InlinedBodies bodies = new InlinedBodies(calls, policy);
        AtomicCode atomics = new AtomicCode(calls);
        Bound inlined = whole.bindInlined(InlinedCode.of(calls.program()).functions());
        for (Function function : calls.program().functions().values()) {
            List<LostCall> all = new ArrayList<>();
            bodies.in(function, inlined).stream()
                    .filter(body -> !bodies.isLeft(body))
                    .map(body -> lost(function, body))
                    .forEach(all::add);
            placeless(function, atomics).ifPresent(all::add);
            if (!all.isEmpty()) {
                found.put(function.symbol(), List.copyOf(all));
            }
        }
    }

    private void add(Unwinding unwinding) {
        for (Function function : calls.program().functions().values()) {
            List<LostCall> more = unwinding.in(function);
            if (!more.isEmpty()) {
                List<LostCall> all = new ArrayList<>(found.getOrDefault(function.symbol(), List.of()));
                all.addAll(more);
                found.put(function.symbol(), List.copyOf(all));
            }
        }
    }

    private static LostCall lost(Function function, Inlined body) {
        String message = "`" + Names.display(body.symbol()) + "` is inlined into `"
                + Names.display(function.symbol()) + "`" + at(body.call())
                + ", and its contract stands for a call: what it takes, gives back or waits for is not seen";
        boolean held = !Effects.of(body.contract()).none();
        return new LostCall(
                function.symbol(),
                message,
                HELP,
                Optional.of(body.call()),
                body.instructions().get(0),
                held);
    }

    private static String at(SourceLocation call) {
        return " (`" + Names.display(call.function()) + "`, line " + call.line() + ")";
    }

    /** What may be of an inlined function and does not say so, once for each function of the program. */
    private Optional<LostCall> placeless(Function function, AtomicCode atomics) {
        List<Instruction> writes = AtomicCode.in(function);
        Optional<Instruction> write = writes.stream()
                .filter(operation -> !atomics.isPlaced(operation))
                .findFirst();
        return callWithin(function)
                .or(() -> write)
                .map(instruction -> doubtful(
                        function,
                        "an atomic or volatile operation of `" + Names.display(function.symbol())
                                + "` has no place in the source, and may be of an inlined function under contract",
                        PLACES,
                        instruction))
                .or(() -> writes.stream()
                        .findFirst()
                        .filter(operation -> atomics.mayStandForAnother(function))
                        .map(operation -> doubtful(
                                function,
                                "`" + Names.display(function.symbol())
                                        + "` has an atomic or volatile operation, and may be what LLVM kept of several functions of equal"
                                        + " code, one of them under contract",
                                KEPT,
                                operation)));
    }

    /** A call for which a contract may speak because of where it is written, and that does not say where. */
    private Optional<Instruction> callWithin(Function function) {
        return calls.sitesIn(function.symbol()).stream()
                .filter(site -> site.targets().stream()
                        .anyMatch(target -> policy.within().containsKey(target)))
                .<Instruction>map(site -> site.instruction())
                .filter(call -> !AtomicCode.arePlaces(calls.program().inlineChainOf(call)))
                .findFirst();
    }

    private LostCall doubtful(Function function, String message, String help, Instruction instruction) {
        return new LostCall(function.symbol(), message, help, calls.program().locationOf(function), instruction, true);
    }
}
