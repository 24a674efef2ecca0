package io.ferrule.program;

import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code asm flags "code", "constraints"} as callee.
 *
 * @param flags such as {@code sideeffect}, {@code inteldialect}
 */
public record InlineAsm(List<String> flags, String code, String constraints) implements Value {
    /** Puts an operand into a register of that name, or takes it from there: even without code this could move the stack. */
    private static final Pattern NAMED_REGISTER = Pattern.compile("(?<!~)\\{");

    public InlineAsm {
        flags = List.copyOf(flags);
    }

    /** Whether it does nothing but hold values, as {@code black_box} does. */
    public boolean isEmpty() {
        return code.isEmpty() && !NAMED_REGISTER.matcher(constraints).find();
    }
}
