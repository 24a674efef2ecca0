package io.ferrule.rule;

/**
 * What a person is told of a rule.
 *
 * @param name as it stands in output, policies and markers, such as {@code blocking-in-atomic}
 * @param code short and stable, such as {@code FRL0001}
 * @param summary one sentence
 */
public record RuleDescriptor(String name, String code, String summary) {}
