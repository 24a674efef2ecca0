package io.ferrule.policy;

/**
 * What may be done with a resource.
 *
 * @param name its name in the contracts of functions
 * @param kept whether it may be stored where others find it, and be given back from there
 * @param place where the policy says so
 */
public record ResourceContract(String name, boolean kept, Place place) {}
