package io.ferrule.analysis.stack;

import io.ferrule.analysis.LibraryCalls;
import io.ferrule.analysis.linked.Callbacks;
import io.ferrule.analysis.linked.CodeFunction;
import io.ferrule.analysis.linked.Gap;
import io.ferrule.analysis.linked.LinkedCode;
import io.ferrule.analysis.linked.PointerCalls;
import io.ferrule.analysis.linked.ProgramCalls;
import io.ferrule.analysis.stack.Frames.Taken;
import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.object.CodeRange;
import io.ferrule.object.Machine;
import io.ferrule.object.MachineBlock;
import io.ferrule.object.MachineCall;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.Relocation;
import io.ferrule.object.Symbol;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Body;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions that roots reach in the object, with what each takes and whom it calls; grows as it is asked. */
final class StackGraph {
    private final CallGraph calls;
    private final Bound policy;
    private final LinkedCode code;
    private final Frames frames;
    private final Aliases aliases;
    private final Map<String, StackNode> nodes = new LinkedHashMap<>();
    private final Map<String, CodeFunction> functions = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Callbacks callbacks;

    StackGraph(CallGraph calls, Bound policy, LinkedCode code) {
        this.calls = calls;
        this.policy = policy;
        this.code = code;
        this.frames = new Frames(calls.program());
        this.aliases = new Aliases(calls.program());
        this.callbacks = new Callbacks(calls);
    }

    /** All nodes so far, by name. */
    Map<String, StackNode> nodes() {
        return nodes;
    }

    /** The node of a function of the program, with all that it reaches; empty if the object does not hold it once. */
    Optional<StackNode> root(String symbol) {
        List<CodeFunction> made = code.madeFrom(symbol);
        if (made.size() != 1) {
            return Optional.empty();
        }
        String name = want(made.get(0));
        while (!open.isEmpty()) {
            String next = open.remove();
            nodes.put(next, node(Objects.requireNonNull(functions.get(next))));
        }
        return Optional.ofNullable(nodes.get(name));
    }

    private String want(CodeFunction function) {
        if (functions.putIfAbsent(function.id(), function) == null) {
            open.add(function.id());
        }
        return function.id();
    }

    private StackNode node(CodeFunction function) {
        Optional<FunctionContract> contract = contract(function.symbols());
        NodeBuilder builder = new NodeBuilder(function);
        return contract.isPresent() ? builder.contracted(contract.get()) : builder.build();
    }

    private Optional<FunctionContract> contract(List<String> symbols) {
        return symbols.stream()
                .flatMap(symbol -> policy.contractOf(symbol).stream())
                .filter(contract -> contract.stackBytes().isPresent())
                .findFirst();
    }

    private String external(String symbol, FunctionContract contract) {
        String name = symbol + " (external)";
        nodes.computeIfAbsent(
                name,
                n -> new StackNode(
                        symbol, Optional.empty(), contract.stackBytes().orElseThrow(), true, List.of(), List.of()));
        return name;
    }

    /** Makes the node of one function; used once. */
    private final class NodeBuilder {
        private final CodeFunction function;
        private final Machine machine;
        private final ProgramCalls program;
        private final Taken taken;
        private final List<StackEdge> edges = new ArrayList<>();
        private final List<Gap> gaps;

        NodeBuilder(CodeFunction function) {
            this.function = function;
            this.machine = function.member().machine();
            this.program = function.program()
                    .map(symbol -> ProgramCalls.of(calls, symbol))
                    .orElseGet(ProgramCalls::none);
            this.taken = frames.of(function);
            this.gaps = new ArrayList<>(taken.gaps());
        }

        StackNode build() {
            if (isUnread()) {
                gap("was not read, as no entry point was seen to lead to it");
            }
            if (machine == Machine.OTHER) {
                gap("is code for a machine that Ferrule does not know");
            }
            Optional<MachineFunction> decoded = function.machine();
            if (decoded.isPresent()) {
                addMachineCalls(decoded.get());
            } else {
                addRelocations();
                program.direct().keySet().forEach(symbol -> addDirect(symbol, returning(taken.bytes()), true));
                addIndirect(returning(taken.bytes()), false);
            }
            return new StackNode(
                    function.id(), function.program(), taken.bytes() + taken.leafArea(), false, edges, gaps);
        }

        /** A function whose contract stands for its body. */
        StackNode contracted(FunctionContract contract) {
            gaps.clear();
            function.symbols().forEach(symbol -> addCallbacks(symbol, contract, 0, Optional.empty(), Optional.empty()));
            long bytes = contract.stackBytes().orElseThrow();
            return new StackNode(function.id(), function.program(), bytes, true, edges, gaps);
        }

        private boolean isUnread() {
            return function.program()
                    .flatMap(calls.program()::function)
                    .filter(each -> each.body() instanceof Body.Unread)
                    .isPresent();
        }

        private long returning(long depth) {
            return depth + machine.returnAddressBytes();
        }

        private void addMachineCalls(MachineFunction decoded) {
            Set<String> byName = decoded.blocks().stream()
                    .flatMap(block -> block.call().stream())
                    .flatMap(call -> call.target().stream())
                    .collect(Collectors.toSet());
            long throughPointers = -1;
            for (int i = 0; i < decoded.blocks().size(); i++) {
                MachineBlock block = decoded.blocks().get(i);
                if (block.call().isPresent()) {
                    MachineCall call = block.call().get();
                    long depth = taken.depthAtEnd(i);
                    long bytes = call.tail() ? depth : returning(depth);
                    call.target().ifPresent(target -> addDirect(target, bytes, true));
                    if (call.target().isEmpty()
                            || machine.isBranchThunk(call.target().get())) {
                        throughPointers = Math.max(throughPointers, bytes);
                    }
                }
            }
            if (throughPointers >= 0) {
                addThroughPointers(byName, throughPointers);
            }
        }

        /**
         * Which call of the object is which of the program is not known: all are taken to be at the deepest place, those
         * that the code calls by name elsewhere among them.
         */
        private void addThroughPointers(Set<String> byName, long bytes) {
            PointerCalls pointers = PointerCalls.of(calls.program(), code, function, program, byName);
            pointers.unseen().forEach(symbol -> addDirect(symbol, bytes, true));
            Stream.concat(program.direct().keySet().stream(), pointers.loaded().stream())
                    .filter(symbol -> !pointers.unseen().contains(symbol))
                    .distinct()
                    .forEach(symbol -> addDirect(symbol, bytes, false));
            addIndirect(bytes, pointers.unseen().isEmpty() && pointers.loaded().isEmpty());
        }

        private void addRelocations() {
            for (Relocation relocation : code.relocationsOf(function)) {
                if (machine.isBranch(relocation.type())) {
                    Symbol symbol = function.member().symbols().get(relocation.symbol());
                    if (symbol.isDefined()) {
                        addPlace(symbol, symbol.value() + relocation.addend());
                    } else {
                        addDirect(symbol.name(), returning(taken.bytes()), true);
                    }
                }
            }
        }

        /** A branch to a place of this member: within the function, or to the start of another one. */
        private void addPlace(Symbol symbol, long offset) {
            CodeRange own = function.range();
            Optional<CodeFunction> callee = code.startingAt(symbol.section(), offset, function);
            if (callee.isPresent()) {
                addKnown(callee.get(), returning(taken.bytes()), true);
            } else if (symbol.section() != own.section() || offset < own.start() || offset >= own.end()) {
                gap("branches to `" + symbol.name() + "`, where no function starts");
            }
        }

        private void addDirect(String symbol, long bytes, boolean certain) {
            List<CodeFunction> found = code.named(symbol, function);
            if (found.size() > 1) {
                gap("calls `" + symbol + "`, which the object defines more than once");
            } else if (found.size() == 1) {
                addKnown(found.get(0), bytes, certain);
            } else {
                Optional<CallSite> site = program.calling(List.of(symbol), aliases);
                addExternal(symbol, bytes, site, certain);
            }
        }

        private void addKnown(CodeFunction callee, long bytes, boolean certain) {
            Optional<CallSite> site = program.calling(callee.symbols(), aliases);
            boolean invented = function.program().isPresent()
                    && callee.program().isPresent()
                    && site.isEmpty()
                    && callee.symbols().stream().noneMatch(LibraryCalls::isKnown);
            if (invented) {
                gap("calls `" + callee.id() + "` in the object, but not in the program");
            }
            edges.add(new StackEdge(want(callee), below(callee, bytes), certain, site));
        }

        /** A contract counts from the caller's frame on, so it has the return address in it. */
        private long below(CodeFunction callee, long bytes) {
            return contract(callee.symbols()).isPresent() ? below(bytes) : bytes;
        }

        private long below(long bytes) {
            return Math.max(0, bytes - machine.returnAddressBytes());
        }

        private void addExternal(String symbol, long bytes, Optional<CallSite> site, boolean certain) {
            Optional<FunctionContract> contract = contract(List.of(symbol));
            if (contract.isEmpty()) {
                String who = site.isPresent() || function.program().isEmpty() ? "calls" : "calls, by code generation,";
                gaps.add(new Gap(
                        function.id(),
                        who + " `" + symbol + "`, and no contract says how much of the stack that takes",
                        site,
                        Optional.of("write a [[function]] contract for `sym:" + symbol + "` with `stack`")));
                return;
            }
            edges.add(new StackEdge(external(symbol, contract.get()), below(bytes), certain, site));
            addCallbacks(symbol, contract.get(), below(bytes), function.program(), site);
        }

        /** What a function calls back before it returns lies on top of its own stack. */
        private void addCallbacks(
                String symbol,
                FunctionContract contract,
                long bytes,
                Optional<String> caller,
                Optional<CallSite> site) {
            long below = returning(bytes + contract.stackBytes().orElseThrow());
            Callbacks.Called called = callbacks.by(symbol, contract, caller);
            called.functions().forEach(target -> addTarget(target, below, false, site));
            called.gaps().stream().filter(gap -> !gaps.contains(gap)).forEach(gaps::add);
        }

        private void addIndirect(long bytes, boolean needed) {
            if (needed && program.indirect().isEmpty()) {
                gap("calls through a pointer in the object, but not in the program");
            }
            for (CallSite site : program.indirect()) {
                CallTarget.Indirect target = (CallTarget.Indirect) site.target();
                if (target.open()) {
                    gaps.add(Gap.openCall(function.id(), site));
                }
                target.targets().forEach(symbol -> addTarget(symbol, bytes, target.exact(), Optional.of(site)));
            }
        }

        /** A function of the program by its symbol, whose address someone took. */
        private void addTarget(String symbol, long bytes, boolean certain, Optional<CallSite> site) {
            boolean defined = calls.program()
                    .function(symbol)
                    .filter(each -> !each.isDeclaration())
                    .isPresent();
            List<CodeFunction> made = code.madeFrom(symbol);
            if (made.size() == 1) {
                edges.add(new StackEdge(want(made.get(0)), below(made.get(0), bytes), certain, site));
            } else if (defined) {
                gap("may call `" + symbol + "`, which the object does not define once");
            } else {
                addExternal(symbol, bytes, site, certain);
            }
        }

        private void gap(String message) {
            Gap gap = Gap.of(function.id(), message);
            if (!gaps.contains(gap)) {
                gaps.add(gap);
            }
        }
    }
}
