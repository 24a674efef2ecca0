package io.ferrule.ownership;

import io.ferrule.mir.Local;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Span;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a marked type is in a body, by itself or behind a reference.
 *
 * @param at where
 * @param made whether it is made there, out of nothing that owns one or refers to one
 * @param maker the function that makes it; empty where it is built in place
 */
public record Appearance(MirBody body, Span at, boolean made, Optional<MirPath> maker) {

    /** All of them in one body: what is made first, in the order of the dump, then the variables. */
    public static List<Appearance> in(MirBody body, MarkedTypes types) {
        if (!(body.contents() instanceof MirContents.Code code)) {
            return List.of();
        }
        List<Appearance> found = new ArrayList<>();
        BodyTypes local = new BodyTypes(code);
        code.blocks().forEach(block -> {
            block.statements().forEach(statement -> {
                if (statement instanceof Statement.Assign assign && builds(assign, local, types)) {
                    found.add(new Appearance(body, assign.at().span(), true, Optional.empty()));
                }
            });
            if (block.terminator() instanceof Terminator.Call call && makes(call, local, types)) {
                maker(call, local, types)
                        .ifPresent(maker ->
                                found.add(new Appearance(body, call.at().span(), true, maker)));
            }
        });
        for (Local variable : code.locals()) {
            if (types.mentions(variable.type(), Map.of())) {
                found.add(new Appearance(body, variable.at().span(), false, Optional.empty()));
            }
        }
        return List.copyOf(found);
    }

    private static boolean builds(Statement.Assign assign, BodyTypes local, MarkedTypes types) {
        boolean marked = local.of(assign.place()).filter(types::isMarked).isPresent();
        boolean moved = assign.value() instanceof Rvalue.Use use && !(use.operand() instanceof Operand.Constant);
        return marked && !moved;
    }

    /**
     * The function that makes what a call returns: one that it is given, or itself. Empty for a call that is given a
     * closure that makes it, in a body of its own.
     */
    private static Optional<Optional<MirPath>> maker(Terminator.Call call, BodyTypes local, MarkedTypes types) {
        for (Operand argument : call.arguments()) {
            Optional<MirPath> given = BodyIndex.callee(argument).filter(Appearance::isFunction);
            if (given.isPresent()) {
                return Optional.of(given);
            }
            if (local.of(argument).filter(types::isYieldedBy).isPresent()) {
                return Optional.empty();
            }
        }
        return Optional.of(BodyIndex.callee(call.function()));
    }

    /** Whether a path is spelled like one of a function: MIR prints constants the same way. */
    private static boolean isFunction(MirPath path) {
        return path.lastName()
                .filter(name -> Character.isLowerCase(name.charAt(0)))
                .isPresent();
    }

    private static boolean makes(Terminator.Call call, BodyTypes local, MarkedTypes types) {
        return local.of(call.destination()).filter(types::isYield).isPresent()
                && call.arguments().stream()
                        .noneMatch(argument -> local.of(argument)
                                .filter(type -> types.mentions(type, Map.of()))
                                .isPresent());
    }
}
