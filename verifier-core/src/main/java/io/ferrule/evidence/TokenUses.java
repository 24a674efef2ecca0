package io.ferrule.evidence;

import io.ferrule.graph.CallGraph;
import io.ferrule.join.Join;
import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Span;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.policy.TokenContract;
import io.ferrule.program.Function;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The instructions at which a section has to be open because a token lives in it: those of the calls that make one or use
 * one, and all calls between, since one that closes the section is followed by one that opens another, which is none that the
 * token was made in.
 *
 * <p>A use that left no instruction executes nothing. A call that LLVM made one of several may be any of the body's.
 */
public final class TokenUses {

    private final List<TokenUse> all;

    private TokenUses(List<TokenUse> all) {
        this.all = List.copyOf(all);
    }

    /** Those of a program, of the tokens that live in a section. */
    public static TokenUses of(CallGraph calls, Join join, MirProgram mir, List<TokenContract> tokens) {
        List<TokenUse> found = new ArrayList<>();
        for (TokenContract token : tokens) {
            if (token.within().isPresent()) {
                find(calls, join, mir, token, found);
            }
        }
        return new TokenUses(found);
    }

    /** All of them, in the order of the tokens and of the program. */
    public List<TokenUse> all() {
        return all;
    }

    /** A body with what it does with tokens. */
    private record Known(String path, BodySteps steps, TokenFlow flow, Code code) {}

    private static void find(CallGraph calls, Join join, MirProgram mir, TokenContract token, List<TokenUse> found) {
        MarkedTypes types = MarkedTypes.of(mir, List.of(token.type()));
        Map<TextRange, Known> known = new HashMap<>();
        for (MirBody body : mir.bodies()) {
            if (body.kind() == ItemKind.FUNCTION && body.contents() instanceof Code code) {
                TokenFlow flow = TokenFlow.of(body, code, types);
                if (!flow.used().isEmpty()) {
                    known.put(body.range(), new Known(name(body.path()), new BodySteps(code), flow, code));
                }
            }
        }
        Traces traces = new Traces(calls, join, body -> known.containsKey(body.range()));
        for (Function function : calls.program().functions().values()) {
            if (!known.isEmpty() && !function.isDeclaration()) {
                traces.in(function).forEach((instance, all) -> {
                    Known body = known.get(instance.body());
                    if (body != null) {
                        all.forEach(trace -> add(token, function.symbol(), body, trace, found));
                    }
                });
            }
        }
    }

    private static void add(TokenContract token, String function, Known body, Trace trace, List<TokenUse> found) {
        if (!trace.isOfCallee()) {
            return;
        }
        if (trace.isMerged()) {
            if (trace.site().isPresent()) {
                found.add(new TokenUse(
                        token, function, trace.instruction(), body.path(), Span.of(trace.place()), true, false));
            }
            return;
        }
        Set<Step> calls = body.steps().callsAt(trace.place());
        boolean uses = !calls.isEmpty() && body.flow().used().containsAll(calls);
        boolean between = trace.site().isPresent()
                && body.flow().within().containsAll(body.steps().at(trace.place()))
                && !body.steps().at(trace.place()).isEmpty();
        if (uses || between) {
            Span at = calls.stream()
                    .findFirst()
                    .map(step -> span(body.code(), step))
                    .orElseGet(() -> Span.of(trace.place()));
            found.add(new TokenUse(token, function, trace.instruction(), body.path(), at, uses, true));
        }
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
