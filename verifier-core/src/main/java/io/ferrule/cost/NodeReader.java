package io.ferrule.cost;

import io.ferrule.analysis.LibraryCalls;
import io.ferrule.analysis.linked.Callbacks;
import io.ferrule.analysis.linked.CodeFunction;
import io.ferrule.analysis.linked.Gap;
import io.ferrule.analysis.linked.LinkedCode;
import io.ferrule.analysis.linked.PointerCalls;
import io.ferrule.analysis.linked.ProgramCalls;
import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.object.MachineBlock;
import io.ferrule.object.MachineCall;
import io.ferrule.object.MachineFunction;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the node of one function of the object; used once. */
final class NodeReader {
    private final CallGraph calls;
    private final Bound policy;
    private final LinkedCode code;
    private final Callbacks callbacks;
    private final Aliases aliases;
    private final CodeFunction function;
    private final ProgramCalls program;
    private final Set<Gap> gaps = new LinkedHashSet<>();

    NodeReader(CallGraph calls, Bound policy, LinkedCode code, Callbacks callbacks, CodeFunction function) {
        this.calls = calls;
        this.policy = policy;
        this.code = code;
        this.callbacks = callbacks;
        this.aliases = new Aliases(calls.program());
        this.function = function;
        this.program =
                function.program().map(symbol -> ProgramCalls.of(calls, symbol)).orElseGet(ProgramCalls::none);
    }

    CodeNode read() {
        Optional<FunctionContract> contract = contract(function.symbols());
        if (contract.isPresent()) {
            function.symbols().forEach(symbol -> refuseCallbacks(symbol, contract.get(), Optional.empty()));
            return new CodeNode(
                    function,
                    Optional.of(BigInteger.valueOf(contract.get().instructions().orElseThrow())),
                    Optional.empty(),
                    List.of(),
                    Map.of(),
                    List.copyOf(gaps));
        }
        Optional<MachineFunction> decoded =
                function.machine().filter(machine -> machine.problem().isEmpty());
        if (decoded.isEmpty() || decoded.get().blocks().isEmpty()) {
            gap(function.machine()
                    .flatMap(MachineFunction::problem)
                    .orElse("is code for a machine whose instructions are not counted"));
            return new CodeNode(function, Optional.empty(), Optional.empty(), List.of(), Map.of(), List.copyOf(gaps));
        }
        return decoded(decoded.get().blocks());
    }

    private CodeNode decoded(List<MachineBlock> blocks) {
        BigInteger repetitions = repetitions(blocks);
        List<List<Integer>> successors = new ArrayList<>();
        List<BigInteger> weights = new ArrayList<>();
        Map<Integer, CodeCall> made = new HashMap<>();
        for (int i = 0; i < blocks.size(); i++) {
            MachineBlock block = blocks.get(i);
            successors.add(block.successors().stream()
                    .filter(next -> !(neverReturns(block) && blocks.get(next).start() == block.end()))
                    .toList());
            weights.add(BigInteger.valueOf(block.instructions())
                    .add(repetitions.multiply(BigInteger.valueOf(block.repeated()))));
        }
        ControlFlowGraph graph = ControlFlowGraph.of(successors);
        Optional<CodeCall> throughPointer = Optional.empty();
        for (int i : graph.reversePostorder()) {
            Optional<MachineCall> call = blocks.get(i).call();
            Optional<String> target = call.flatMap(MachineCall::target);
            target.filter(function.member().machine()::isBranchThunk)
                    .ifPresent(thunk -> gap("calls a pointer through `" + thunk + "`, and such calls are not counted"));
            if (target.isPresent()) {
                made.put(i, named(List.of(target.get())));
            } else if (call.isPresent()) {
                throughPointer = throughPointer.or(() -> Optional.of(throughPointer(blocks)));
                made.put(i, throughPointer.orElseThrow());
            }
        }
        return new CodeNode(function, Optional.empty(), Optional.of(graph), weights, made, List.copyOf(gaps));
    }

    /** How often a {@code rep} prefix repeats at most: as many bytes as the program copies or sets by a constant. */
    private BigInteger repetitions(List<MachineBlock> blocks) {
        if (blocks.stream().allMatch(block -> block.repeated() == 0)) {
            return BigInteger.ZERO;
        }
        Optional<BigInteger> most =
                function.program().flatMap(calls.program()::function).flatMap(Expansions::longestCopy);
        if (most.isEmpty()) {
            gap("repeats an instruction, and it is not known how often");
        }
        return most.orElse(BigInteger.ZERO);
    }

    private boolean neverReturns(MachineBlock block) {
        return block.call()
                .filter(call -> !call.tail()) // a jump may be conditional
                .flatMap(MachineCall::target)
                .flatMap(calls.program()::function)
                .filter(callee -> callee.attributes().has("noreturn"))
                .isPresent();
    }

    /** Which call through a pointer is which of the program is not known: each may be the most expensive. */
    private CodeCall throughPointer(List<MachineBlock> blocks) {
        Set<String> byName = new LinkedHashSet<>();
        blocks.stream()
                .flatMap(block -> block.call().stream())
                .flatMap(call -> call.target().stream())
                .forEach(byName::add);
        PointerCalls pointers = PointerCalls.of(calls.program(), code, function, program, byName);
        Set<String> symbols = new LinkedHashSet<>(pointers.unseen());
        symbols.addAll(pointers.loaded());
        program.direct().keySet().stream().filter(this::isNear).forEach(symbols::add);
        if (pointers.unseen().isEmpty()
                && pointers.loaded().isEmpty()
                && program.indirect().isEmpty()) {
            gap("calls through a pointer in the object, but not in the program");
        }
        for (CallSite site : program.indirect()) {
            CallTarget.Indirect target = (CallTarget.Indirect) site.target();
            if (target.open()) {
                gaps.add(Gap.openCall(function.id(), site));
            }
            symbols.addAll(target.targets());
        }
        return named(List.copyOf(symbols));
    }

    /** Whether its address may be taken without a relocation. */
    private boolean isNear(String symbol) {
        return code.named(symbol, function).stream()
                .anyMatch(callee -> callee.range().section() == function.range().section());
    }

    private CodeCall named(List<String> symbols) {
        List<String> targets = new ArrayList<>();
        BigInteger external = BigInteger.ZERO;
        for (String symbol : symbols) {
            List<CodeFunction> found = code.named(symbol, function);
            List<CodeFunction> made = found.isEmpty() ? code.madeFrom(symbol) : found;
            if (made.size() > 1) {
                gap("calls `" + symbol + "`, which the object defines more than once");
            } else if (made.size() == 1) {
                refuseInvented(made.get(0));
                targets.add(made.get(0).id());
            } else {
                external = external.max(external(symbol));
            }
        }
        return new CodeCall(targets, external);
    }

    private void refuseInvented(CodeFunction callee) {
        boolean known = function.program().isEmpty()
                || callee.program().isEmpty()
                || program.calling(callee.symbols(), aliases).isPresent()
                || program.indirect().stream()
                        .anyMatch(
                                site -> site.targets().contains(callee.program().get()))
                || callee.symbols().stream().anyMatch(LibraryCalls::isKnown);
        if (!known) {
            gap("calls `" + callee.id() + "` in the object, but not in the program");
        }
    }

    private BigInteger external(String symbol) {
        Optional<FunctionContract> contract = contract(List.of(symbol));
        Optional<CallSite> site = program.calling(List.of(symbol), aliases);
        if (contract.isEmpty()) {
            String who = site.isPresent() || function.program().isEmpty() ? "calls" : "calls, by code generation,";
            gaps.add(new Gap(
                    function.id(),
                    who + " `" + symbol + "`, and no contract says how many instructions that takes",
                    site,
                    Optional.of("write a [[function]] contract for `sym:" + symbol + "` with `instructions`")));
            return BigInteger.ZERO;
        }
        refuseCallbacks(symbol, contract.get(), function.program());
        return BigInteger.valueOf(contract.get().instructions().orElseThrow());
    }

    /** How often something is called back is nowhere said. */
    private void refuseCallbacks(String symbol, FunctionContract contract, Optional<String> caller) {
        Callbacks.Called called = callbacks.by(symbol, contract, caller);
        gaps.addAll(called.gaps());
        called.functions()
                .forEach(back -> gap("calls `" + symbol + "`, which may call `" + back + "` back any number of times"));
    }

    private Optional<FunctionContract> contract(List<String> symbols) {
        return symbols.stream()
                .flatMap(symbol -> policy.contractOf(symbol).stream())
                .filter(contract -> contract.instructions().isPresent())
                .findFirst();
    }

    private void gap(String message) {
        gaps.add(new Gap(function.id(), message, Optional.empty(), Optional.empty()));
    }

    /** The function of the program that a node was made from. */
    static Optional<Function> source(CallGraph calls, CodeNode node) {
        return node.function().program().flatMap(calls.program()::function);
    }
}
