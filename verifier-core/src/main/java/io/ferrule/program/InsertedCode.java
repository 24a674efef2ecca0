package io.ferrule.program;

import java.util.Optional;
import java.util.Set;

/**
 * Code that runs and is no instruction of the module: the code generator adds it to functions and calls that ask for it.
 * Some of it are calls of a function that an attribute names, so that attributes alone can make a program sleep.
 *
 * <p>The list is that of LLVM 22: "Function Attributes", "Prologue Data", "Garbage Collector Strategy Names" and "Operand
 * Bundles" of the Language Reference, and the attributes that its code generator asks for by name. What only catches an
 * error of the program is not in it ({@code sspstrong}), nor room that a kernel patches ({@code patchable-function-entry}).
 * rustc writes none of these unless it is told to.
 */
final class InsertedCode {

    private static final Set<String> ATTRIBUTES = Set.of(
            "fentry-call",
            "gc",
            "instrument-function-entry",
            "instrument-function-entry-inlined",
            "instrument-function-exit",
            "instrument-function-exit-inlined",
            "naked", // without the return that every other function has
            "prologue",
            "split-stack",
            "trap-func-name");

    private static final String STACK_PROBE = "probe-stack";
    private static final String WITHOUT_CALL = "inline-asm";

    /** What these hold is checked, or only told. */
    private static final Set<String> HARMLESS_BUNDLES =
            Set.of("convergencectrl", "deopt", "funclet", "kcfi", "ptrauth");

    private static final String ASSUME = "llvm.assume";

    private InsertedCode() {}

    /** The attribute that asks for code. */
    static Optional<String> in(AttributeSet attributes) {
        return attributes.attributes().stream()
                .filter(InsertedCode::inserts)
                .map(Attribute::name)
                .findFirst();
    }

    private static boolean inserts(Attribute attribute) {
        return attribute.name().equals(STACK_PROBE)
                ? !attribute.argument().equals(WITHOUT_CALL)
                : ATTRIBUTES.contains(attribute.name());
    }

    /** The attribute or operand bundle that asks for code. */
    static Optional<String> in(CallOperation call) {
        return in(call.attributes())
                .or(() -> call.bundles().stream()
                        .map(CallOperation.Bundle::tag)
                        .filter(tag -> !HARMLESS_BUNDLES.contains(tag) && !isAssumption(call))
                        .findFirst());
    }

    private static boolean isAssumption(CallOperation call) {
        return call.callee() instanceof Constant.GlobalReference callee
                && callee.symbol().equals(ASSUME);
    }
}
