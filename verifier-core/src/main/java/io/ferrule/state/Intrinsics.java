package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Header;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.TypedValue;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Unknown;
import io.ferrule.state.Base.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The intrinsics of LLVM that say something about values or memory. */
record Intrinsics(Frame frame, CallSite site) {

    /** What holds of the first argument where it is the result. */
    private static final Map<String, String> EXTREMES =
            Map.of("llvm.smin.i", "sle", "llvm.smax.i", "sge", "llvm.umin.i", "ule", "llvm.umax.i", "uge");

    /** The paths behind a call of that intrinsic; empty where it is nothing special. */
    Optional<List<Path>> paths(String symbol, Path before) {
        Facts facts = before.facts();
        int result = site.instruction().header().result();
        if (symbol.startsWith("llvm.lifetime.")) {
            argument(site.instruction().call().arguments().size() - 1, facts)
                    .ifPresent(address -> facts.clear(address.base()));
        } else if (symbol.equals("llvm.assume")) {
            return Optional.of(assume(before));
        } else if (symbol.startsWith("llvm.memcpy.") || symbol.startsWith("llvm.memmove.")) {
            copy(facts);
        } else if (symbol.startsWith("llvm.memset.")) {
            argument(0, facts).ifPresent(address -> clear(address, facts));
        } else if (symbol.startsWith("llvm.expect.")) {
            facts.set(result, value(0, facts));
        } else if (Repeatable.isOperation(symbol)) {
            AbstractValue extreme = extreme(symbol, facts);
            facts.set(result, extreme == Unknown.UNKNOWN ? made(symbol, facts) : extreme);
            return Optional.of(List.of(before));
        } else {
            return Optional.empty();
        }
        if (result != Header.NO_RESULT && !symbol.startsWith("llvm.expect.")) {
            facts.set(result, Unknown.UNKNOWN);
        }
        return Optional.of(List.of(before));
    }

    /** A minimum or a maximum of two numbers, where it is known which of them it is. */
    private AbstractValue extreme(String symbol, Facts facts) {
        Optional<String> predicate = EXTREMES.entrySet().stream()
                .filter(extreme -> symbol.startsWith(extreme.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        List<Argument> arguments = site.instruction().call().arguments();
        if (predicate.isEmpty() || arguments.size() != 2) {
            return Unknown.UNKNOWN;
        }
        Argument left = arguments.get(0);
        return frame.values()
                .extreme(
                        predicate.get(),
                        left.type(),
                        left.value(),
                        arguments.get(1).value(),
                        facts);
    }

    /** The name of what an operation makes of numbers, or the number where that is known. */
    private AbstractValue made(String symbol, Facts facts) {
        return facts.marks().resolved(Repeatable.result(site, symbol, numbers(facts)));
    }

    private List<Path> assume(Path before) {
        Argument condition = site.instruction().call().arguments().get(0);
        boolean possible = frame.conditions().learnEqual(new IntegerType(1), condition.value(), 1, before.facts());
        return possible ? List.of(before) : List.of();
    }

    private AbstractValue value(int index, Facts facts) {
        List<Argument> arguments = site.instruction().call().arguments();
        if (index < 0 || index >= arguments.size()) {
            return Unknown.UNKNOWN;
        }
        Argument argument = arguments.get(index);
        return frame.values().argument(new TypedValue(argument.type(), argument.value()), facts);
    }

    private List<AbstractValue> numbers(Facts facts) {
        return site.instruction().call().arguments().stream()
                .map(argument -> frame.values().stored(new TypedValue(argument.type(), argument.value()), facts))
                .toList();
    }

    private Optional<Address> argument(int index, Facts facts) {
        return value(index, facts) instanceof Address address ? Optional.of(address) : Optional.empty();
    }

    private void clear(Address address, Facts facts) {
        if (value(2, facts) instanceof Numeral length && length.value() >= 0 && length.value() < Integer.MAX_VALUE) {
            facts.clear(address, length.value());
        } else {
            facts.clear(address.base());
        }
    }

    private static void handOver(Address from, Optional<Address> to, Facts facts) {
        if (to.filter(address -> !(address.base() instanceof Slot)).isPresent()) {
            facts.handles().kept(facts.valuesFrom(from));
        }
        facts.handOver(facts.held(from.base()).collect(Collectors.toSet()));
    }

    /** Copies what is known from slot to slot; what is copied elsewhere is in other hands. */
    private void copy(Facts facts) {
        Optional<Address> to = argument(0, facts);
        Optional<Address> from = argument(1, facts);
        boolean known = value(2, facts) instanceof Numeral;
        boolean followed = known
                && to.isPresent()
                && to.get().base() instanceof Slot slot
                && !facts.leaked().contains(slot);
        if (!followed) {
            to.ifPresent(address -> facts.clear(address.base()));
            from.ifPresent(address -> handOver(address, to, facts));
            return;
        }
        long length = ((Numeral) value(2, facts)).value();
        Facts before = facts.copy();
        facts.clear(to.orElseThrow(), length);
        from.map(Address::base)
                .filter(facts.guards()::contains)
                .ifPresent(base -> facts.guards().add(to.orElseThrow().base()));
        from.ifPresent(source -> blurCopy(before, source, new Extent(to.orElseThrow(), length), facts));
        from.ifPresent(source -> before.cells().forEach((place, cell) -> {
            long offset = place.offset() - source.offset();
            if (place.base().equals(source.base()) && offset >= 0 && offset + cell.width() <= length) {
                facts.store(to.orElseThrow().plus(offset), cell.width(), cell.value());
            }
        }));
    }

    /** What others may have changed, or what was in doubt, is so in the copy. */
    private static void blurCopy(Facts before, Address source, Extent copy, Facts facts) {
        if (before.leaked().contains(source.base())) {
            facts.marks().differing().add(copy);
        }
        facts.marks().eachBlur(before.marks(), (mine, old) -> mine.copy(source, copy, old));
    }
}
