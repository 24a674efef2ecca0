package io.ferrule.ownership;

import io.ferrule.mir.Local;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Terminator;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The bodies that others call or build closures of. What works on values without a size leaves no instruction in LLVM IR,
 * and so no trace of where it was inlined.
 */
public final class MirReach {

    private final BodyIndex index;

    /** What may be reached within a dump. */
    public MirReach(MirProgram mir) {
        this.index = new BodyIndex(mir.bodies());
    }

    /** These bodies and all that they may reach, these first; by where they stand in the dump. */
    public Map<TextRange, MirBody> from(Collection<MirBody> start) {
        Map<TextRange, MirBody> reached = new LinkedHashMap<>();
        Deque<MirBody> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            MirBody body = open.remove();
            if (reached.putIfAbsent(body.range(), body) == null && body.contents() instanceof MirContents.Code code) {
                next(code).filter(other -> !reached.containsKey(other.range())).forEach(open::add);
            }
        }
        return reached;
    }

    private Stream<MirBody> next(MirContents.Code code) {
        Stream<MirBody> called = code.blocks().stream().flatMap(block -> called(block.terminator()));
        Stream<MirBody> built = code.locals().stream()
                .map(Local::type)
                .filter(MirType.Anonymous.class::isInstance)
                .flatMap(type -> index.bodiesOf((MirType.Anonymous) type).stream());
        return Stream.concat(called, built);
    }

    private Stream<MirBody> called(Terminator terminator) {
        if (terminator instanceof Terminator.Call call) {
            return called(call.function(), call.arguments());
        }
        return terminator instanceof Terminator.TailCall call
                ? called(call.function(), call.arguments())
                : Stream.empty();
    }

    private Stream<MirBody> called(Operand function, List<Operand> arguments) {
        Stream<MirBody> callees =
                BodyIndex.callee(function).stream().flatMap(path -> index.candidates(path, arguments.size()).stream());
        Stream<MirPath> handedOn = arguments.stream().flatMap(argument -> BodyIndex.callee(argument).stream());
        return Stream.concat(callees, handedOn.flatMap(path -> index.named(path).stream()));
    }
}
