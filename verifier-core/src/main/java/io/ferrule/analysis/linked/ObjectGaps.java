package io.ferrule.analysis.linked;

import io.ferrule.object.CodeRange;
import io.ferrule.object.ObjectMember;
import io.ferrule.object.Symbol;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.PolicyBinding.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Holds an object against the program that it is said to be made from: every byte of code must belong to a function, and
 * every function must be one of the program.
 *
 * <p>Code that nobody knows, such as module-level assembly, is allowed where a {@code [[function]]} contract says what
 * it takes.
 */
public final class ObjectGaps {
    private static final String OBJECT = "";

    private ObjectGaps() {}

    /**
     * What does not fit.
     *
     * @param known whether a contract says enough of code that is not of the program
     */
    public static List<Gap> of(LinkedCode code, Bound policy, Predicate<FunctionContract> known) {
        List<Gap> gaps = new ArrayList<>();
        code.object().problems().forEach(problem -> gaps.add(Gap.of(OBJECT, "not understood: " + problem)));
        if (code.own().isEmpty()) {
            gaps.add(Gap.of(
                    OBJECT,
                    code.object().origin() + " defines none of the functions of the program that others may call:"
                            + " it was made from another one"));
        }
        for (ObjectMember member : code.own()) {
            for (CodeRange range : member.uncovered()) {
                gaps.add(Gap.of(
                        OBJECT,
                        (range.end() - range.start()) + " bytes of code at offset 0x"
                                + Long.toHexString(range.start()) + " of section `"
                                + member.sections().get(range.section()).name() + "` belong to no function"));
            }
        }
        Set<String> chosen = chosenWhenLoaded(code.own());
        for (CodeFunction function : code.ownFunctions()) {
            if (function.symbols().stream().anyMatch(chosen::contains)) {
                gaps.add(Gap.of(function.id(), "is chosen among several when it is loaded"));
            }
            List<String> merged = code.sources(function);
            if (merged.size() > 1) {
                gaps.add(Gap.of(
                        function.id(),
                        "is one function in the object and several in the program: `" + String.join("`, `", merged)
                                + "`"));
            }
            boolean said = function.program().isPresent()
                    || function.symbols().stream()
                            .allMatch(symbol ->
                                    policy.contractOf(symbol).filter(known).isPresent());
            if (!said) {
                gaps.add(Gap.of(function.id(), "is in the object, but is no function of the program"));
            }
        }
        return gaps;
    }

    /** The names that mean what a resolver picks when they are loaded ({@code STT_GNU_IFUNC}). */
    private static Set<String> chosenWhenLoaded(List<ObjectMember> members) {
        return members.stream()
                .flatMap(member -> member.symbols().stream())
                .filter(symbol -> symbol.kind() == Symbol.Kind.INDIRECT_FUNCTION)
                .map(Symbol::name)
                .collect(Collectors.toSet());
    }
}
