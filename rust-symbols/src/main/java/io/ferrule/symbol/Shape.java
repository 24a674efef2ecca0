package io.ferrule.symbol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path or a type reduced to what patterns speak of. Symbols and patterns have the same shapes, so that one
 * comparison does for v0 trees, for the text of legacy symbols and for either spelling of an inherent method:
 * {@code <k::Mutex<u32>>::lock} and {@code k::Mutex<u32>::lock} are one shape.
 */
sealed interface Shape {

    /** Whether this, as a pattern, matches a shape made of a symbol. */
    boolean matches(Shape subject);

    private static boolean allMatch(List<? extends Shape> patterns, List<? extends Shape> subjects) {
        for (int i = 0; i < patterns.size(); i++) {
            if (!patterns.get(i).matches(subjects.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Any type or constant. */
    record Any() implements Shape {
        @Override
        public boolean matches(Shape subject) {
            return true;
        }
    }

    /** A primitive type, a constant or a part no pattern looks into. */
    record Atom(String text) implements Shape {
        @Override
        public boolean matches(Shape subject) {
            return equals(subject);
        }
    }

    /** A type made of others, such as a reference or a tuple. */
    record Compound(String constructor, List<Shape> parts) implements Shape {
        @Override
        public boolean matches(Shape subject) {
            return subject instanceof Compound other
                    && constructor.equals(other.constructor)
                    && parts.size() == other.parts.size()
                    && allMatch(parts, other.parts);
        }
    }

    /**
     * A path.
     *
     * @param root the type it starts at, or null where it starts at a crate
     */
    record Item(@Nullable Root root, List<Segment> segments) implements Shape {
        @Override
        public boolean matches(Shape subject) {
            if (!(subject instanceof Item other) || !rootMatches(other.root)) {
                return false;
            }
            boolean rest =
                    !segments.isEmpty() && segments.get(segments.size() - 1).isRest();
            int given = other.segments.size();
            if (rest ? given < segments.size() : given != segments.size()) {
                return false;
            }
            for (int i = 0; i < segments.size(); i++) {
                if (!segments.get(i).matches(other.segments.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private boolean rootMatches(@Nullable Root other) {
            return root == null ? other == null : other != null && root.matches(other);
        }
    }

    /** The root of a path which is no crate: {@code <[T]>} or {@code <T as Trait>}. */
    record Root(Shape selfType, @Nullable Shape trait) {
        boolean matches(Root subject) {
            boolean traits =
                    trait == null ? subject.trait == null : subject.trait != null && trait.matches(subject.trait);
            return traits && selfType.matches(subject.selfType);
        }
    }

    /**
     * A segment of a path.
     *
     * @param arguments the generic arguments, or null where none are written
     */
    record Segment(String name, @Nullable Arguments arguments) {
        static final String ONE = "*";
        static final String REST = "**";

        boolean isRest() {
            return name.equals(REST);
        }

        boolean isWildcard() {
            return isRest() || name.equals(ONE);
        }

        boolean matches(Segment subject) {
            return isWildcard()
                    || (name.equals(subject.name) && (arguments == null || arguments.matches(subject.arguments)));
        }
    }

    /**
     * Generic arguments without their lifetimes.
     *
     * @param open whether any others may follow
     */
    record Arguments(List<Shape> shapes, boolean open) {
        boolean matches(@Nullable Arguments subject) {
            List<Shape> given = subject == null ? List.of() : subject.shapes;
            boolean counts = open ? given.size() >= shapes.size() : given.size() == shapes.size();
            return counts && allMatch(shapes, given);
        }
    }
}
