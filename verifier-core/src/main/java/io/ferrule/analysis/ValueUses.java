package io.ferrule.analysis;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.ExtractValue;
import io.ferrule.program.Computation.InsertValue;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Computation.Unary;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.MemoryInstruction.Store;
import io.ferrule.program.Opcode;
import io.ferrule.program.Program;
import io.ferrule.program.Terminator.Return;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a value forward to the places where it leaves the sight of the program.
 *
 * <p>Sound because every use that is not known to be harmless is a leak: calling the value, comparing it, and loading
 * through it are harmless (what is loaded is followed on); copies and arguments of functions with a body are followed;
 * being stored, given to external code, or used in any other way is a leak.
 */
final class ValueUses {

    private static final Set<String> HARMLESS_INTRINSICS =
            Set.of("llvm.lifetime.start", "llvm.lifetime.end", "llvm.assume", "llvm.dbg", "llvm.invariant.start");

    private final CallGraph calls;
    private final Program program;
    private final IdentityHashMap<Instruction, CallSite> siteOf = new IdentityHashMap<>();
    private final Map<String, Map<Integer, List<Use>>> usesOf = new HashMap<>();

    ValueUses(CallGraph calls) {
        this.calls = calls;
        this.program = calls.program();
        program.functions()
                .keySet()
                .forEach(symbol -> calls.sitesIn(symbol).forEach(site -> siteOf.put(site.instruction(), site)));
    }

    /**
     * A place where a value leaves.
     *
     * @param function where that is
     * @param site the call that it leaves by, if it is one
     * @param argument the number of the argument there, or -1
     * @param loaded whether what leaves was loaded through the value, rather than the value itself
     */
    record Leak(Function function, Optional<CallSite> site, int argument, boolean loaded) {}

    /** One operand of one instruction. */
    private record Use(Function function, Instruction instruction, int operand) {}

    /** A use that is still to be looked at. */
    private record Pending(Use use, boolean loaded) {}

    /** Where the value that stands at that operand leaves. */
    List<Leak> leaks(Function function, Instruction instruction, int operand) {
        Search search = new Search();
        search.open.push(new Pending(new Use(function, instruction, operand), false));
        search.run();
        return search.leaks;
    }

    private final class Search {

        private final Deque<Pending> open = new ArrayDeque<>();
        private final Set<String> followed = new HashSet<>();
        private final List<Leak> leaks = new ArrayList<>();

        void run() {
            while (!open.isEmpty()) {
                Pending next = open.pop();
                look(next.use(), next.loaded());
            }
        }

        private void look(Use use, boolean loaded) {
            Instruction instruction = use.instruction();
            if (instruction instanceof CallInstruction) {
                call(use, loaded);
            } else if (instruction instanceof Load) {
                follow(use.function(), instruction.header().result(), true);
            } else if (instruction instanceof Return) {
                returned(use, loaded);
            } else if (isCopy(instruction)) {
                follow(use.function(), instruction.header().result(), loaded);
            } else if (!isHarmless(use)) {
                leaks.add(new Leak(use.function(), Optional.empty(), -1, loaded));
            }
        }

        private void call(Use use, boolean loaded) {
            CallSite site = siteOf.get(use.instruction());
            int argument = use.operand() - 1;
            if (argument < 0 || site == null || isHarmlessIntrinsic(site.target())) {
                return; // being called is what functions are for
            }
            boolean known = argument < site.instruction().call().arguments().size()
                    && !(site.target() instanceof CallTarget.Indirect indirect && indirect.open());
            if (!known || site.targets().isEmpty()) {
                leaks.add(new Leak(use.function(), Optional.of(site), argument, loaded));
                return;
            }
            for (String target : site.targets()) {
                Function callee = program.functions().get(target);
                if (callee != null
                        && !callee.blocks().isEmpty()
                        && argument < callee.parameters().size()) {
                    follow(callee, argument, loaded);
                } else {
                    leaks.add(new Leak(use.function(), Optional.of(site), argument, loaded));
                }
            }
        }

        private void returned(Use use, boolean loaded) {
            if (!use.function().isLocal()) {
                leaks.add(new Leak(use.function(), Optional.empty(), -1, loaded));
            }
            for (CallSite site : calls.sitesCalling(use.function().symbol())) {
                program.function(site.caller())
                        .ifPresent(caller ->
                                follow(caller, site.instruction().header().result(), loaded));
            }
        }

        private void follow(Function function, int local, boolean loaded) {
            if (local != Header.NO_RESULT && followed.add(function.symbol() + "#" + local + loaded)) {
                uses(function).getOrDefault(local, List.of()).forEach(use -> open.push(new Pending(use, loaded)));
            }
        }
    }

    private static boolean isCopy(Instruction instruction) {
        return instruction instanceof Phi
                || instruction instanceof Select
                || instruction instanceof ElementPointer
                || instruction instanceof InsertValue
                || instruction instanceof ExtractValue
                || (instruction instanceof Cast cast && cast.opcode() != Opcode.PTRTOINT)
                || (instruction instanceof Unary unary && unary.opcode() == Opcode.FREEZE);
    }

    private static boolean isHarmless(Use use) {
        boolean address = use.instruction() instanceof Store && use.operand() == 1;
        return address || use.instruction() instanceof Compare;
    }

    private static boolean isHarmlessIntrinsic(CallTarget target) {
        return target instanceof CallTarget.External external
                && HARMLESS_INTRINSICS.stream()
                        .anyMatch(prefix -> external.symbol().startsWith(prefix));
    }

    private Map<Integer, List<Use>> uses(Function function) {
        return usesOf.computeIfAbsent(function.symbol(), symbol -> collect(function));
    }

    private static Map<Integer, List<Use>> collect(Function function) {
        Map<Integer, List<Use>> uses = new HashMap<>();
        for (BasicBlock block : function.blocks()) {
            for (Instruction instruction : block.instructions()) {
                List<Value> operands = instruction.operands();
                for (int i = 0; i < operands.size(); i++) {
                    if (operands.get(i) instanceof Local local) {
                        uses.computeIfAbsent(local.index(), index -> new ArrayList<>())
                                .add(new Use(function, instruction, i));
                    }
                }
            }
        }
        return uses;
    }
}
