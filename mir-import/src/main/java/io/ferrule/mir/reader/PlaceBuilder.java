package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirParser.PlaceBaseContext;
import io.ferrule.grammar.RustMirParser.PlaceContext;
import io.ferrule.grammar.RustMirParser.PlaceIndexContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds places. */
final class PlaceBuilder {

    private final Builders builders;

    PlaceBuilder(Builders builders) {
        this.builders = builders;
    }

    Place place(PlaceContext context) {
        if (context.indexes.isEmpty() && context.base.local != null) {
            return builders.shared().local(local(context.base.local));
        }
        List<Projection> projections = new ArrayList<>();
        int local = collect(context, projections);
        return new Place(local, projections);
    }

    /** The number of a local: what follows the underscore. */
    static int local(Token token) {
        return Numbers.number(token, 1);
    }

    /** Adds the projections from the local outwards, and answers the local. */
    private int collect(PlaceContext context, List<Projection> projections) {
        PlaceBaseContext base = context.base;
        int local;
        if (base.local != null) {
            local = local(base.local);
        } else {
            local = collect(base.inner, projections);
            projections.add(projection(base));
        }
        for (PlaceIndexContext index : context.indexes) {
            projections.add(index(index));
        }
        return local;
    }

    private Projection projection(PlaceBaseContext context) {
        if (context.dereferenced != null) {
            return Projection.DEREFERENCE;
        }
        if (context.unwrapped != null) {
            return new Projection.UnwrapBinder(builders.types().type(context.typed));
        }
        if (context.fieldNumber != null) {
            return builders.shared()
                    .share(new Projection.Field(
                            Numbers.number(context.fieldNumber, 0),
                            builders.types().type(context.typed)));
        }
        Token variant = context.variant == null ? context.number : context.variant.getStart();
        return builders.shared().share(new Projection.Downcast(builders.text(variant)));
    }

    private Projection index(PlaceIndexContext context) {
        if (context.local != null) {
            return builders.shared().share(new Projection.Index(local(context.local)));
        }
        if (context.least != null) {
            boolean fromEnd = context.from.getText().startsWith("-");
            return new Projection.ConstantIndex(
                    Math.abs(Numbers.wide(context.from)), Numbers.wide(context.least), fromEnd);
        }
        if (context.end != null) {
            return new Projection.Subslice(Numbers.wide(context.from), Numbers.wide(context.end), false);
        }
        return new Projection.Subslice(
                context.from == null ? 0 : Numbers.wide(context.from), distanceFromEnd(context.to), true);
    }

    private static long distanceFromEnd(@Nullable Token token) {
        if (token == null) {
            return 0;
        }
        long number = Numbers.wide(token);
        if (number >= 0) {
            throw new UnreadableException(token, "the end of a part counts backwards");
        }
        return -number;
    }
}
