package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser.OperandContext;
import io.ferrule.grammar.RustMirParser.RvalueContext;
import io.ferrule.grammar.RustMirParser.StatementContentContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.AssertMessage;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import io.ferrule.mir.SourceInfo;
import io.ferrule.mir.Terminator;
import io.ferrule.mir.UnwindAction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds the steps that end blocks. */
final class TerminatorBuilder {

    private static final String RETURN = "return";

    private final Builders builders;
    private final AsmBuilder assembly;

    TerminatorBuilder(Builders builders) {
        this.builders = builders;
        this.assembly = new AsmBuilder(builders);
    }

    /** Whether the statement ends its block. */
    static boolean isTerminator(StatementContentContext context) {
        if (context.target != null) {
            return context.source.edges != null;
        }
        return switch (context.kind.getType()) {
            case RustMirLexer.RETURN,
                    RustMirLexer.RESUME,
                    RustMirLexer.UNREACHABLE,
                    RustMirLexer.COROUTINE_DROP,
                    RustMirLexer.TERMINATE,
                    RustMirLexer.GOTO,
                    RustMirLexer.FALSE_EDGE,
                    RustMirLexer.FALSE_UNWIND,
                    RustMirLexer.SWITCH_INT,
                    RustMirLexer.DROP,
                    RustMirLexer.ASSERT,
                    RustMirLexer.TAIL_CALL,
                    RustMirLexer.ASM -> true;
            default -> false;
        };
    }

    Terminator terminator(StatementContentContext context, SourceInfo at) {
        if (context.target != null) {
            return assigning(context, at);
        }
        Targets targets = new Targets(context, context.edges);
        Terminator terminator = terminator(context, targets, at);
        targets.demandNoMore();
        return terminator;
    }

    private Terminator terminator(StatementContentContext context, Targets targets, SourceInfo at) {
        return switch (context.kind.getType()) {
            case RustMirLexer.RETURN -> new Terminator.Return(at);
            case RustMirLexer.RESUME -> new Terminator.Resume(at);
            case RustMirLexer.UNREACHABLE -> new Terminator.Unreachable(at);
            case RustMirLexer.COROUTINE_DROP -> new Terminator.CoroutineDrop(at);
            case RustMirLexer.TERMINATE -> new Terminator.Terminate(builders.text(context.reason.getStart()), at);
            case RustMirLexer.GOTO -> new Terminator.Goto(only(context, targets), at);
            case RustMirLexer.FALSE_EDGE ->
                new Terminator.FalseEdge(targets.demand("real"), targets.demand("imaginary"), at);
            case RustMirLexer.FALSE_UNWIND -> new Terminator.FalseUnwind(targets.demand("real"), targets.unwind(), at);
            case RustMirLexer.SWITCH_INT -> switchInt(context, targets, at);
            case RustMirLexer.DROP -> drop(context, targets, at);
            case RustMirLexer.ASSERT -> assertion(context, targets, at);
            case RustMirLexer.TAIL_CALL -> tailCall(context, at);
            default -> assembly.inlineAsm(context, targets, at);
        };
    }

    private static int only(StatementContentContext context, Targets targets) {
        return targets.single().orElseThrow(() -> new UnreadableException(context, "it leads to one block"));
    }

    private Terminator switchInt(StatementContentContext context, Targets targets, SourceInfo at) {
        OptionalInt only = targets.single();
        int otherwise = only.isPresent() ? only.getAsInt() : targets.demand("otherwise");
        List<Terminator.Case> cases = targets.cases().stream()
                .map(edge -> new Terminator.Case(edge.value(), edge.block()))
                .toList();
        return new Terminator.SwitchInt(builders.operands().operand(context.operands.get(0)), cases, otherwise, at);
    }

    private Terminator drop(StatementContentContext context, Targets targets, SourceInfo at) {
        Place place = builders.places().place(context.operated);
        Optional<Operand> poll = Optional.ofNullable(context.poll).map(builders.operands()::operand);
        return new Terminator.Drop(place, poll, targets.demand(RETURN), targets.unwind(), targets.take("drop"), at);
    }

    private Terminator assertion(StatementContentContext context, Targets targets, SourceInfo at) {
        String quoted = context.message.getText();
        String text = quoted.substring(1, quoted.length() - 1);
        AssertMessage message = AssertMessage.of(text)
                .orElseThrow(() -> new UnreadableException(context.message, "unknown message `" + text + "`"));
        List<Operand> arguments = operands(context.operands);
        if (arguments.size() != message.arguments()) {
            throw new UnreadableException(context.message, "this message wants " + message.arguments() + " values");
        }
        return new Terminator.Assert(
                builders.operands().operand(context.condition),
                context.negated == null,
                message,
                arguments,
                targets.demand("success"),
                targets.unwind(),
                at);
    }

    private List<Operand> operands(List<OperandContext> contexts) {
        return contexts.stream().map(builders.operands()::operand).toList();
    }

    private Terminator tailCall(StatementContentContext context, SourceInfo at) {
        RvalueContext call = context.source;
        if (call.edges != null) {
            throw new UnreadableException(call, "a tail call does not come back");
        }
        return new Terminator.TailCall(function(call), arguments(call), at);
    }

    /** A call, or the suspension of a coroutine: it writes a place and goes on in another block. */
    private Terminator assigning(StatementContentContext context, SourceInfo at) {
        RvalueContext source = context.source;
        Place target = builders.places().place(context.target);
        Targets targets = new Targets(context, source.edges);
        Terminator terminator;
        if (source.yielded != null) {
            OptionalInt only = targets.single();
            terminator = new Terminator.Yield(
                    target,
                    builders.operands().operand(source.arguments.get(0)),
                    only.isPresent() ? only.getAsInt() : targets.demand("resume"),
                    targets.take("drop"),
                    at);
        } else {
            OptionalInt back = targets.take(RETURN);
            UnwindAction unwind = targets.unwind();
            terminator = new Terminator.Call(target, function(source), arguments(source), back, unwind, at);
        }
        targets.demandNoMore();
        return terminator;
    }

    private Operand function(RvalueContext call) {
        if (call.source != null && call.open != null) {
            return builders.operands().operand(call.source);
        }
        if (call.constant != null && call.constant.operation == null && call.constant.content.open != null) {
            return new Operand.Constant(new MirConstant.Item(builders.paths().path(call.constant.content.item)));
        }
        throw new UnreadableException(call, "this is no call");
    }

    private List<Operand> arguments(RvalueContext call) {
        if (call.source != null) {
            return builders.operands().operands(call.arguments);
        }
        return call.constant.content.arguments.stream()
                .map(builders.operands()::operand)
                .toList();
    }
}
