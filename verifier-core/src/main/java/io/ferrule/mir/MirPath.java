package io.ferrule.mir;

import java.util.List;
import java.util.Optional;

/**
 * The path of an item, such as {@code core::slice::<impl [T]>::len}.
 *
 * @param segments at least one
 */
public record MirPath(List<PathSegment> segments) {

    /** Copies its list. */
    public MirPath {
        segments = List.copyOf(segments);
    }

    /** The path of one plain name. */
    public static MirPath of(String name) {
        return new MirPath(List.of(new PathSegment.Name(name, List.of())));
    }

    /** The last segment. */
    public PathSegment last() {
        return segments.get(segments.size() - 1);
    }

    /** The last plain name in it; empty for a path that has none. */
    public Optional<String> lastName() {
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i) instanceof PathSegment.Name name) {
                return Optional.of(name.name());
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return new TypeRenderer(new StringBuilder()).path(this).toString();
    }
}
