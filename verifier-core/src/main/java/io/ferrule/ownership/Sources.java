package io.ferrule.ownership;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where the values in the locals of one body may come from. The order of statements does not matter: whatever is written
 * to a local, or through a reference to it, is a source of it.
 */
final class Sources {

    private final MirBody body;
    private final Map<Integer, List<Source>> sources = new HashMap<>();

    /** Something that is written to a local. */
    private sealed interface Source {}

    /** A value made of other places. */
    private record Value(List<Place> from, boolean borrows) implements Source {}

    /** The result of a call. */
    private record Result(Terminator.Call call) implements Source {}

    /** A constant, such as the address of a static. */
    private record Fixed() implements Source {}

    /**
     * Where a value may come from.
     *
     * @param made calls that make it
     * @param complete whether it can come from nowhere else
     */
    record Found(Set<Origin> made, boolean complete) {}

    Sources(MirBody body, MirContents.Code code) {
        this.body = body;
        code.blocks().forEach(block -> {
            block.statements().forEach(statement -> {
                if (statement instanceof Statement.Assign assign) {
                    add(assign.place().local(), source(assign.value()));
                }
            });
            if (block.terminator() instanceof Terminator.Call call) {
                add(call.destination().local(), new Result(call));
            }
        });
        code.blocks().forEach(block -> {
            if (block.terminator() instanceof Terminator.Call call) {
                putIn(call);
            }
        });
    }

    private static Source source(Rvalue value) {
        List<Place> places = BodyTypes.places(value);
        return places.isEmpty() ? new Fixed() : new Value(places, value instanceof Rvalue.Borrow);
    }

    private void add(int local, Source source) {
        sources.computeIfAbsent(local, l -> new ArrayList<>()).add(source);
    }

    /** What a call is given besides a reference to a variable may be put into that variable. */
    private void putIn(Terminator.Call call) {
        List<Place> given = call.arguments().stream()
                .flatMap(argument -> BodyTypes.place(argument).stream())
                .toList();
        for (Place reference : given) {
            referent(reference.local(), new HashSet<>()).ifPresent(variable -> add(variable, new Value(given, true)));
        }
    }

    private boolean isParameter(int local) {
        return local >= 1 && local <= body.parameters().size();
    }

    /** The variable of this body that a local refers to, if it can refer to nothing else. */
    Optional<Integer> referent(int local, Set<Integer> seen) {
        List<Source> all = sources.getOrDefault(local, List.of());
        if (isParameter(local) || all.isEmpty() || !seen.add(local)) {
            return Optional.empty();
        }
        Optional<Integer> found = Optional.empty();
        for (Source source : all) {
            Optional<Integer> one = source instanceof Value value ? referent(value, seen) : Optional.empty();
            if (one.isEmpty() || (found.isPresent() && !found.equals(one))) {
                return Optional.empty();
            }
            found = one;
        }
        return found;
    }

    private Optional<Integer> referent(Value value, Set<Integer> seen) {
        if (value.from().size() != 1) {
            return Optional.empty();
        }
        Place from = value.from().get(0);
        boolean dereferenced = from.projections().contains(Projection.DEREFERENCE);
        boolean variable = value.borrows() && !dereferenced;
        boolean passedOn = (value.borrows() && from.projections().equals(List.of(Projection.DEREFERENCE)))
                || (!value.borrows() && from.projections().isEmpty());
        if (variable) {
            return Optional.of(from.local());
        }
        return passedOn ? referent(from.local(), seen) : Optional.empty();
    }

    /** The local and those that its value was moved through, the last one first. */
    List<Integer> movedFrom(int local) {
        List<Integer> chain = new ArrayList<>();
        int next = local;
        while (next >= 0 && !chain.contains(next)) {
            chain.add(next);
            List<Source> all = sources.getOrDefault(next, List.of());
            boolean moved = all.size() == 1
                    && all.get(0) instanceof Value value
                    && !value.borrows()
                    && value.from().size() == 1;
            next = moved ? ((Value) all.get(0)).from().get(0).local() : -1;
        }
        return chain;
    }

    /** Where an owned value in that local may come from; {@code given} says it for parameters. */
    Found of(int start, Map<Integer, Found> given, Predicate<Place> owning) {
        Set<Origin> made = new HashSet<>();
        boolean complete = true;
        Set<Integer> seen = new HashSet<>(Set.of(start));
        Deque<Integer> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            int local = open.remove();
            List<Source> all = sources.getOrDefault(local, List.of());
            if (isParameter(local)) {
                Found outside = given.getOrDefault(local, new Found(Set.of(), false));
                made.addAll(outside.made());
                complete &= outside.complete();
            } else if (all.isEmpty()) {
                complete = false;
            }
            for (Source source : all) {
                List<Integer> from = from(source, owning);
                if (source instanceof Result result && from.isEmpty()) {
                    made.add(new Origin(body, result.call().at().span()));
                }
                complete &= !(source instanceof Value value && isThroughPointer(value));
                from.stream().filter(seen::add).forEach(open::add);
            }
        }
        return new Found(made, complete);
    }

    private static boolean isThroughPointer(Value value) {
        return !value.borrows()
                && value.from().stream().anyMatch(place -> place.projections().contains(Projection.DEREFERENCE));
    }

    private static List<Integer> from(Source source, Predicate<Place> owning) {
        List<Place> places = List.of();
        if (source instanceof Value value) {
            places = value.from();
        } else if (source instanceof Result result) {
            places = result.call().arguments().stream()
                    .flatMap(argument -> BodyTypes.place(argument).stream())
                    .toList();
        }
        return places.stream().filter(owning).map(Place::local).toList();
    }
}
