package io.ferrule.verdict;

/**
 * A file that the verdict was made from.
 *
 * @param role {@code llvm-ir}, {@code policy}, ..
 * @param name as the caller named it
 * @param sha256 digest of its bytes, 64 hexadecimal digits in lower case
 */
public record Subject(String role, String name, String sha256) {}
