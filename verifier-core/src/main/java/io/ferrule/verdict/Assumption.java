package io.ferrule.verdict;

/**
 * Something that the verdict takes for granted and did not prove.
 *
 * @param kind {@code contract}, {@code safe-rust}, {@code trusted-crate}, {@code indirect-contract}, {@code export}, ..
 * @param subject what it is about, such as a symbol
 * @param text the assumption, as a sentence
 */
public record Assumption(String kind, String subject, String text) {}
