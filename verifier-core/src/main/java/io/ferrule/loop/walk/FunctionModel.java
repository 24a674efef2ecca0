package io.ferrule.loop.walk;

import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Dominators;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import io.ferrule.loop.walk.Merges.Merge;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Body;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Alloca;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.Program;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.PointerType;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A function as the arithmetic sees it: its control flow, where each local comes from, what its parameters can be, and
 * whether numbers are read as signed.
 *
 * <p>Variables of linear forms are numbered so: a local is its own number; then follow, for each local that is a phi of
 * a loop header, its value on entry to the loop and the number of strides since; then nameless values.
 */
public final class FunctionModel {

    /** How many bits an address has. */
    public static final int POINTER_BITS = 64;

    private static final int WIDEST = 128;

    private final Program program;
    private final Function function;
    private final boolean signed;
    private final ControlFlowGraph graph;
    private final Dominators dominators;
    private final LoopForest forest;
    private final @Nullable Instruction[] definitions;
    private final int[] blocks;
    private final Map<Integer, Interval> parameters;
    private final Map<String, Interval> results;
    private final DefinedUses uses;
    private final boolean calls;
    private final Slice slice;
    private final List<List<Phi>> phis;
    private final RelevantPhis relevantPhis;
    private final Guards guards;
    private final Map<Integer, Set<Integer>> dependencies = new HashMap<>();
    private @Nullable FunctionModel asSigned;

    private FunctionModel(
            Program program,
            Function function,
            boolean signed,
            boolean calls,
            ControlFlowGraph graph,
            Dominators dominators,
            LoopForest forest,
            Map<Integer, Interval> parameters,
            Map<String, Interval> results) {
        this.program = program;
        this.function = function;
        this.signed = signed;
        this.calls = calls;
        this.graph = graph;
        this.dominators = dominators;
        this.forest = forest;
        this.parameters = Map.copyOf(parameters);
        this.results = results;
        int locals = locals(function);
        this.definitions = new Instruction[locals];
        this.blocks = new int[locals];
        for (int b = 0; b < function.blocks().size(); b++) {
            for (Instruction instruction : function.blocks().get(b).instructions()) {
                int result = instruction.header().result();
                if (result != Header.NO_RESULT) {
                    definitions[result] = instruction;
                    blocks[result] = b;
                }
            }
        }
        this.phis = function.blocks().stream().map(FunctionModel::phisOf).toList();
        this.uses = new DefinedUses(this);
        this.slice = calls ? Slice.ofCalls(this) : Slice.ofLoops(this);
        this.relevantPhis = new RelevantPhis(this, slice);
        this.guards = new Guards(this);
    }

    /**
     * The model of a function that has a body, as far as it matters how often its loops go round.
     *
     * @param parameters what is known of parameters, as unsigned numbers
     * @param results what is known of the results of other functions, as unsigned numbers
     */
    public static FunctionModel of(
            Program program, Function function, Map<Integer, Interval> parameters, Map<String, Interval> results) {
        return of(program, function, false, parameters, results);
    }

    /** The same for what it calls other functions with. */
    public static FunctionModel ofCalls(
            Program program, Function function, Map<Integer, Interval> parameters, Map<String, Interval> results) {
        return of(program, function, true, parameters, results);
    }

    private static FunctionModel of(
            Program program,
            Function function,
            boolean calls,
            Map<Integer, Interval> parameters,
            Map<String, Interval> results) {
        ControlFlowGraph graph = ControlFlowGraph.of(function);
        Dominators dominators = Dominators.of(graph);
        LoopForest forest = LoopForest.of(graph, dominators);
        return new FunctionModel(program, function, false, calls, graph, dominators, forest, parameters, results);
    }

    /** The same function, numbers read as signed. */
    public FunctionModel asSigned() {
        if (asSigned == null) {
            asSigned = signed
                    ? this
                    : new FunctionModel(program, function, true, calls, graph, dominators, forest, parameters, results);
        }
        return asSigned;
    }

    private static int locals(Function function) {
        int locals = function.parameters().size();
        for (BasicBlock block : function.blocks()) {
            for (Instruction instruction : block.instructions()) {
                locals = Math.max(locals, instruction.header().result() + 1);
            }
        }
        return locals;
    }

    Program program() {
        return program;
    }

    /** The function itself. */
    public Function function() {
        return function;
    }

    /** Whether numbers are read as signed. */
    public boolean signed() {
        return signed;
    }

    /** Its control flow. */
    public ControlFlowGraph graph() {
        return graph;
    }

    /** Which blocks are on every way to which. */
    public Dominators dominators() {
        return dominators;
    }

    /** Its loops. */
    public LoopForest forest() {
        return forest;
    }

    /** The stretch of a round of that loop that begins at a block and need not be looked into, if there is one. */
    public Optional<Merge> mergeAt(Loop loop, int block) {
        return slice.mergeAt(loop.header(), block);
    }

    DefinedUses uses() {
        return uses;
    }

    /** What holds at blocks because control came there. */
    Guards guards() {
        return guards;
    }

    /** A block by its number. */
    public BasicBlock block(int block) {
        return function.blocks().get(block);
    }

    /** How many locals there are. */
    public int locals() {
        return definitions.length;
    }

    /** Whether a local is a parameter. */
    public boolean isParameter(int local) {
        return local < function.parameters().size();
    }

    /** Whether a variable is a parameter. */
    boolean isLocalParameter(int variable) {
        return isLocal(variable) && isParameter(variable);
    }

    /** Whether a variable is a parameter that may be small: no address. */
    public boolean isNumber(int variable) {
        return isLocalParameter(variable) && function.parameters().get(variable).type() instanceof IntegerType;
    }

    /** The instruction that defines a local; empty for a parameter. */
    public Optional<Instruction> definition(int local) {
        return Optional.ofNullable(definitions[local]);
    }

    /** The block in which a local that is no parameter is defined. */
    public int blockOf(int local) {
        return blocks[local];
    }

    /** What is known of a parameter, as unsigned number. */
    public Optional<Interval> parameterRange(int parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }

    /** The variable for the value that a header's phi had when its loop was entered. */
    public int initial(int phi) {
        return locals() + phi;
    }

    /** The variable for the number of strides that a header's phi has made. */
    int strides(int phi) {
        return 2 * locals() + phi;
    }

    /** The first variable that stands for no number of the function. */
    public int firstNameless() {
        return 3 * locals();
    }

    /** Whether a variable is the number of a local. */
    public boolean isLocal(int variable) {
        return variable < locals();
    }

    boolean isInitial(int variable) {
        return variable >= locals() && variable < 2 * locals();
    }

    /** Whether a variable counts the strides of an address. */
    public boolean isStrides(int variable) {
        return variable >= 2 * locals() && variable < 3 * locals();
    }

    /** The phi that an initial value or a number of strides belongs to. */
    int phiOf(int variable) {
        return variable % locals();
    }

    /** Whether a variable is a number of a loop: a phi of its header, where that began, or how many strides it has made. */
    public boolean isOfLoop(int variable) {
        if (!isLocal(variable)) {
            return variable < firstNameless();
        }
        return definitions[variable] instanceof Phi
                && forest.headedBy(blocks[variable]).isPresent();
    }

    /** The headers of all loops. */
    public Set<Integer> headers() {
        return forest.loops().stream().map(Loop::header).collect(Collectors.toSet());
    }

    /** The headers of the loops on which that with this header depends, its own included. */
    public Set<Integer> dependencies(int header) {
        return dependencies.computeIfAbsent(
                header, own -> DependentLoops.of(this, forest.headedBy(own).orElseThrow()));
    }

    /** The phis of a block whose values are numbers here, and may have to do with which way control goes. */
    public List<Phi> numericPhis(int block) {
        return relevantPhis.numeric(block);
    }

    /** The numeric phis of a header, and the flags that its loop decides by. */
    public List<Phi> statePhis(int header) {
        return relevantPhis.state(header);
    }

    /** The locals that those phis define. */
    List<Integer> stateAt(int header) {
        return relevantPhis.stateLocals(header);
    }

    /** The parameters whose values are numbers here. */
    public List<Integer> numericParameters() {
        return IntStream.range(0, function.parameters().size())
                .filter(i -> width(function.parameters().get(i).type()) > 1)
                .boxed()
                .toList();
    }

    /** All phis of a block. */
    List<Phi> phis(int block) {
        return phis.get(block);
    }

    private static List<Phi> phisOf(BasicBlock block) {
        return block.instructions().stream()
                .filter(Phi.class::isInstance)
                .map(Phi.class::cast)
                .toList();
    }

    /** The bits of a type whose values are numbers here, pointers included; 0 for any other type. */
    public int width(Type type) {
        return signed && type instanceof PointerType ? 0 : bits(type);
    }

    /** The bits of a type whose values are unsigned numbers, pointers included; 0 for any other type. */
    public static int bits(Type type) {
        if (type instanceof IntegerType integer) {
            return integer.bits() <= WIDEST ? integer.bits() : 0;
        }
        return type instanceof PointerType pointer && pointer.addressSpace() == 0 ? POINTER_BITS : 0;
    }

    /** The numbers of that width. */
    public Interval interval(int width) {
        return Interval.ofWidth(width, signed);
    }

    /** The number that some bits stand for here. */
    public BigInteger read(BigInteger number, int width) {
        boolean fits = number.signum() >= 0 && number.bitLength() <= width;
        BigInteger unsigned = fits ? number : number.mod(Interval.power(width));
        return signed && unsigned.testBit(width - 1) ? unsigned.subtract(Interval.power(width)) : unsigned;
    }

    /** What the function that is called may return, as unsigned number. */
    Optional<Interval> resultOf(CallInstruction call) {
        return call.call().callee() instanceof GlobalReference callee
                ? Optional.ofNullable(results.get(callee.symbol()))
                : Optional.empty();
    }

    /** The name of a local for a person. */
    public String name(int local) {
        if (function.body() instanceof Body.Defined defined) {
            return defined.names().locals().get(local);
        }
        return "%" + local;
    }

    /** The type of a value, where it is a local. */
    public Optional<Type> typeOf(Value value) {
        if (!(value instanceof Value.Local local)) {
            return Optional.empty();
        }
        if (isParameter(local.index())) {
            return Optional.of(function.parameters().get(local.index()).type());
        }
        return definition(local.index()).flatMap(FunctionModel::resultType);
    }

    private static Optional<Type> resultType(Instruction instruction) {
        if (instruction instanceof Computation.Binary binary) {
            return Optional.of(binary.type());
        }
        if (instruction instanceof Phi phi) {
            return Optional.of(phi.type());
        }
        if (instruction instanceof Computation.Cast cast) {
            return Optional.of(cast.target());
        }
        if (instruction instanceof Computation.Select select) {
            return Optional.of(select.ifTrue().type());
        }
        if (instruction instanceof Computation.ElementPointer) {
            return Optional.of(Type.POINTER);
        }
        if (instruction instanceof Computation.Unary unary) {
            return Optional.of(unary.operand().type());
        }
        if (instruction instanceof Load load) {
            return Optional.of(load.type());
        }
        if (instruction instanceof Alloca) {
            return Optional.of(Type.POINTER);
        }
        if (instruction instanceof CallInstruction call) {
            return Optional.of(call.call().resultType());
        }
        if (instruction instanceof Computation.Compare compare) {
            boolean scalar = !(compare.type() instanceof Type.VectorType);
            return scalar ? Optional.of(new IntegerType(1)) : Optional.empty();
        }
        return Optional.empty();
    }
}
