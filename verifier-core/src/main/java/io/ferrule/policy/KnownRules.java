package io.ferrule.policy;

import java.util.List;

/** The names of the rules that a policy may require or leave out. Which of them are installed is for the verifier to say. */
public final class KnownRules {
    /** Every name, in the order of the documentation. */
    public static final List<String> NAMES = List.of(
            "loop-bound",
            "instruction-budget",
            "recursion",
            "blocking-in-atomic",
            "double-lock",
            "lock-order",
            "irq-inversion",
            "lock-leak",
            "guard-escape",
            "lock-across-blocking",
            "kernel-lock",
            "stack-depth",
            "token-misuse",
            "panic-under-lock",
            "resource-leak",
            "indirect-call",
            "unsafe-code",
            "import",
            "unsupported");

    /** Those that are always asked, and that a policy may leave out: the verdict then says so in its first line. */
    public static final List<String> OMISSIBLE = List.of("loop-bound", "recursion");

    private KnownRules() {}
}
