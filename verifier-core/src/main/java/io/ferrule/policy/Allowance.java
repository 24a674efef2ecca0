package io.ferrule.policy;

/**
 * A finding that the policy accepts.
 *
 * @param rule the name of the rule that reports it
 * @param function where the last step of its way stands
 * @param finding its fingerprint, which is the same as long as names are
 * @param reason why it is accepted
 * @param place where the policy says so
 */
public record Allowance(String rule, Pattern function, String finding, String reason, Place place) {}
