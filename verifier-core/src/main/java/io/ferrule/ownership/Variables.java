package io.ferrule.ownership;

import io.ferrule.mir.DebugVariable;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.Terminator;
import java.util.Comparator;
import java.util.Optional;

/** What the source calls the results of calls. */
public final class Variables {

    private Variables() {}

    /** The variable that gets the result of the innermost call around a place of the source, if some does. */
    public static Optional<String> resultAt(MirBody body, int line, int column) {
        return body.contents() instanceof MirContents.Code code
                ? code.calls()
                        .filter(call -> call.at().span().has(line, column))
                        .min(Comparator.comparingInt(call -> call.at().span().length()))
                        .flatMap(call -> of(body, code, call))
                : Optional.empty();
    }

    /** The variable that gets the result of that call, if some does. */
    public static Optional<String> of(MirBody body, MirContents.Code code, Terminator.Call call) {
        int result = call.destination().local();
        Sources sources = new Sources(body, code);
        return code.debugVariables().stream()
                .filter(variable -> variable.value() instanceof DebugVariable.InPlace kept
                        && kept.place().projections().isEmpty()
                        && sources.movedFrom(kept.place().local()).contains(result))
                .map(DebugVariable::name)
                .findFirst();
    }

    /** The variable that is that local, or that its value was moved out of. */
    public static Optional<String> movedInto(MirBody body, MirContents.Code code, int local) {
        return new Sources(body, code)
                .movedFrom(local).stream()
                        .flatMap(number -> code.debugVariables().stream()
                                .filter(variable -> variable.value() instanceof DebugVariable.InPlace kept
                                        && kept.place().local() == number
                                        && kept.place().projections().isEmpty())
                                .map(DebugVariable::name))
                        .findFirst();
    }
}
