package io.ferrule.evidence;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Statement;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.program.Function;
import io.ferrule.program.SourceLocation;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The types of guards whose drop is seen to give something back, in whatever function it was inlined. */
final class Releasing {

    private final Set<List<String>> types = new HashSet<>();

    Releasing(CallGraph calls, Collection<Function> functions, GuardEnds ends, Taking giving) {
        for (Function function : functions) {
            for (CallSite site : calls.sitesIn(function.symbol())) {
                if (giving.at(site)) {
                    ends.typeOf(function.symbol()).ifPresent(types::add);
                    site.targets().forEach(target -> ends.typeOf(target).ifPresent(types::add));
                    calls.program().inlineChainOf(site.instruction()).stream()
                            .map(SourceLocation::function)
                            .forEach(inlined -> ends.typeOf(inlined).ifPresent(types::add));
                }
            }
        }
    }

    /** Whether a type may be one of them; MIR may leave the first segments of its path out. */
    boolean has(MirType type) {
        if (!(type instanceof MirType.Named named)) {
            return false;
        }
        List<String> names = MarkedTypes.names(named.path());
        return types.stream()
                .anyMatch(known -> known.size() >= names.size()
                        && known.subList(known.size() - names.size(), known.size())
                                .equals(names));
    }

    /** Whether a step builds a guard in place that is of such a type. */
    boolean ofBuilt(Meant one) {
        return one.isBuilt()
                && one.code()
                                .blocks()
                                .get(one.step().block())
                                .statements()
                                .get(one.step().index())
                        instanceof Statement.Assign assign
                && new BodyTypes(one.code())
                        .of(assign.place())
                        .filter(this::has)
                        .isPresent();
    }
}
