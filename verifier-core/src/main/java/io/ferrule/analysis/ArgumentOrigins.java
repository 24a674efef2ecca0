package io.ferrule.analysis;

import io.ferrule.graph.CallEdge;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.Definitions;
import io.ferrule.graph.Reach;
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
 * {@code or} with a constant, {@code select}, {@code phi} and changes of width; a cycle that changes the value is not
 * followed.
 */
public final class ArgumentOrigins {

    /** More ways than this are not told apart: the rest is unknown. */
    private static final int MOST_ARRIVALS = 1_000;

    private final CallGraph calls;
    private final Reach reach;
    private final Definitions definitions = new Definitions();

    /** Origins within what can be reached from one root. */
    public ArgumentOrigins(CallGraph calls, Reach reach) {
        this.calls = calls;
        this.reach = reach;
    }

    /**
     * One way on which a value comes.
     *
     * @param value the value, or empty where it is not known
     * @param top the function in which it is written, or in which it was lost sight of
     * @param via the calls from {@code top} down to the function that was asked about
     */
    public record Arrival(OptionalLong value, String top, List<CallEdge> via) {
        public Arrival {
            via = List.copyOf(via);
        }
    }

    /** Every way on which a value comes to stand in {@code function}; never empty for a value that can occur. */
    public List<Arrival> of(Function function, Value value) {
        Search search = new Search();
        search.follow(function, value, 0, List.of());
        return search.arrivals;
    }

    private final class Search {

        private final List<Arrival> arrivals = new ArrayList<>();
        /** What is being followed, with the bits that were added since the start. */
        private final IdentityHashMap<Instruction, Long> openPhis = new IdentityHashMap<>();

        private final Set<String> openParameters = new HashSet<>();

        void follow(Function function, Value value, long addedBits, List<CallEdge> via) {
            if (arrivals.size() >= MOST_ARRIVALS) {
                return; // the last arrival is an unknown one
            }
            if (value instanceof IntegerConstant constant) {
                arrive(OptionalLong.of(constant.value() | addedBits), function, via);
            } else if (value instanceof Local local) {
                definitions
                        .of(function, local.index())
                        .ifPresentOrElse(
                                definition -> instruction(function, definition, addedBits, via),
                                () -> parameter(function, local.index(), addedBits, via));
            } else {
                arrive(OptionalLong.empty(), function, via);
            }
        }

        private void arrive(OptionalLong value, Function function, List<CallEdge> via) {
            boolean last = arrivals.size() == MOST_ARRIVALS - 1;
            arrivals.add(new Arrival(last ? OptionalLong.empty() : value, function.symbol(), via));
        }

        private void instruction(Function function, Instruction instruction, long addedBits, List<CallEdge> via) {
            if (instruction instanceof Phi phi) {
                phi(function, phi, addedBits, via);
            } else if (instruction instanceof Select select) {
                follow(function, select.ifTrue().value(), addedBits, via);
                follow(function, select.ifFalse().value(), addedBits, via);
            } else if (instruction instanceof Cast cast && isWidening(cast.opcode())) {
                follow(function, cast.operand().value(), addedBits, via);
            } else if (instruction instanceof Binary or
                    && or.opcode() == Opcode.OR
                    && or.right() instanceof IntegerConstant bits) {
                follow(function, or.left(), addedBits | bits.value(), via);
            } else {
                arrive(OptionalLong.empty(), function, via);
            }
        }

        private void phi(Function function, Phi phi, long addedBits, List<CallEdge> via) {
            Long before = openPhis.get(phi);
            if (before != null) {
                if (before != addedBits) {
                    arrive(OptionalLong.empty(), function, via);
                }
                return; // the same value once more
            }
            openPhis.put(phi, addedBits);
            for (Incoming incoming : phi.incoming()) {
                follow(function, incoming.value(), addedBits, via);
            }
            openPhis.remove(phi);
        }

        private void parameter(Function function, int index, long addedBits, List<CallEdge> via) {
            String key = function.symbol() + "#" + index;
            if (function.symbol().equals(reach.from()) || !openParameters.add(key)) {
                arrive(OptionalLong.empty(), function, via);
                return;
            }
            for (CallSite site : calls.sitesCalling(function.symbol())) {
                if (reach.functions().contains(site.caller())) {
                    argument(site, function, index, addedBits, via);
                }
            }
            openParameters.remove(key);
        }

        private void argument(CallSite site, Function callee, int index, long addedBits, List<CallEdge> via) {
            List<Argument> arguments = site.instruction().call().arguments();
            List<CallEdge> longer = new ArrayList<>(via);
            longer.add(0, new CallEdge(site, callee.symbol()));
            Function caller = calls.program().function(site.caller()).orElseThrow();
            if (index < arguments.size()) {
                follow(caller, arguments.get(index).value(), addedBits, longer);
            } else {
                arrive(OptionalLong.empty(), caller, longer);
            }
        }
    }

    /** Flags sit in the low bits, which these keep. */
    private static boolean isWidening(Opcode opcode) {
        return opcode == Opcode.ZEXT || opcode == Opcode.SEXT;
    }
}
