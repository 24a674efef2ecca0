package io.ferrule.evidence;

import io.ferrule.evidence.TokenFlow.Generic;
import io.ferrule.evidence.TokenUse.Kind;
import io.ferrule.graph.CallGraph;
import io.ferrule.join.Join;
import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Span;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.policy.TokenContract;
import io.ferrule.program.Function;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The instructions at which a section has to be open because a token lives in it: those of the calls that make one or use
 * one, and all calls between, since one that closes the section is followed by one that opens another, which is none that the
 * token was made in.
 *
 * <p>What such a call leads to may close the section and open another one before it comes back, though the token is nowhere
 * in it ({@link Meanwhile}).
 *
 * <p>A use that left no instruction executes nothing. A call that LLVM made one of several may be any of the body's.
 */
public final class TokenUses {

    private final List<TokenUse> all;

    private TokenUses(List<TokenUse> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Those of a program, of the tokens that live in a section.
     *
     * @param contracted whether a contract stands for the body of a function
     */
    public static TokenUses of(
            CallGraph calls, Join join, MirProgram mir, List<TokenContract> tokens, Predicate<String> contracted) {
        List<TokenUse> found = new ArrayList<>();
        for (TokenContract token : tokens) {
            if (token.within().isPresent()) {
                Meanwhile meanwhile = new Meanwhile(calls, contracted);
                find(calls, join, mir, token, meanwhile, found);
                found.addAll(meanwhile.uses(token));
            }
        }
        return new TokenUses(found);
    }

    /** All of them, in the order of the tokens and of the program. */
    public List<TokenUse> all() {
        return all;
    }

    /**
     * A body with what it does with tokens.
     *
     * @param generic what it does in a function that was made for certain types
     */
    private record Known(String path, BodySteps steps, TokenFlow flow, TokenFlow generic, Code code) {

        TokenFlow in(String function) {
            return Makers.isGeneric(function) ? generic : flow;
        }
    }

    private static void find(
            CallGraph calls,
            Join join,
            MirProgram mir,
            TokenContract token,
            Meanwhile meanwhile,
            List<TokenUse> found) {
        MarkedTypes types = MarkedTypes.of(mir, List.of(token.type()));
        Makers makers = new Makers(mir, types, join);
        Optional<Generic> open = Optional.of(new Generic(makers, isHandedOn(mir, types, makers)));
        Map<TextRange, Known> known = new HashMap<>();
        for (MirBody body : mir.bodies()) {
            if (body.kind() == ItemKind.FUNCTION && body.contents() instanceof Code code) {
                TokenFlow flow = TokenFlow.of(body, code, types, Optional.empty());
                TokenFlow generic = TokenFlow.of(body, code, types, open);
                if (!generic.used().isEmpty()) {
                    known.put(body.range(), new Known(name(body.path()), new BodySteps(code), flow, generic, code));
                }
            }
        }
        Traces traces = new Traces(calls, join, body -> known.containsKey(body.range()));
        for (Function function : calls.program().functions().values()) {
            if (!known.isEmpty() && !function.isDeclaration()) {
                traces.in(function).forEach((instance, all) -> {
                    Known body = known.get(instance.body());
                    if (body != null) {
                        all.forEach(trace -> add(token, function.symbol(), body, trace, meanwhile, found));
                    }
                });
            }
        }
    }

    /** Whether a function or a closure that returns a token is given to another function. */
    private static boolean isHandedOn(MirProgram mir, MarkedTypes types, Makers makers) {
        return mir.bodies().stream()
                .filter(body -> body.contents() instanceof Code)
                .map(body -> (Code) body.contents())
                .anyMatch(code -> code.calls()
                        .flatMap(call -> makers.given(call, new BodyTypes(code)).stream())
                        .anyMatch(type -> type instanceof MirType.FunctionItem item
                                ? Makers.returns(item, result -> types.mentions(result, Map.of()))
                                : types.isYieldedBy(type)));
    }

    private static void add(
            TokenContract token, String function, Known body, Trace trace, Meanwhile meanwhile, List<TokenUse> found) {
        if (!trace.isOfCallee()) {
            return;
        }
        Optional<Kind> kind = kind(body, trace);
        if (kind.isPresent()) {
            Set<Step> calls = trace.isMerged() ? Set.of() : body.steps().callsAt(trace.place());
            Span at = calls.stream()
                    .findFirst()
                    .map(step -> span(body.code(), step))
                    .orElseGet(() -> Span.of(trace.place()));
            found.add(
                    new TokenUse(token, function, trace.instruction(), body.path(), at, kind.get(), !trace.isMerged()));
            trace.site().ifPresent(meanwhile::add);
        }
    }

    private static Optional<Kind> kind(Known body, Trace trace) {
        TokenFlow flow = body.in(trace.place().function());
        if (flow.used().isEmpty()) {
            return Optional.empty();
        }
        if (trace.isMerged()) {
            return trace.site().map(site -> Kind.USES);
        }
        Set<Step> calls = body.steps().callsAt(trace.place());
        if (!calls.isEmpty() && flow.used().containsAll(calls)) {
            return Optional.of(Kind.USES);
        }
        Set<Step> steps = body.steps().at(trace.place());
        boolean between = !steps.isEmpty() && flow.within().containsAll(steps);
        return trace.site().filter(site -> between).map(site -> Kind.BETWEEN);
    }

    private static Span span(Code code, Step step) {
        BasicBlock block = code.blocks().get(step.block());
        return block.terminator().at().span();
    }

    /** The path without places, which change with every line above. */
    private static String name(MirPath path) {
        return path.segments().stream()
                .filter(segment -> !(segment instanceof PathSegment.ImplAt))
                .map(segment -> new MirPath(List.of(segment)).toString())
                .collect(Collectors.joining("::"));
    }
}
