package io.ferrule.policy;

/**
 * Values of a type stand for something that is held, and give it back when they are dropped.
 *
 * @param type the type
 * @param reason what it stands for, or where its drop is; for a person
 * @param place where the policy or the contract pack says so
 */
public record GuardContract(TypePattern type, String reason, Place place) {}
