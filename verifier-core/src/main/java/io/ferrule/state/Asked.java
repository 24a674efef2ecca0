package io.ferrule.state;

import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import io.ferrule.state.Base.Somewhere;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What branches of a path have asked of which numbers, and in what way.
 *
 * <p>What a branch says of a number is known of it behind, and decides about other branches that ask of it in the same way. One that
 * asks of it in another way, of what was computed from it or in another order, may be decided as well without anybody seeing
 * so. That is a reason for doubt: it never makes anything proved.
 */
final class Asked {

    /** More numbers than these are not remembered. */
    private static final int MOST = 32;

    /** Who asks of one number in more ways than these asks in any. */
    private static final int MOST_FORMS = 6;

    /** How a number was compared with others that are known. */
    enum Way {
        EQUAL,
        UNSIGNED,
        SIGNED
    }

    /**
     * A way in which a branch asks.
     *
     * @param number of which it asks; {@link Somewhere} where that has no name
     */
    record Form(Base number, Way way) {

        private static final Form ANY = new Form(Somewhere.SOMEWHERE, Way.EQUAL);

        private boolean isLike(Form other) {
            return !isAny()
                    && number.equals(other.number)
                    && (way == other.way || way == Way.EQUAL || other.way == Way.EQUAL);
        }

        private boolean isAny() {
            return number == Somewhere.SOMEWHERE;
        }
    }

    /**
     * What a branch asks.
     *
     * @param numbers that its condition is computed from
     * @param condition its name
     */
    record Question(Set<Base> numbers, Form form, Base condition) {

        /** A question of numbers in a way that nobody follows. */
        static Question vague(Set<Base> numbers) {
            return new Question(numbers, Form.ANY, Somewhere.SOMEWHERE);
        }

        /** The question whether a named value is a number, or whether what it says is true. */
        static Question of(Base name) {
            Form form = form(name);
            Set<Base> numbers = new HashSet<>();
            name.parts().forEach(numbers::add);
            if (!form.isAny()) {
                numbers.add(form.number());
            }
            return new Question(numbers, form, name);
        }

        /** Whether it asks of a number that was computed from others. */
        boolean isOfComputed() {
            return form.number() instanceof Computed;
        }

        private static Form form(Base name) {
            if (!(name instanceof Computed computed)
                    || computed.operands().size() != 2
                    || !(computed.operands().get(0) instanceof Scalar left)
                    || !(computed.operands().get(1) instanceof Numeral)) {
                return new Form(name, Way.EQUAL);
            }
            boolean not = computed.operation().equals("xor") && computed.type().equals(new IntegerType(1));
            if (not || Numbers.isEquality(computed.operation())) {
                return form(left.name());
            }
            return Implied.isComparison(computed)
                    ? new Form(left.name(), computed.operation().startsWith("s") ? Way.SIGNED : Way.UNSIGNED)
                    : new Form(name, Way.EQUAL);
        }
    }

    private final Map<Base, Set<Form>> asked;

    private Asked(Map<Base, Set<Form>> asked) {
        this.asked = asked;
    }

    static Asked nothing() {
        return new Asked(new HashMap<>());
    }

    /** Sets never change, so that copies can share them. */
    Asked copy() {
        return new Asked(new HashMap<>(asked));
    }

    /** Whether some of those numbers were asked of in another way. */
    boolean isOther(Question question) {
        return forms(question).anyMatch(form -> !form.isLike(question.form()));
    }

    /** Whether that is so in a way that nobody follows. */
    boolean isVague(Question question) {
        return forms(question).anyMatch(form -> form.isAny() || question.form().isAny());
    }

    private Stream<Form> forms(Question question) {
        return question.numbers().stream().flatMap(number -> asked.getOrDefault(number, Set.of()).stream());
    }

    void note(Question question) {
        question.numbers().forEach(number -> add(number, Set.of(question.form())));
    }

    private boolean add(Base number, Set<Form> forms) {
        Set<Form> before = asked.getOrDefault(number, Set.of());
        Set<Form> now = new HashSet<>(before);
        now.addAll(forms);
        Set<Form> kept = now.size() > MOST_FORMS ? Set.of(Form.ANY) : Set.copyOf(now);
        if (kept.equals(before) || before.contains(Form.ANY) || (before.isEmpty() && asked.size() >= MOST)) {
            return false;
        }
        asked.put(number, kept.contains(Form.ANY) ? Set.of(Form.ANY) : kept);
        return true;
    }

    /** Adds what was asked on another path, or by a callee; whether that is more. */
    boolean add(Asked others) {
        boolean more = false;
        for (Map.Entry<Base, Set<Form>> other : others.asked.entrySet()) {
            more |= add(other.getKey(), other.getValue());
        }
        return more;
    }

    /** What was asked of these. */
    Asked of(Predicate<Base> names) {
        Asked seen = copy();
        seen.asked.keySet().removeIf(names.negate());
        seen.asked.replaceAll((number, forms) ->
                forms.stream().allMatch(form -> form.isAny() || names.test(form.number())) ? forms : Set.of(Form.ANY));
        return seen;
    }

    /** The same under other names: who asks of what is computed asks of what that is computed from. */
    Asked renamed(Renaming names) {
        Asked renamed = nothing();
        asked.forEach((number, forms) -> names.number(number).ifPresent(name -> {
            Set<Form> same = forms.stream()
                    .map(form -> form.isAny()
                            ? form
                            : names.number(form.number())
                                    .map(other -> new Form(other, form.way()))
                                    .orElse(Form.ANY))
                    .collect(Collectors.toSet());
            renamed.add(name, same);
            name.parts().forEach(part -> renamed.add(part, same));
        }));
        return renamed;
    }

    Set<Base> names() {
        Set<Base> names = new HashSet<>(asked.keySet());
        asked.values().forEach(forms -> forms.forEach(form -> names.add(form.number())));
        names.remove(Somewhere.SOMEWHERE);
        return names;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Asked others && asked.equals(others.asked);
    }

    @Override
    public int hashCode() {
        return asked.keySet().hashCode();
    }
}
