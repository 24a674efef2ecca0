package io.ferrule.identity;

import io.ferrule.policy.FieldPattern;
import io.ferrule.policy.TypePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * The fields that an object lies in, the innermost first: what it is of each value around it, as far as that is known.
 *
 * <p>Two objects with paths that differ are two objects. An object lies directly in one value only, and is one field of it;
 * that value again lies in one other. What would break this is memory that is seen as two types at once: a union, or a
 * cast, and safe Rust has no way to either. A type has one name in a dump but for leading segments that are left out, and
 * is taken not to be exported under two last names.
 *
 * @param steps at least one
 */
public record FieldPath(List<Step> steps) {

    /**
     * One field.
     *
     * @param container the path of the type that has the field, without generic arguments: its instances are one class
     * @param variant the variant of an enum; empty for a struct
     * @param number the number of the field
     * @param name its name, where the dump tells it
     */
    public record Step(List<String> container, Optional<String> variant, int number, Optional<String> name) {
        public Step {
            container = List.copyOf(container);
        }

        private boolean differsFrom(Step other) {
            return number != other.number
                    || !variant.equals(other.variant)
                    || !container.get(container.size() - 1).equals(other.container.get(other.container.size() - 1))
                    || !TypePattern.noneContradicts(container, other.container);
        }

        private boolean isCalled(String field) {
            return field.equals(Integer.toString(number))
                    || name.filter(field::equals).isPresent();
        }

        private boolean mayBeCalled(String field) {
            boolean word = !field.matches("[0-9]+");
            return isCalled(field) || (word && name.isEmpty());
        }

        private boolean isOf(TypePattern pattern) {
            List<String> path = new ArrayList<>(container);
            variant.ifPresent(path::add);
            return pattern.matches(path) || (variant.isPresent() && pattern.matches(container));
        }

        /** The type's own name. */
        String type() {
            return container.get(container.size() - 1)
                    + variant.map(v -> "::" + v).orElse("");
        }
    }

    public FieldPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a field path has at least one field");
        }
    }

    /** Whether objects of the two are certainly not one. */
    public boolean differsFrom(FieldPath other) {
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            if (steps.get(i).differsFrom(other.steps.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it ends with those fields of that type. */
    public boolean isIn(FieldPattern pattern) {
        int count = pattern.fields().size();
        return count <= steps.size()
                && ends(pattern, Step::isCalled)
                && steps.get(count - 1).isOf(pattern.type());
    }

    /**
     * Whether it may end so, as far as it is known: fewer fields may be known than the pattern has, and fields without their
     * names. A type of which a pattern speaks is taken to hold no other instance of itself.
     */
    public boolean mayBeIn(FieldPattern pattern) {
        int count = pattern.fields().size();
        boolean type = count > steps.size()
                ? steps.stream().noneMatch(step -> step.isOf(pattern.type()))
                : steps.get(count - 1).isOf(pattern.type());
        return type && ends(pattern, Step::mayBeCalled);
    }

    /** Whether the fields are those at the end of the pattern, as many as both have. */
    private boolean ends(FieldPattern pattern, BiPredicate<Step, String> called) {
        int count = pattern.fields().size();
        return IntStream.range(0, Math.min(count, steps.size()))
                .allMatch(i -> called.test(steps.get(i), pattern.fields().get(count - 1 - i)));
    }

    /** {@code Device.tree}, or {@code Device.0.1}: the outermost type, and the fields from there. */
    public String text() {
        StringBuilder text = new StringBuilder(steps.get(steps.size() - 1).type());
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            text.append('.').append(step.name().orElse(Integer.toString(step.number())));
        }
        return text.toString();
    }
}
