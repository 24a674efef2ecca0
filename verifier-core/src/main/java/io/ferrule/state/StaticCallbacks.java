package io.ferrule.state;

import io.ferrule.graph.Aliases;
import io.ferrule.graph.ConstantSymbols;
import io.ferrule.graph.InitializerLayout;
import io.ferrule.graph.Offsets;
import io.ferrule.policy.LockKind;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Program;
import io.ferrule.program.Value;
import io.ferrule.state.Base.Global;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Functions that lie in a static of their own: a work or a timer that is set up when it is compiled, as by {@code DECLARE_WORK}.
 * Where the kernel looks for the function in such an object, it is the object's.
 */
final class StaticCallbacks {

    /** Where the function lies in a {@code work_struct}, a {@code timer_list} and a {@code tasklet_struct} of 64 bits. */
    private static final long USUAL = 24;

    /** Where it lies in an {@code hrtimer}: behind the node of the queue and the soft expiry. */
    private static final long HRTIMER = 40;

    private final Program program;
    private final Aliases aliases;

    StaticCallbacks(Program program, Aliases aliases) {
        this.program = program;
        this.aliases = aliases;
    }

    /** The function of that object; empty where it lies in no static, or the static does not tell. */
    Optional<String> functionOf(Lock object, LockKind kind) {
        if (kind == LockKind.IRQ_LINE || !(object.address().base() instanceof Global global)) {
            return Optional.empty();
        }
        long at = object.address().offset() + (kind == LockKind.HRTIMER ? HRTIMER : USUAL);
        return Optional.ofNullable(program.globals().get(global.symbol()))
                .filter(GlobalVariable::isLocal)
                .flatMap(variable -> InitializerLayout.of(program, variable))
                .flatMap(layout -> function(layout.pointersAt(Offsets.only(at))));
    }

    private Optional<String> function(List<Value> found) {
        Set<String> symbols = found.size() == 1 ? ConstantSymbols.in(found.get(0)) : Set.of();
        return symbols.size() == 1
                ? aliases.resolve(symbols.iterator().next()).filter(program.functions()::containsKey)
                : Optional.empty();
    }
}
