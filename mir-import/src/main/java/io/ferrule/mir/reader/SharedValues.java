package io.ferrule.mir.reader;

import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One object for each value that a dump repeats: types, paths, names, files, plain locals. */
final class SharedValues {

    /** Bodies with more locals than that exist, but their high numbers are not worth a table. */
    private static final int MOST_LOCALS = 10_000;

    private final Map<Object, Object> known = new HashMap<>();
    private final List<Place> locals = new ArrayList<>();
    private final List<Operand> copies = new ArrayList<>();
    private final List<Operand> moves = new ArrayList<>();

    /** The object that was first seen of those equal to this one. */
    @SuppressWarnings("unchecked")
    <T> T share(T value) {
        Object first = known.putIfAbsent(value, value);
        return first == null ? value : (T) first;
    }

    /** The place of a local. */
    Place local(int number) {
        if (number >= MOST_LOCALS) {
            return new Place(number, List.of());
        }
        while (locals.size() <= number) {
            Place place = new Place(locals.size(), List.of());
            locals.add(place);
            copies.add(new Operand.Copy(place));
            moves.add(new Operand.Move(place));
        }
        return locals.get(number);
    }

    Operand copy(Place place) {
        return isShared(place) ? copies.get(place.local()) : new Operand.Copy(place);
    }

    Operand move(Place place) {
        return isShared(place) ? moves.get(place.local()) : new Operand.Move(place);
    }

    private boolean isShared(Place place) {
        return place.projections().isEmpty() && place.local() < locals.size();
    }
}
