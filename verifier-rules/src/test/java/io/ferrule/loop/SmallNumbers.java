package io.ferrule.loop;

/** What LLVM IR computes with numbers of a few bits, which are held as unsigned ones. */
record SmallNumbers(int width) {

    /** Whether the comparison of that predicate holds. */
    boolean compare(String predicate, int a, int b) {
        return switch (predicate) {
            case "eq" -> a == b;
            case "ne" -> a != b;
            case "ult" -> a < b;
            case "ule" -> a <= b;
            case "ugt" -> a > b;
            case "uge" -> a >= b;
            case "slt" -> signed(a) < signed(b);
            default -> signed(a) >= signed(b);
        };
    }

    /** The number as a signed one. */
    int signed(int value) {
        return value >= 1 << (width - 1) ? value - (1 << width) : value;
    }

    /** All bits. */
    int mask() {
        return (1 << width) - 1;
    }
}
