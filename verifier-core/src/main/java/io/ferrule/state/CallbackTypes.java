package io.ferrule.state;

import io.ferrule.graph.Aliases;
import io.ferrule.policy.LockKind;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.KeywordType;
import java.util.List;

/**
 * Which functions the kernel may call back for an object of some kind, as far as their types tell. A call through a pointer of
 * another type would be undefined behaviour.
 */
final class CallbackTypes {

    private final Program program;
    private final Aliases aliases;

    CallbackTypes(Program program, Aliases aliases) {
        this.program = program;
        this.aliases = aliases;
    }

    /** Whether a function has the type of such a callback; also where nothing is known of it. */
    boolean fit(String symbol, LockKind kind) {
        return program.function(symbol).map(function -> fits(function, kind)).orElse(true);
    }

    private boolean fits(Function function, LockKind kind) {
        boolean answers = kind == LockKind.IRQ_LINE || kind == LockKind.HRTIMER;
        boolean none = function.type().result() instanceof KeywordType keyword
                && keyword.keyword().equals("void");
        List<Type> given = function.type().parameters();
        boolean number = kind == LockKind.IRQ_LINE && given.size() == 2 && given.get(0) instanceof IntegerType;
        return (number || given.size() == 1)
                && mayBePointer(function, given.get(given.size() - 1), kind)
                && answers != none;
    }

    /**
     * Whether that parameter may be a pointer. The data of a tasklet may be a number; and where LLVM makes one of two equal
     * functions an alias of the other, a number of the one stands for a pointer of the other.
     */
    private boolean mayBePointer(Function function, Type type, LockKind kind) {
        return !(type instanceof IntegerType)
                || kind == LockKind.TASKLET
                || program.aliases().keySet().stream()
                        .anyMatch(name -> aliases.follow(name).equals(function.symbol()));
    }
}
