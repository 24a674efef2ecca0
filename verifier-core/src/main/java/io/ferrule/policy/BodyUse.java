package io.ferrule.policy;

import java.util.Arrays;
import java.util.Optional;

/** What the body of a function with a contract is good for, where the module has it. */
public enum BodyUse {
    /** Nothing: the contract stands for it. */
    NONE("none"),
    /** It tells what the function does to memory and what it returns; all else is what the contract says. */
    MEMORY("memory");

    private final String text;

    BodyUse(String text) {
        this.text = text;
    }

    /** The name used in policies. */
    public String text() {
        return text;
    }

    /** The value with this name. */
    public static Optional<BodyUse> of(String name) {
        return Arrays.stream(values()).filter(use -> use.text.equals(name)).findFirst();
    }
}
