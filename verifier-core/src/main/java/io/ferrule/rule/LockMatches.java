package io.ferrule.rule;

import io.ferrule.policy.LockContract;
import io.ferrule.policy.Pattern;
import io.ferrule.state.Base;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Base.Named;
import io.ferrule.state.Base.Within;
import io.ferrule.state.Lock;
import io.ferrule.state.Lock.Same;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The locks that some contracts of the policy speak of.
 *
 * @param patterns what the contracts match
 * @param statics whether some pattern names a static of the program, which a pointer may point to
 */
public record LockMatches(List<Pattern> patterns, boolean statics) {

    public LockMatches {
        patterns = List.copyOf(patterns);
    }

    /** The locks of the wanted contracts. */
    public static LockMatches of(RuleContext context, Predicate<LockContract> wanted) {
        List<Pattern> patterns = context.policy().locks().stream()
                .filter(wanted)
                .map(LockContract::match)
                .toList();
        Set<String> globals = context.program().globals().keySet();
        boolean statics = patterns.stream().anyMatch(pattern -> globals.stream().anyMatch(pattern::matches));
        return new LockMatches(patterns, statics);
    }

    /** Whether the policy has no such contract. */
    public boolean none() {
        return patterns.isEmpty();
    }

    /** Whether that lock is one of them. */
    public Same match(Lock lock) {
        Base base = lock.address().base();
        if (base instanceof Global global) {
            return matches(global.symbol()) ? Same.YES : Same.NO;
        }
        if (base instanceof Within within) {
            return matches(within.symbol()) ? Same.YES : Same.NO;
        }
        if (base instanceof Named named) {
            return matches(named.name()) ? Same.YES : Same.NO;
        }
        return base.isOpaque() && statics ? Same.MAYBE : Same.NO;
    }

    private boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
