package io.ferrule.analysis;

import io.ferrule.graph.CallEdge;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.Definitions;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Incoming;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Follows a flags argument back to the constants it may be, through parameters up to the call sites that pass them.
 *
 * <p>Sound because each way that is not understood ends in an arrival without a value. Bits are followed through
 * {@code or} and {@code and} with a constant, {@code select}, {@code phi}, {@code zext} and {@code trunc}; a cycle that
 * changes the value is not followed. A sign-extended value is not followed: its constants would have to be read at their
 * width.
 */
public final class ArgumentOrigins {

    /** More ways than this are not told apart: the rest is unknown. */
    private static final int MOST_ARRIVALS = 1_000;

    /** A search longer than this is not brought to its end: phis that refer to each other have many ways. */
    private static final int MOST_STEPS = 20_000;

    /** More links than this, each some frames of the stack, no flags pass through. */
    private static final int DEEPEST = 200;

    private final CallGraph calls;
    private final Set<String> starts;
    private final Set<String> functions;
    private final Definitions definitions = new Definitions();

    /**
     * Origins within a part of the program.
     *
     * @param starts the functions whose arguments come from outside
     * @param functions all that can be reached from these
     */
    public ArgumentOrigins(CallGraph calls, Set<String> starts, Set<String> functions) {
        this.calls = calls;
        this.starts = starts;
        this.functions = functions;
    }

    /**
     * One way on which a value comes.
     *
     * @param value the value, or empty where it is not known
     * @param possible the bits that may be set: those of the value, or what can come through where it is not known
     * @param top the function in which it is written, or in which it was lost sight of
     * @param via the calls from {@code top} down to the function that was asked about
     */
    public record Arrival(OptionalLong value, long possible, String top, List<CallEdge> via) {
        public Arrival {
            via = List.copyOf(via);
        }
    }

    /** Every way on which a value comes to stand in {@code function}; never empty for a value that can occur. */
    public List<Arrival> of(Function function, Value value) {
        Search search = new Search();
        search.follow(function, value, Bits.ALL, List.of());
        return search.arrivals;
    }

    /**
     * What becomes of a value on its way down: it is cut to {@code mask}, then {@code added} is put in.
     *
     * @param mask the bits that come through, at first all
     * @param added bits that were set on the way, at first none
     */
    private record Bits(long mask, long added) {
        static final Bits ALL = new Bits(-1, 0);

        long of(long value) {
            return (value & mask) | added;
        }

        Bits set(long bits) {
            return new Bits(mask, added | (bits & mask));
        }

        Bits keep(long bits) {
            return new Bits(mask & bits, added);
        }

        /** Only the low bits come through; more than 64 are all of them. */
        Bits keepLow(Type type) {
            int width = type instanceof IntegerType integer ? integer.bits() : 0;
            return keep(width >= Long.SIZE ? -1 : (1L << width) - 1);
        }
    }

    private final class Search {
        private final List<Arrival> arrivals = new ArrayList<>();

        /** The phis that are being followed, with what becomes of their values. */
        private final IdentityHashMap<Instruction, Bits> openPhis = new IdentityHashMap<>();

        private final Set<String> openParameters = new HashSet<>();
        private int steps;
        private int depth;

        void follow(Function function, Value value, Bits bits, List<CallEdge> via) {
            if (arrivals.size() >= MOST_ARRIVALS) {
                return; // the last arrival is an unknown one
            }
            if (bits.mask() == 0) {
                arrive(bits.added(), function, via);
            } else if (++steps > MOST_STEPS || depth >= DEEPEST) {
                lose(bits, function, via);
            } else {
                depth++;
                value(function, value, bits, via);
                depth--;
            }
        }

        private void value(Function function, Value value, Bits bits, List<CallEdge> via) {
            if (value instanceof IntegerConstant constant) {
                arrive(bits.of(constant.value()), function, via);
            } else if (value instanceof Local local) {
                definitions
                        .of(function, local.index())
                        .ifPresentOrElse(
                                definition -> instruction(function, definition, bits, via),
                                () -> parameter(function, local.index(), bits, via));
            } else {
                lose(bits, function, via);
            }
        }

        private void arrive(long value, Function function, List<CallEdge> via) {
            if (arrivals.size() == MOST_ARRIVALS - 1) {
                lose(Bits.ALL, function, via);
            } else {
                arrivals.add(new Arrival(OptionalLong.of(value), value, function.symbol(), via));
            }
        }

        private void lose(Bits bits, Function function, List<CallEdge> via) {
            boolean last = arrivals.size() == MOST_ARRIVALS - 1;
            long possible = last ? -1 : bits.of(-1);
            arrivals.add(new Arrival(OptionalLong.empty(), possible, function.symbol(), via));
        }

        private void instruction(Function function, Instruction instruction, Bits bits, List<CallEdge> via) {
            if (instruction instanceof Phi phi) {
                phi(function, phi, bits, via);
            } else if (instruction instanceof Select select) {
                follow(function, select.ifTrue().value(), bits, via);
                follow(function, select.ifFalse().value(), bits, via);
            } else if (instruction instanceof Cast cast && cast.opcode() == Opcode.ZEXT) {
                Bits kept = bits.keepLow(cast.operand().type());
                follow(function, cast.operand().value(), kept, via);
            } else if (instruction instanceof Cast cast && cast.opcode() == Opcode.TRUNC) {
                follow(function, cast.operand().value(), bits.keepLow(cast.target()), via);
            } else if (instruction instanceof Binary binary && binary.right() instanceof IntegerConstant constant) {
                withConstant(function, binary, constant.value(), bits, via);
            } else {
                lose(bits, function, via);
            }
        }

        private void withConstant(Function function, Binary binary, long constant, Bits bits, List<CallEdge> via) {
            switch (binary.opcode()) {
                case OR -> follow(function, binary.left(), bits.set(constant), via);
                case AND -> follow(function, binary.left(), bits.keep(constant), via);
                default -> lose(bits, function, via);
            }
        }

        private void phi(Function function, Phi phi, Bits bits, List<CallEdge> via) {
            Bits before = openPhis.get(phi);
            if (before != null) {
                if (!before.equals(bits)) {
                    lose(Bits.ALL, function, via);
                }
                return; // the same value once more
            }
            openPhis.put(phi, bits);
            for (Incoming incoming : phi.incoming()) {
                follow(function, incoming.value(), bits, via);
            }
            openPhis.remove(phi);
        }

        private void parameter(Function function, int index, Bits bits, List<CallEdge> via) {
            String key = function.symbol() + "#" + index;
            if (starts.contains(function.symbol()) || !openParameters.add(key)) {
                lose(bits, function, via);
                return;
            }
            for (CallSite site : calls.sitesCalling(function.symbol())) {
                if (functions.contains(site.caller())) {
                    argument(site, function, index, bits, via);
                }
            }
            openParameters.remove(key);
        }

        private void argument(CallSite site, Function callee, int index, Bits bits, List<CallEdge> via) {
            List<Argument> arguments = site.instruction().call().arguments();
            List<CallEdge> longer = new ArrayList<>(via);
            longer.add(0, new CallEdge(site, callee.symbol()));
            Function caller = calls.program().function(site.caller()).orElseThrow();
            if (index < arguments.size()) {
                follow(caller, arguments.get(index).value(), bits, longer);
            } else {
                lose(bits, caller, longer);
            }
        }
    }
}
