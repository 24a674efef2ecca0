package io.ferrule.graph;

import io.ferrule.graph.CallTarget.Indirect;
import io.ferrule.graph.CallTarget.Rung;
import io.ferrule.graph.ValueOrigins.Pointee;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.CallOperation;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Function;
import io.ferrule.program.InlineAsm;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.MetadataNode.Tuple;
import io.ferrule.program.MetadataOperand;
import io.ferrule.program.MetadataOperand.NodeReference;
import io.ferrule.program.MetadataOperand.Wrapped;
import io.ferrule.program.Program;
import io.ferrule.program.Type;
import io.ferrule.program.Type.FunctionType;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says what a call may call: see the ladder in the description of this package. */
final class TargetResolver {

    private final Program program;
    private final DirectCalls calls;
    private final Definitions definitions = new Definitions();
    private final ValueOrigins origins;
    private final Vtables vtables;
    private final SlotOffsets slots;
    private final Signatures signatures;

    /** By the called type, of which there are few, and of calls many. */
    private final Map<FunctionType, List<String>> addressTaken = new ConcurrentHashMap<>();

    private final Predicate<String> closed;
    private final BiFunction<Function, CallInstruction, MethodCall> methods;

    /**
     * A resolver for that program.
     *
     * @param closed whether a contract says that function pointers called in the source of that function come from the
     *     module alone
     * @param methods whether a contract speaks of implementations that are not known of the method that is called
     */
    TargetResolver(
            Program program,
            DirectCalls calls,
            Predicate<String> closed,
            BiFunction<Function, CallInstruction, MethodCall> methods) {
        this.program = program;
        this.calls = calls;
        Layouts layouts = new Layouts(program);
        this.origins = new ValueOrigins(program, calls, definitions, layouts);
        this.vtables = Vtables.of(program, layouts);
        this.slots = new SlotOffsets(calls, definitions);
        this.signatures = Signatures.of(program);
        this.closed = closed;
        this.methods = methods;
    }

    CallTarget target(Function caller, CallInstruction instruction) {
        Value callee = instruction.call().callee();
        if (callee instanceof InlineAsm code) {
            return new CallTarget.Assembly(code);
        }
        if (callee instanceof GlobalReference reference) {
            Optional<String> symbol = calls.resolve(reference.symbol());
            if (symbol.isPresent()) {
                Function function = program.functions().get(symbol.get());
                return function == null || function.isDeclaration()
                        ? new CallTarget.External(symbol.get())
                        : new CallTarget.Defined(symbol.get());
            }
        }
        return indirect(caller, instruction);
    }

    private CallTarget indirect(Function caller, CallInstruction instruction) {
        return callees(instruction)
                .or(() -> values(caller, instruction))
                .orElseGet(() -> inVtable(caller, instruction));
    }

    /**
     * Of a method with a contract, what is known of its implementations and what stands for the others. The contract says that
     * there are vtables of other modules: a call that may be of its method, or of another one, has an open set.
     */
    private Indirect inVtable(Function caller, CallInstruction instruction) {
        Indirect known = vtableSlot(caller, instruction).orElseGet(() -> signature(instruction));
        MethodCall method =
                isDrop(caller, instruction) ? MethodCall.Unknown.UNKNOWN : methods.apply(caller, instruction);
        if (method instanceof MethodCall.Contracted contract) {
            List<String> targets = new ArrayList<>(known.targets());
            targets.add(contract.symbol());
            return new Indirect(sorted(targets), known.rung(), false, known.exact());
        }
        return method == MethodCall.Unknown.UNKNOWN && known.rung() == Rung.VTABLE_SLOT
                ? new Indirect(known.targets(), known.rung(), true, false)
                : known;
    }

    /** Whether a call may be of the first slot of a vtable, and contracts speak of methods: a drop is the call of none. */
    private boolean isDrop(Function caller, CallInstruction instruction) {
        return methods.apply(caller, instruction) != MethodCall.Own.OWN
                && slot(caller, instruction).filter(slot -> slot.mayBe(0)).isPresent();
    }

    private Optional<Indirect> callees(CallInstruction instruction) {
        return instruction
                .header()
                .attachments()
                .find("callees")
                .flatMap(this::tuple)
                .flatMap(this::functions)
                .map(functions -> closed(functions, Rung.CALLEES, true));
    }

    /** The functions that the metadata lists, if each of its operands is one. */
    private Optional<List<String>> functions(Tuple tuple) {
        List<String> functions = new ArrayList<>();
        for (MetadataOperand operand : tuple.operands()) {
            Optional<String> function =
                    operand instanceof Wrapped wrapped && wrapped.value().value() instanceof GlobalReference reference
                            ? calls.resolve(reference.symbol()).filter(program.functions()::containsKey)
                            : Optional.empty();
            if (function.isEmpty()) {
                return Optional.empty();
            }
            functions.add(function.get());
        }
        return Optional.of(functions);
    }

    private Optional<Tuple> tuple(MetadataOperand operand) {
        return operand instanceof NodeReference reference
                ? program.metadata()
                        .node(reference.number())
                        .filter(Tuple.class::isInstance)
                        .map(Tuple.class::cast)
                : Optional.empty();
    }

    /**
     * A pointer into the middle of something, or from one function to another, calls what is there; and a call runs a
     * function whose type is another one, too.
     */
    private Optional<Indirect> values(Function caller, CallInstruction instruction) {
        FunctionType called = called(instruction.call());
        return origins.of(caller, instruction.call().callee())
                .filter(set -> set.stream().allMatch(pointee -> isEntry(pointee, called)))
                .map(set -> closed(set.stream().map(Pointee::symbol).toList(), Rung.VALUES, true));
    }

    private boolean isEntry(Pointee pointee, FunctionType called) {
        return pointee.offsets().equals(Offsets.START)
                && !alike(List.of(pointee.symbol()), called).isEmpty();
    }

    /** A method pointer is loaded from a slot of a vtable by a load that rustc marks as invariant. */
    private Optional<Indirect> vtableSlot(Function caller, CallInstruction instruction) {
        if (hasUnreadGlobals() || !(vtables.areComplete() || isClosed(instruction))) {
            return Optional.empty();
        }
        return slot(caller, instruction).flatMap(slot -> methods(slot, instruction));
    }

    private Optional<Offsets> slot(Function caller, CallInstruction instruction) {
        return definition(caller, instruction.call().callee())
                .filter(Load.class::isInstance)
                .filter(load -> load.header().attachments().has("invariant.load"))
                .map(load -> slots.of(caller, ((Load) load).address().value()));
    }

    private Optional<Indirect> methods(Offsets slot, CallInstruction instruction) {
        Optional<List<String>> candidates = vtables.functionsAt(slot);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        if (slot.equals(Offsets.START) && candidates.get().isEmpty() && vtables.areThere()) {
            return Optional.of(new Indirect(List.of(), Rung.VTABLE_SLOT, false, true)); // no type has anything to drop
        }
        List<String> functions = alike(candidates.get(), instruction.call());
        boolean exact = slot.stride() == 0 && (functions.size() == 1 || vtables.haveOneTrait(slot.base(), functions));
        return Optional.of(closed(functions, Rung.VTABLE_SLOT, exact));
    }

    /** A contract speaks of the calls that stand in a function, not of what was inlined into it from elsewhere. */
    private boolean isClosed(CallInstruction instruction) {
        return program.writtenIn(instruction).filter(closed).isPresent();
    }

    private Indirect signature(CallInstruction instruction) {
        boolean open = !program.problems().isEmpty() || !isClosed(instruction);
        List<String> functions = addressTaken.computeIfAbsent(
                called(instruction.call()), type -> sorted(alike(calls.addressTaken(), type)));
        return new Indirect(functions, Rung.SIGNATURE, open, false);
    }

    /** A set that holds every target. An empty one would mean that the call cannot happen, which is not believed. */
    private static Indirect closed(List<String> functions, Rung rung, boolean exact) {
        return new Indirect(sorted(functions), rung, functions.isEmpty(), exact);
    }

    private boolean hasUnreadGlobals() {
        return program.problems().stream()
                .anyMatch(problem -> !program.functions().containsKey(problem.subject()));
    }

    private Optional<Instruction> definition(Function caller, Value value) {
        return value instanceof Local local ? definitions.of(caller, local.index()) : Optional.empty();
    }

    /** The function type that a call believes in. */
    private static FunctionType called(CallOperation call) {
        List<Type> arguments =
                call.arguments().stream().map(CallOperation.Argument::type).toList();
        return new FunctionType(call.resultType(), arguments, false);
    }

    private List<String> alike(Collection<String> symbols, CallOperation call) {
        return alike(symbols, called(call));
    }

    /** Of these symbols, the functions that the called type fits. */
    private List<String> alike(Collection<String> symbols, FunctionType called) {
        return symbols.stream()
                .filter(symbol -> program.function(symbol)
                        .filter(function -> signatures.fit(function.type(), called))
                        .isPresent())
                .toList();
    }

    private static List<String> sorted(Collection<String> symbols) {
        return symbols.stream().distinct().sorted().collect(Collectors.toList());
    }
}
