package io.ferrule.graph;

import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Computation.Unary;
import io.ferrule.program.Constant;
import io.ferrule.program.Constant.Expression;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Function;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.Opcode;
import io.ferrule.program.Program;
import io.ferrule.program.Terminator.Return;
import io.ferrule.program.Type;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a pointer back to the globals whose address it may be.
 *
 * <p>Sound because it gives up on everything it does not know: the answer is either every value that the pointer may
 * have, or nothing. Memory is trusted only where it cannot change, in constant globals. A parameter is followed to its
 * call sites only in a function that nothing but these call sites can call. A cycle through a {@code phi} makes the
 * offset unknown; a cycle through a parameter or a result gives up.
 */
final class ValueOrigins {

    /** A search longer than this gives up: no real pointer needs it. */
    private static final int STEP_LIMIT = 10_000;

    /** Nor does one need more links than this; each is a few frames of the stack. */
    private static final int DEPTH_LIMIT = 200;

    /** Below it nothing is mapped: such a number is null, or a dangling pointer that is never followed. */
    private static final long FIRST_ADDRESS = 4096;

    private static final Set<String> COPIED = Set.of("byval", "inalloca", "preallocated");

    private final Program program;
    private final DirectCalls calls;
    private final Definitions definitions;
    private final Layouts layouts;

    ValueOrigins(Program program, DirectCalls calls, Definitions definitions, Layouts layouts) {
        this.layouts = layouts;
        this.program = program;
        this.calls = calls;
        this.definitions = definitions;
    }

    /** A global, and where in it a pointer may point. */
    record Pointee(String symbol, Offsets offsets) {}

    /** Every global that the value of {@code function} may point into, or empty where that is not known. */
    Optional<Set<Pointee>> of(Function function, Value value) {
        Search search = new Search();
        Set<Pointee> found = new LinkedHashSet<>();
        return search.follow(function, value, found) ? Optional.of(found) : Optional.empty();
    }

    /** One search. {@code follow} adds what it finds and answers whether that is all. */
    private final class Search {

        /** The phis that are being followed, each with the number of loads above it. Equal phis are not the same phi. */
        private final IdentityHashMap<Instruction, Integer> openPhis = new IdentityHashMap<>();

        /** Those of them that were met again: what comes out of them may have gone around, and moved. */
        private final Set<Instruction> cyclicPhis = Collections.newSetFromMap(new IdentityHashMap<>());

        private final Set<String> entered = new HashSet<>();
        private int loads;
        private int steps;
        private int depth;

        boolean follow(Function function, Value value, Set<Pointee> found) {
            if (++steps > STEP_LIMIT || depth >= DEPTH_LIMIT) {
                return false;
            }
            depth++;
            boolean all = value(function, value, found);
            depth--;
            return all;
        }

        private boolean value(Function function, Value value, Set<Pointee> found) {
            if (value instanceof Constant constant) {
                return constant(constant, found);
            }
            if (!(value instanceof Local local)) {
                return false;
            }
            Optional<Instruction> definition = definitions.of(function, local.index());
            return definition.isPresent()
                    ? instruction(function, definition.get(), found)
                    : parameter(function, local.index(), found);
        }

        private boolean constant(Constant constant, Set<Pointee> found) {
            if (constant instanceof GlobalReference reference) {
                Optional<String> symbol = calls.resolve(reference.symbol());
                symbol.ifPresent(name -> found.add(new Pointee(name, Offsets.START)));
                return symbol.isPresent();
            }
            if (constant instanceof Expression expression
                    && !expression.operands().isEmpty()) {
                Value base = expression.operands().get(0).value();
                return switch (expression.opcode()) {
                    case GETELEMENTPTR ->
                        moved(
                                Offsets.moved(
                                        expression.type(),
                                        expression
                                                .operands()
                                                .subList(
                                                        1, expression.operands().size())),
                                part -> base instanceof Constant inner && constant(inner, part),
                                found);
                    case INTTOPTR ->
                        base instanceof IntegerConstant address
                                && address.value() >= 0
                                && address.value() < FIRST_ADDRESS;
                    default -> false;
                };
            }
            return constant instanceof Simple;
        }

        private boolean instruction(Function function, Instruction instruction, Set<Pointee> found) {
            if (instruction instanceof ElementPointer pointer) {
                return moved(
                        Offsets.moved(pointer.sourceType(), pointer.indices()),
                        part -> follow(function, pointer.base().value(), part),
                        found);
            }
            if (instruction instanceof Phi phi) {
                return phi(function, phi, found);
            }
            if (instruction instanceof Select select) {
                return follow(function, select.ifTrue().value(), found)
                        && follow(function, select.ifFalse().value(), found);
            }
            if (instruction instanceof Unary unary && unary.opcode() == Opcode.FREEZE) {
                return follow(function, unary.operand().value(), found);
            }
            if (instruction instanceof Load load) {
                return load(function, load, found);
            }
            return instruction instanceof CallInstruction call && result(call, found);
        }

        /** A cycle that only moves the pointer adds no global; one that loads through it might, and gives up. */
        private boolean phi(Function function, Phi phi, Set<Pointee> found) {
            Integer loadsAbove = openPhis.get(phi);
            if (loadsAbove != null) {
                cyclicPhis.add(phi);
                return loadsAbove == loads;
            }
            openPhis.put(phi, loads);
            Set<Pointee> parts = new LinkedHashSet<>();
            boolean all = phi.incoming().stream().allMatch(incoming -> follow(function, incoming.value(), parts));
            openPhis.remove(phi);
            boolean moves = cyclicPhis.remove(phi);
            parts.forEach(part -> found.add(moves ? new Pointee(part.symbol(), Offsets.ANYWHERE) : part));
            return all;
        }

        private boolean load(Function function, Load load, Set<Pointee> found) {
            if (!load.type().equals(Type.POINTER)) {
                return false;
            }
            Set<Pointee> tables = new LinkedHashSet<>();
            loads++;
            boolean all = follow(function, load.address().value(), tables);
            loads--;
            return all && tables.stream().allMatch(table -> contents(table, found));
        }

        /** Nobody reads the code of a function: where one is among what a pointer may be, it is not what is read through. */
        private boolean contents(Pointee table, Set<Pointee> found) {
            if (program.functions().containsKey(table.symbol())) {
                return true;
            }
            GlobalVariable global = program.globals().get(table.symbol());
            if (global == null || !global.isFixed()) {
                return false;
            }
            return layouts.of(global)
                    .map(layout -> layout.pointersAt(table.offsets()))
                    .filter(values -> !values.isEmpty())
                    .map(values -> values.stream()
                            .allMatch(value -> value instanceof Constant constant && constant(constant, found)))
                    .orElse(false);
        }

        /** Values that a parameter is called with: known only if every caller is. */
        private boolean parameter(Function function, int index, Set<Pointee> found) {
            boolean closed = function.isLocal()
                    && !function.variadic()
                    && !calls.isAddressTaken(function.symbol())
                    && !isCopied(function, index)
                    && program.problems().isEmpty(); // what was not read may call it too
            if (!closed || !entered.add(function.symbol() + "#" + index)) {
                return false;
            }
            for (DirectCalls.Call call : calls.callsOf(function.symbol())) {
                var arguments = call.instruction().call().arguments();
                if (index >= arguments.size()
                        || !follow(call.caller(), arguments.get(index).value(), found)) {
                    return false;
                }
            }
            entered.remove(function.symbol() + "#" + index);
            return true;
        }

        private boolean result(CallInstruction call, Set<Pointee> found) {
            if (!(call.call().callee() instanceof GlobalReference callee)) {
                return false;
            }
            Function function =
                    calls.resolve(callee.symbol()).map(program.functions()::get).orElse(null);
            if (function == null || function.blocks().isEmpty() || function.isReplaceable()) {
                return false;
            }
            if (!entered.add(function.symbol())) {
                return false;
            }
            boolean all = function.blocks().stream()
                    .filter(block -> block.terminator() instanceof Return)
                    .map(block -> ((Return) block.terminator()).value())
                    .allMatch(value ->
                            value.isPresent() && follow(function, value.get().value(), found));
            entered.remove(function.symbol());
            return all;
        }

        /** Whether the callee is handed the address of a copy, which it may write to, instead of the argument. */
        private boolean isCopied(Function function, int index) {
            return index >= function.parameters().size()
                    || COPIED.stream().anyMatch(function.parameters().get(index).attributes()::has);
        }

        private boolean moved(Offsets distance, Part part, Set<Pointee> found) {
            Set<Pointee> bases = new LinkedHashSet<>();
            if (!part.collect(bases)) {
                return false;
            }
            bases.forEach(
                    base -> found.add(new Pointee(base.symbol(), base.offsets().plus(distance))));
            return true;
        }
    }

    private interface Part {
        boolean collect(Set<Pointee> found);
    }
}
