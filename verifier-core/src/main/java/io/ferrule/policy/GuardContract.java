package io.ferrule.policy;

/**
 * Values of a type stand for something that is held, and give it back when they are dropped.
 *
 * @param type the type
 * @param unseen whether it may be held without a call of a function that a contract says to take it: then no rule about
 *     locks knows of it
 * @param reason what it stands for, or where its drop is; for a person
 * @param place where the policy or the contract pack says so
 */
public record GuardContract(TypePattern type, boolean unseen, String reason, Place place) {}
