package io.ferrule.mir;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Operations on two values; on primitive types, pointers and function pointers only. */
public enum BinaryOperator {
    ADD("Add"),
    ADD_UNCHECKED("AddUnchecked"),
    ADD_WITH_OVERFLOW("AddWithOverflow"),
    SUB("Sub"),
    SUB_UNCHECKED("SubUnchecked"),
    SUB_WITH_OVERFLOW("SubWithOverflow"),
    MUL("Mul"),
    MUL_UNCHECKED("MulUnchecked"),
    MUL_WITH_OVERFLOW("MulWithOverflow"),
    DIV("Div"),
    REM("Rem"),
    BIT_XOR("BitXor"),
    BIT_AND("BitAnd"),
    BIT_OR("BitOr"),
    SHL("Shl"),
    SHL_UNCHECKED("ShlUnchecked"),
    SHR("Shr"),
    SHR_UNCHECKED("ShrUnchecked"),
    EQ("Eq"),
    LT("Lt"),
    LE("Le"),
    NE("Ne"),
    GE("Ge"),
    GT("Gt"),
    CMP("Cmp"),
    OFFSET("Offset");

    private static final Map<String, BinaryOperator> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(o -> o.spelling, Function.identity()));

    private final String spelling;

    BinaryOperator(String spelling) {
        this.spelling = spelling;
    }

    /** The operator of that name in a dump. */
    public static Optional<BinaryOperator> of(String spelling) {
        return Optional.ofNullable(BY_NAME.get(spelling));
    }

    /** Its name in a dump. */
    public String spelling() {
        return spelling;
    }
}
