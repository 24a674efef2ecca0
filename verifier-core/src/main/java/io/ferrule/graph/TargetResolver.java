package io.ferrule.graph;

import io.ferrule.graph.CallTarget.Indirect;
import io.ferrule.graph.CallTarget.Rung;
import io.ferrule.graph.ValueOrigins.Pointee;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.CallOperation;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Function;
import io.ferrule.program.InlineAsm;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.MetadataNode.Tuple;
import io.ferrule.program.MetadataOperand;
import io.ferrule.program.MetadataOperand.NodeReference;
import io.ferrule.program.Program;
import io.ferrule.program.Type.FunctionType;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says what a call may call: see the ladder in the description of this package. */
final class TargetResolver {

    private final Program program;
    private final DirectCalls calls;
    private final Definitions definitions = new Definitions();
    private final ValueOrigins origins;
    private final Vtables vtables;
    private final Predicate<String> closed;

    /**
     * A resolver for that program.
     *
     * @param closed whether a contract says that function pointers called in the function of that symbol come from the
     *     module alone
     */
    TargetResolver(Program program, DirectCalls calls, Predicate<String> closed) {
        this.program = program;
        this.calls = calls;
        this.origins = new ValueOrigins(program, calls, definitions);
        this.vtables = Vtables.of(program);
        this.closed = closed;
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
                .or(() -> vtableSlot(caller, instruction))
                .orElseGet(() -> signature(caller, instruction));
    }

    private Optional<Indirect> callees(CallInstruction instruction) {
        return instruction
                .header()
                .attachments()
                .find("callees")
                .flatMap(this::tuple)
                .map(tuple -> tuple.operands().stream()
                        .flatMap(operand -> ConstantSymbols.in(operand).stream())
                        .flatMap(symbol -> calls.resolve(symbol).stream())
                        .toList())
                .map(functions -> closed(functions, Rung.CALLEES, true));
    }

    private Optional<Tuple> tuple(MetadataOperand operand) {
        return operand instanceof NodeReference reference
                ? program.metadata()
                        .node(reference.number())
                        .filter(Tuple.class::isInstance)
                        .map(Tuple.class::cast)
                : Optional.empty();
    }

    private Optional<Indirect> values(Function caller, CallInstruction instruction) {
        Optional<Set<Pointee>> pointees = origins.of(caller, instruction.call().callee());
        return pointees.map(set -> {
            List<String> functions = set.stream().map(Pointee::symbol).toList();
            return closed(alike(functions, instruction.call()), Rung.VALUES, true);
        });
    }

    /** A method pointer is loaded from a slot of a vtable by a load that rustc marks as invariant. */
    private Optional<Indirect> vtableSlot(Function caller, CallInstruction instruction) {
        if (hasUnreadGlobals()) {
            return Optional.empty();
        }
        return definition(caller, instruction.call().callee())
                .filter(Load.class::isInstance)
                .filter(load -> load.header().attachments().has("invariant.load"))
                .map(load -> slot(caller, ((Load) load).address().value()))
                .filter(OptionalLong::isPresent)
                .map(slot -> methods(slot.getAsLong(), instruction));
    }

    private Indirect methods(long slot, CallInstruction instruction) {
        List<String> functions = alike(vtables.functionsAt(slot), instruction.call());
        boolean exact = functions.size() == 1 || vtables.haveOneTrait(slot, functions);
        return closed(functions, Rung.VTABLE_SLOT, exact);
    }

    private OptionalLong slot(Function caller, Value address) {
        Optional<Instruction> definition = definition(caller, address);
        if (definition.isPresent() && definition.get() instanceof ElementPointer pointer) {
            Offsets offsets = Offsets.moved(pointer.sourceType(), pointer.indices());
            return offsets.stride() == 0 ? OptionalLong.of(offsets.base()) : OptionalLong.empty();
        }
        return OptionalLong.of(0);
    }

    private Indirect signature(Function caller, CallInstruction instruction) {
        boolean open = !program.problems().isEmpty() || !closed.test(caller.symbol());
        return new Indirect(sorted(alike(calls.addressTaken(), instruction.call())), Rung.SIGNATURE, open, false);
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

    /** Of these symbols, the functions that the call's type fits. */
    private List<String> alike(Collection<String> symbols, CallOperation call) {
        return symbols.stream()
                .filter(symbol -> program.function(symbol)
                        .filter(function -> fits(function.type(), call))
                        .isPresent())
                .toList();
    }

    private static boolean fits(FunctionType function, CallOperation call) {
        List<?> arguments =
                call.arguments().stream().map(CallOperation.Argument::type).toList();
        boolean parameters = function.variadic()
                ? arguments.size() >= function.parameters().size()
                        && arguments.subList(0, function.parameters().size()).equals(function.parameters())
                : arguments.equals(function.parameters());
        return parameters && function.result().equals(call.resultType());
    }

    private static List<String> sorted(Collection<String> symbols) {
        return symbols.stream().distinct().sorted().collect(Collectors.toList());
    }
}
