package io.ferrule.policy;

/**
 * A function gives a lock back, whatever its result.
 *
 * @param lock which lock
 * @param kind what kind of lock it is, and how it was taken
 */
public record LockRelease(LockReference lock, LockKind kind) {}
