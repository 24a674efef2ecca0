package io.ferrule.program;

import java.util.List;

/**
 * {@code asm flags "code", "constraints"} as callee.
 *
 * @param flags such as {@code sideeffect}, {@code inteldialect}
 */
public record InlineAsm(List<String> flags, String code, String constraints) implements Value {
    public InlineAsm {
        flags = List.copyOf(flags);
    }
}
