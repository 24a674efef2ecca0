package io.ferrule.program;

import org.jspecify.annotations.Nullable;

/**
 * One attribute, flag or property word, of this or any later version of LLVM.
 *
 * @param name the word, or the key of a {@code "key"="value"} attribute
 * @param argument what stands in its parentheses or behind it as it is written, empty where there is nothing
 */
public record Attribute(String name, String argument) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attribute that && name.equals(that.name) && argument.equals(that.argument);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + argument.hashCode();
    }

    @Override
    public String toString() {
        return argument.isEmpty() ? name : name + "(" + argument + ")";
    }
}
