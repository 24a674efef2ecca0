package io.ferrule.cli.format;

import io.ferrule.rule.RuleDescriptor;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The codes of the rules, by name.
 *
 * @param byName such as {@code FRL0001} for {@code blocking-in-atomic}
 */
public record RuleCodes(Map<String, String> byName) {
    public RuleCodes {
        byName = Map.copyOf(byName);
    }

    /** The codes that these rules have. */
    public static RuleCodes of(Collection<RuleDescriptor> rules) {
        return new RuleCodes(rules.stream().collect(Collectors.toMap(RuleDescriptor::name, RuleDescriptor::code)));
    }

    /** The code of that rule; its name if it has none. */
    String codeOf(String rule) {
        return byName.getOrDefault(rule, rule);
    }
}
