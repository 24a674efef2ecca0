package io.ferrule.llvm;

import io.ferrule.program.Value;
import org.jspecify.annotations.Nullable;

/**
 * A name that locals and blocks of a module have, and what it stands for in the function that was the last to define it.
 * Functions are read one after the other, and use the same names again and again; so this is quicker than a map for
 * each.
 */
final class LocalName {

    private final String text;
    private @Nullable Object owner;
    private Value.@Nullable Local local;
    private int block;

    LocalName(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    boolean isDefinedIn(Object function) {
        return owner == function;
    }

    void define(Object function, Value.Local meaning) {
        owner = function;
        local = meaning;
    }

    void defineBlock(Object function, int number) {
        owner = function;
        local = null;
        block = number;
    }

    /** The local of that name, or null where there is none in the function. */
    Value.@Nullable Local local(Object function) {
        return owner == function ? local : null;
    }

    /** The block of that name, or -1 where there is none in the function. */
    int block(Object function) {
        return owner == function && local == null ? block : -1;
    }
}
