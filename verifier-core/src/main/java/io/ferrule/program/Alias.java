package io.ferrule.program;

/**
 * Another name for a global, or an ifunc, whose target a resolver function chooses when the artifact is loaded.
 *
 * @param target the aliasee, or the resolver of an ifunc
 */
public record Alias(String symbol, boolean ifunc, Type type, TypedValue target, AttributeSet qualifiers) {
    /** Whether the linker may take another definition of that name. */
    public boolean isReplaceable() {
        return Linkage.isReplaceable(qualifiers);
    }
}
