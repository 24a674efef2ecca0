package io.ferrule.program;

import java.util.Optional;

/**
 * A global variable.
 *
 * @param constant whether it is never written, so that its initializer is its value for ever
 * @param initializer empty where the module only declares the variable
 * @param qualifiers linkage and other words before the type
 * @param attributes section, alignment and other properties behind the initializer
 */
public record GlobalVariable(
        String symbol,
        Type type,
        boolean constant,
        Optional<Value> initializer,
        AttributeSet qualifiers,
        AttributeSet attributes,
        Attachments attachments) {

    /**
     * Whether its initializer is its value for ever: a constant of this module alone, which no loader fills in and for
     * which no linker takes another definition.
     */
    public boolean isFixed() {
        return constant
                && isLocal()
                && initializer.isPresent()
                && !qualifiers.has("externally_initialized")
                && !attributes.has("externally_initialized");
    }

    /** Whether other modules cannot name the variable. */
    public boolean isLocal() {
        return qualifiers.has("internal") || qualifiers.has("private");
    }
}
