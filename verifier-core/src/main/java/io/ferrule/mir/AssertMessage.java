package io.ferrule.mir;

import java.util.Arrays;
import java.util.Optional;

/** Why an {@link Terminator.Assert} panics. */
public enum AssertMessage {
    BOUNDS_CHECK("index out of bounds: the length is {} but the index is {}", 2),
    OVERFLOW_NEG("attempt to negate `{}`, which would overflow", 1),
    OVERFLOW_ADD("attempt to compute `{} + {}`, which would overflow", 2),
    OVERFLOW_SUB("attempt to compute `{} - {}`, which would overflow", 2),
    OVERFLOW_MUL("attempt to compute `{} * {}`, which would overflow", 2),
    OVERFLOW_DIV("attempt to compute `{} / {}`, which would overflow", 2),
    OVERFLOW_REM("attempt to compute the remainder of `{} % {}`, which would overflow", 2),
    OVERFLOW_SHL("attempt to shift left by `{}`, which would overflow", 1),
    OVERFLOW_SHR("attempt to shift right by `{}`, which would overflow", 1),
    DIVISION_BY_ZERO("attempt to divide `{}` by zero", 1),
    REMAINDER_BY_ZERO("attempt to calculate the remainder of `{}` with a divisor of zero", 1),
    MISALIGNED_POINTER("misaligned pointer dereference: address must be a multiple of {} but is {}", 2),
    NULL_POINTER("null pointer dereference occurred", 0),
    INVALID_ENUM("trying to construct an enum from an invalid value {}", 1),
    COROUTINE_RESUMED_AFTER_RETURN("coroutine resumed after completion", 0),
    ASYNC_RESUMED_AFTER_RETURN("`async fn` resumed after completion", 0),
    ASYNC_GEN_RESUMED_AFTER_RETURN("`async gen fn` resumed after completion", 0),
    GEN_RESUMED_AFTER_RETURN("`gen fn` should just keep returning `None` after completion", 0),
    COROUTINE_RESUMED_AFTER_PANIC("coroutine resumed after panicking", 0),
    ASYNC_RESUMED_AFTER_PANIC("`async fn` resumed after panicking", 0),
    ASYNC_GEN_RESUMED_AFTER_PANIC("`async gen fn` resumed after panicking", 0),
    GEN_RESUMED_AFTER_PANIC("`gen fn` should just keep returning `None` after panicking", 0),
    COROUTINE_RESUMED_AFTER_DROP("coroutine resumed after async drop", 0),
    ASYNC_RESUMED_AFTER_DROP("`async fn` resumed after async drop", 0),
    ASYNC_GEN_RESUMED_AFTER_DROP("`async gen fn` resumed after async drop", 0),
    GEN_RESUMED_AFTER_DROP("`gen fn` resumed after drop", 0);

    private final String text;
    private final int arguments;

    AssertMessage(String text, int arguments) {
        this.text = text;
        this.arguments = arguments;
    }

    /** The message that a dump prints so, without quotes. */
    public static Optional<AssertMessage> of(String text) {
        return Arrays.stream(values())
                .filter(message -> message.text.equals(text))
                .findFirst();
    }

    /** The message, with {@code {}} for each value in it. */
    public String text() {
        return text;
    }

    /** How many values are in it. */
    public int arguments() {
        return arguments;
    }
}
