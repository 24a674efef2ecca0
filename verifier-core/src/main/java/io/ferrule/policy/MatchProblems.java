package io.ferrule.policy;

import io.ferrule.policy.PolicyBinding.BoundEntry;
import java.util.List;

/** The words for patterns that do not match as they must. */
final class MatchProblems {
    private static final int NAMED = 3;

    private MatchProblems() {}

    static PolicyProblem notOne(EntryPoint entry, List<String> found, SymbolIndex index) {
        if (found.isEmpty()) {
            return none("entry", entry.match(), entry.place(), index);
        }
        return PolicyProblem.at(
                entry.place(),
                "entry '" + entry.match().text() + "' matches " + found.size() + " functions: " + some(found),
                "an entry names one function; write one [[entry]] for each, with 'sym:' and its symbol");
    }

    static PolicyProblem none(String table, Pattern pattern, Place place, SymbolIndex index) {
        String message = table + " '" + pattern.text() + "' matches no function of the program";
        String hint = index.nearest(pattern)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("no function has a similar name; 'sym:' takes the linker's name, 'path:' the Rust path");
        return PolicyProblem.at(place, message, hint);
    }

    static PolicyProblem sameEntry(BoundEntry next, BoundEntry earlier) {
        return PolicyProblem.at(
                next.entry().place(),
                "entry '" + next.entry().match().text() + "' names '" + next.symbol() + "', as the entry at "
                        + earlier.entry().place() + " does",
                "keep the one with the more restrictive context");
    }

    static PolicyProblem twoContracts(String symbol, FunctionContract contract, FunctionContract earlier) {
        return PolicyProblem.at(
                contract.place(),
                "'" + symbol + "' has two contracts that differ: '"
                        + contract.match().text() + "' here and '"
                        + earlier.match().text() + "' at " + earlier.place(),
                "make one of the patterns narrower, or remove one");
    }

    private static String some(List<String> symbols) {
        String named = String.join(", ", symbols.subList(0, Math.min(NAMED, symbols.size())));
        return symbols.size() <= NAMED ? named : named + ", ..";
    }
}
