package io.ferrule.rule;

import io.ferrule.policy.FieldPattern;
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
 * @param fields the fields that contracts speak of
 * @param statics whether some pattern names a static of the program, which a pointer may point to
 */
public record LockMatches(List<Pattern> patterns, List<FieldPattern> fields, boolean statics) {

    public LockMatches {
        patterns = List.copyOf(patterns);
        fields = List.copyOf(fields);
    }

    /** The locks of the wanted contracts. */
    public static LockMatches of(RuleContext context, Predicate<LockContract> wanted) {
        List<Pattern> patterns = context.policy().locks().stream()
                .filter(wanted)
                .flatMap(contract -> contract.match().stream())
                .toList();
        List<FieldPattern> fields = context.policy().locks().stream()
                .filter(wanted)
                .flatMap(contract -> contract.field().stream())
                .toList();
        Set<String> globals = context.program().globals().keySet();
        boolean statics = patterns.stream().anyMatch(pattern -> globals.stream().anyMatch(pattern::matches));
        return new LockMatches(patterns, fields, statics);
    }

    /** Whether the policy has no such contract. */
    public boolean none() {
        return patterns.isEmpty() && fields.isEmpty();
    }

    /** Whether that lock is one of them. */
    public Same match(Lock lock) {
        Same byField = matchField(lock);
        return byField == Same.YES ? byField : matchPlace(lock, byField);
    }

    /** A lock of which no field is known may lie in any, but not one of the kernel. */
    private Same matchField(Lock lock) {
        if (fields.isEmpty() || lock.address().base() instanceof Named) {
            return Same.NO;
        }
        return lock.source()
                .field()
                .map(path -> fields.stream().anyMatch(path::isIn)
                        ? Same.YES
                        : fields.stream().anyMatch(path::mayBeIn) ? Same.MAYBE : Same.NO)
                .orElse(Same.MAYBE);
    }

    private Same matchPlace(Lock lock, Same otherwise) {
        Base base = lock.address().base();
        if (base instanceof Global global) {
            return matches(global.symbol()) ? Same.YES : otherwise;
        }
        if (base instanceof Within within) {
            return matches(within.symbol()) ? Same.YES : otherwise;
        }
        if (base instanceof Named named) {
            return matches(named.name()) ? Same.YES : otherwise;
        }
        return base.isOpaque() && statics ? Same.MAYBE : otherwise;
    }

    private boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
