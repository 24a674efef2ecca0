package io.ferrule.loop.walk;

import io.ferrule.program.CallInstruction;
import io.ferrule.program.Constant.GlobalReference;
import java.util.Optional;
import java.util.Set;

/** The intrinsics of LLVM that calls name. */
public final class Intrinsics {

    private static final Set<String> FREE = Set.of(
            "umin",
            "umax",
            "smin",
            "smax",
            "abs",
            "ctlz",
            "cttz",
            "ctpop",
            "bswap",
            "bitreverse",
            "fshl",
            "fshr",
            "expect",
            "uadd.sat",
            "usub.sat",
            "sadd.sat",
            "ssub.sat",
            "uadd.with.overflow",
            "usub.with.overflow",
            "umul.with.overflow",
            "sadd.with.overflow",
            "ssub.with.overflow",
            "smul.with.overflow",
            "ucmp",
            "scmp");

    private Intrinsics() {}

    /** The full name of the intrinsic that is called, such as {@code llvm.umin.i64}. */
    public static Optional<String> name(CallInstruction call) {
        return call.call().callee() instanceof GlobalReference callee
                        && callee.symbol().startsWith("llvm.")
                ? Optional.of(callee.symbol())
                : Optional.empty();
    }

    /** Its name without the prefix and the type: {@code umin}, {@code uadd.with.overflow}. */
    public static Optional<String> operation(CallInstruction call) {
        return name(call).map(name -> {
            int end = name.lastIndexOf(".i");
            boolean typed = end > 0 && name.substring(end + 2).chars().allMatch(Character::isDigit);
            return name.substring("llvm.".length(), typed ? end : name.length());
        });
    }

    /** Whether it is an intrinsic that becomes a few instructions and no loop, whatever its arguments are. */
    public static boolean isFree(CallInstruction call) {
        return operation(call).filter(FREE::contains).isPresent()
                || name(call)
                        .filter(n -> n.startsWith("llvm.lifetime.")
                                || n.startsWith("llvm.experimental.noalias.scope.decl")
                                || n.startsWith("llvm.trap")
                                || n.startsWith("llvm.assume"))
                        .isPresent();
    }
}
