package io.ferrule.analysis;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.graph.ConstantSymbols;
import io.ferrule.graph.Layouts;
import io.ferrule.graph.Offsets;
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
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Function;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.AtomicUpdate;
import io.ferrule.program.MemoryInstruction.CompareExchange;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.MemoryInstruction.Store;
import io.ferrule.program.Opcode;
import io.ferrule.program.Program;
import io.ferrule.program.Terminator.Return;
import io.ferrule.program.Type;
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
import java.util.OptionalInt;
import java.util.Set;

/**
 * Follows the address of a global forward to the places where it leaves the sight of the program.
 *
 * <p>Sound because every use that is not known to be harmless is a leak: calling the address, comparing it and reading
 * or writing behind it are harmless; copies and arguments of functions with a body are followed, and so is what is
 * loaded from a constant global, as the address that it is; being stored anywhere but in a stack slot, given to external
 * code, or used in any other way is a leak. What lies in a slot is followed with the pointers to that slot, wherever these
 * go: what is loaded through one may be the address, whatever the offset and however many pointers lie between; once one
 * of them leaks, the address does. A number that is loaded from where a pointer lies counts as that pointer, for LLVM copies small structs
 * as numbers; a number that is made of a pointer in any other way would need a cast, and the cast is a leak.
 */
final class ValueUses {

    private static final Set<String> HARMLESS_INTRINSICS =
            Set.of("llvm.lifetime.start", "llvm.lifetime.end", "llvm.assume", "llvm.dbg", "llvm.invariant.start");

    private static final Set<String> COPYING_INTRINSICS = Set.of("llvm.memcpy.", "llvm.memmove.");

    /** What these do to their first argument is to write there. */
    private static final Set<String> WRITING_INTRINSICS = Set.of("llvm.memcpy.", "llvm.memmove.", "llvm.memset.");

    /** More places in one global than these, to which one local may point, are not told apart. */
    private static final int MOST_PLACES = 4;

    /** Wider numbers, in bits, are taken to touch all pointers of a table. */
    private static final int WIDEST = 512;

    private final CallGraph calls;
    private final Layouts layouts;
    private final Program program;
    private final StackSlots slots = new StackSlots();
    private final IdentityHashMap<Instruction, CallSite> siteOf = new IdentityHashMap<>();
    private final Map<String, Map<Integer, List<Use>>> usesOf = new HashMap<>();
    private final Map<String, Search> searches = new HashMap<>();

    ValueUses(CallGraph calls, Layouts layouts) {
        this.layouts = layouts;
        this.calls = calls;
        this.program = calls.program();
        program.functions()
                .keySet()
                .forEach(symbol -> calls.sitesIn(symbol).forEach(site -> siteOf.put(site.instruction(), site)));
    }

    /**
     * A place where an address leaves.
     *
     * @param symbol whose address
     * @param function where that is
     * @param site the call that it leaves by, if it is one
     * @param argument the number of the argument there, or -1
     * @param returned whether it leaves as the result of {@code function}, and so only if something outside calls that
     */
    record Leak(String symbol, Function function, Optional<CallSite> site, int argument, boolean returned) {}

    /** One operand of one instruction. */
    private record Use(Function function, Instruction instruction, int operand) {}

    /**
     * An address: of what, and where in it.
     *
     * @param kept whether it is only somewhere behind the pointer, in a stack slot
     */
    private record Address(String symbol, Offsets offsets, boolean kept) {

        Address keptInSlot() {
            return new Address(symbol, Offsets.ANYWHERE, true);
        }
    }

    /** A use of an address that is still to be looked at. */
    private record Pending(Address address, Use use) {}

    /**
     * Where the address of {@code symbol}, which stands at that operand, leaves; and all that is loaded through it. What
     * was told before of that symbol, which may stand at many operands, is not told again.
     */
    List<Leak> leaks(String symbol, Function function, Instruction instruction, int operand) {
        Search search = searches.computeIfAbsent(symbol, s -> new Search());
        boolean plain = instruction.operands().get(operand) instanceof GlobalReference;
        Address start = new Address(symbol, plain ? Offsets.START : Offsets.ANYWHERE, false);
        search.open.push(new Pending(start, new Use(function, instruction, operand)));
        int told = search.leaks.size();
        search.run();
        return List.copyOf(search.leaks.subList(told, search.leaks.size()));
    }

    /** A local that may be an address. */
    private record Followed(String symbol, boolean kept, String function, int local) {}

    /** All that is known of one symbol, and of what was loaded through its address. */
    private final class Search {

        private final Deque<Pending> open = new ArrayDeque<>();
        private final Map<Followed, List<Offsets>> followed = new HashMap<>();
        private final Set<String> lost = new HashSet<>();
        private final List<Leak> leaks = new ArrayList<>();

        void run() {
            while (!open.isEmpty()) {
                Pending next = open.pop();
                if (!isSettled(next.address())) {
                    look(next.address(), next.use());
                }
            }
        }

        /** A function that left from a slot may be called from anywhere; in which slots it is besides tells no more. */
        private boolean isSettled(Address address) {
            return address.kept()
                    && lost.contains(address.symbol())
                    && !program.globals().containsKey(address.symbol());
        }

        private void look(Address address, Use use) {
            Instruction instruction = use.instruction();
            if (instruction instanceof CallInstruction) {
                call(address, use);
            } else if (instruction instanceof Store store && use.operand() == 0) {
                keep(address, use, store.address().value());
            } else if (instruction instanceof Load load) {
                load(address, use.function(), load);
            } else if (instruction instanceof Return) {
                returned(address, use);
            } else if (instruction instanceof ElementPointer pointer) {
                Offsets moved = address.offsets().plus(Offsets.moved(pointer.sourceType(), pointer.indices()));
                follow(new Address(address.symbol(), moved, address.kept()), use.function(), instruction);
            } else if (isCopy(instruction)) {
                follow(address, use.function(), instruction);
            } else if (!isHarmless(use)) {
                leak(address, use, Optional.empty(), -1);
            }
        }

        private void leak(Address address, Use use, Optional<CallSite> site, int argument) {
            boolean itself = !address.kept();
            if (!itself) {
                lost.add(address.symbol());
            }
            leaks.add(new Leak(
                    address.symbol(), use.function(), site.filter(s -> itself), itself ? argument : -1, false));
        }

        /** What is stored in a stack slot is where all pointers to the slot go. */
        private void keep(Address address, Use use, Value place) {
            slots.of(use.function(), place)
                    .ifPresentOrElse(
                            slot -> follow(address.keptInSlot(), use.function(), slot),
                            () -> leak(address, use, Optional.empty(), -1));
        }

        /** What a variable held at first has been handed out already; only constants are looked into here. */
        private void load(Address address, Function function, Load load) {
            if (address.kept()) {
                follow(address, function, load);
            }
            GlobalVariable global = program.globals().get(address.symbol());
            if (global == null || !global.constant()) {
                return;
            }
            List<Value> loaded = layouts.of(global)
                    .filter(layout -> width(load.type()).isPresent())
                    .map(layout -> layout.pointersTouched(
                            address.offsets(), width(load.type()).getAsInt()))
                    .orElseGet(() -> global.initializer().stream().toList());
            for (Value value : loaded) {
                Offsets offsets = value instanceof GlobalReference ? Offsets.START : Offsets.ANYWHERE;
                ConstantSymbols.in(value)
                        .forEach(symbol -> follow(new Address(symbol, offsets, false), function, load));
            }
        }

        private void call(Address address, Use use) {
            CallSite site = siteOf.get(use.instruction());
            int argument = use.operand() - 1;
            if (argument < 0 || (site != null && isHarmlessIntrinsic(site.target()))) {
                return; // being called is what functions are for
            }
            if (site != null && address.kept() && argument == 0 && isAmong(WRITING_INTRINSICS, site.target())) {
                return;
            }
            if (site != null && address.kept() && argument == 1 && isCopyIntrinsic(site.target())) {
                keep(address, use, site.instruction().call().arguments().get(0).value());
                return;
            }
            if (site == null || isCopyIntrinsic(site.target())) {
                leak(address, use, Optional.empty(), -1); // as a store leaks
                return;
            }
            boolean known = argument < site.instruction().call().arguments().size()
                    && !(site.target() instanceof CallTarget.Indirect indirect && indirect.open());
            if (!known || site.targets().isEmpty()) {
                leak(address, use, Optional.of(site), argument);
                return;
            }
            for (String target : site.targets()) {
                Function callee = program.functions().get(target);
                boolean parameter = callee != null
                        && !callee.blocks().isEmpty()
                        && argument < callee.parameters().size();
                if (callee != null && parameter) {
                    follow(address, callee, argument);
                }
                if (callee == null || !parameter || callee.isReplaceable()) {
                    leak(address, use, Optional.of(site), argument);
                }
            }
        }

        private void returned(Address address, Use use) {
            leaks.add(new Leak(address.symbol(), use.function(), Optional.empty(), -1, true));
            for (CallSite site : calls.sitesCalling(use.function().symbol())) {
                program.function(site.caller()).ifPresent(caller -> follow(address, caller, site.instruction()));
            }
        }

        private void follow(Address address, Function function, Instruction definition) {
            follow(address, function, definition.header().result());
        }

        /** Goes on with the uses of a local, again whenever it may point to more places than before. */
        private void follow(Address address, Function function, int local) {
            if (local == Header.NO_RESULT || isSettled(address)) {
                return;
            }
            List<Offsets> before = followed.computeIfAbsent(
                    new Followed(address.symbol(), address.kept(), function.symbol(), local), f -> new ArrayList<>());
            Offsets all = before.size() < MOST_PLACES
                    ? address.offsets()
                    : before.stream().reduce(address.offsets(), Offsets::or);
            if (!before.contains(all)) {
                before.add(all);
                Address wider = new Address(address.symbol(), all, address.kept());
                uses(function).getOrDefault(local, List.of()).forEach(use -> open.push(new Pending(wider, use)));
            }
        }
    }

    private static boolean isNumber(Type type) {
        return type instanceof Type.IntegerType || type instanceof Type.FloatingType;
    }

    /** How many bytes a load of that type reads; empty where that is not said here. */
    private static OptionalInt width(Type type) {
        if (type instanceof Type.PointerType) {
            return OptionalInt.of(Long.BYTES);
        }
        if (type instanceof Type.FloatingType) {
            return OptionalInt.of(2 * Long.BYTES);
        }
        return type instanceof Type.IntegerType integer && integer.bits() <= WIDEST
                ? OptionalInt.of((integer.bits() + 7) / 8)
                : OptionalInt.empty();
    }

    private static boolean isCopy(Instruction instruction) {
        return instruction instanceof Phi
                || instruction instanceof Select
                || instruction instanceof InsertValue
                || instruction instanceof ExtractValue
                || (instruction instanceof Cast cast && cast.opcode() != Opcode.PTRTOINT)
                || (instruction instanceof Unary unary && unary.opcode() == Opcode.FREEZE);
    }

    /** Behind an address numbers may be read and written; an update that yields a pointer is not looked into. */
    private static boolean isHarmless(Use use) {
        Instruction instruction = use.instruction();
        boolean updated = use.operand() == 0
                && ((instruction instanceof AtomicUpdate update
                                && isNumber(update.operand().type()))
                        || (instruction instanceof CompareExchange exchange
                                && isNumber(exchange.expected().type())));
        boolean written = instruction instanceof Store && use.operand() == 1;
        return updated || written || instruction instanceof Compare;
    }

    private static boolean isHarmlessIntrinsic(CallTarget target) {
        return isAmong(HARMLESS_INTRINSICS, target);
    }

    /** It copies what lies behind the address, and nobody outside sees it. */
    private static boolean isCopyIntrinsic(CallTarget target) {
        return isAmong(COPYING_INTRINSICS, target);
    }

    private static boolean isAmong(Set<String> intrinsics, CallTarget target) {
        return target instanceof CallTarget.External external
                && intrinsics.stream().anyMatch(prefix -> external.symbol().startsWith(prefix));
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
