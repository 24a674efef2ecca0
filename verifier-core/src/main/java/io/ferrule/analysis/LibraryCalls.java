package io.ferrule.analysis;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Functions that code generation calls on its own account, where the IR has an intrinsic, an operation that the machine
 * lacks, or a variable of a thread: from {@code llvm/IR/RuntimeLibcalls.td}.
 */
public final class LibraryCalls {
    private static final Pattern ARITHMETIC = Pattern.compile("__[a-z]+[sdtx][ifc][a-z0-9]*");
    private static final Set<String> MEMORY =
            Set.of("memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen", "__tls_get_addr", "__stack_chk_fail");
    /** From the same list, with the attribute {@code noreturn}; the first is what the instruction {@code resume} becomes. */
    private static final Set<String> NEVER_RETURNING = Set.of("_Unwind_Resume", "__stack_chk_fail");

    private static final Set<String> FLOATING = Set.of(
            "fmod",
            "fmodf",
            "fma",
            "fmaf",
            "pow",
            "powf",
            "sin",
            "sinf",
            "cos",
            "cosf",
            "tan",
            "tanf",
            "exp",
            "expf",
            "exp2",
            "exp2f",
            "log",
            "logf",
            "log2",
            "log2f",
            "log10",
            "log10f",
            "sqrt",
            "sqrtf",
            "floor",
            "floorf",
            "ceil",
            "ceilf",
            "trunc",
            "truncf",
            "rint",
            "rintf",
            "round",
            "roundf",
            "roundeven",
            "roundevenf",
            "fmin",
            "fminf",
            "fmax",
            "fmaxf",
            "ldexp",
            "ldexpf");

    private LibraryCalls() {}

    /** Whether a function of that name, which code generation calls, never returns. */
    public static boolean neverReturns(String symbol) {
        return NEVER_RETURNING.contains(symbol);
    }

    /** Whether code generation may call a function of that name that nobody else calls. */
    public static boolean isKnown(String symbol) {
        return ARITHMETIC.matcher(symbol).matches() || MEMORY.contains(symbol) || FLOATING.contains(symbol);
    }
}
