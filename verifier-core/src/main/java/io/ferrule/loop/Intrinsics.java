package io.ferrule.loop;

import io.ferrule.program.CallInstruction;
import io.ferrule.program.Constant.GlobalReference;
import java.util.Optional;

/** The intrinsics of LLVM that calls name. */
final class Intrinsics {

    private Intrinsics() {}

    /** The full name of the intrinsic that is called, such as {@code llvm.umin.i64}. */
    static Optional<String> name(CallInstruction call) {
        return call.call().callee() instanceof GlobalReference callee
                        && callee.symbol().startsWith("llvm.")
                ? Optional.of(callee.symbol())
                : Optional.empty();
    }

    /** Its name without the prefix and the type: {@code umin}, {@code uadd.with.overflow}. */
    static Optional<String> operation(CallInstruction call) {
        return name(call).map(name -> {
            int end = name.lastIndexOf(".i");
            boolean typed = end > 0 && name.substring(end + 2).chars().allMatch(Character::isDigit);
            return name.substring("llvm.".length(), typed ? end : name.length());
        });
    }
}
