package io.ferrule.analysis;

import io.ferrule.graph.CallSite;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import java.util.Optional;

/**
 * The contracts of calls: that of the function that is called, or one that speaks of just such calls. What a call is written in
 * is told by debug information, wherever the function was inlined that it stands in; without any it is the function that has it.
 */
public record SiteContracts(Program program, Bound policy) {

    /** The contract of that call where it goes to that function. */
    public Optional<FunctionContract> of(CallSite site, String target) {
        return within(site, target).or(() -> policy.contractOf(target));
    }

    /** That of {@link #of} which speaks of such calls alone. */
    public Optional<FunctionContract> within(CallSite site, String target) {
        return policy.within().containsKey(target)
                ? policy.contractWithin(program.writtenIn(site.instruction()).orElse(site.caller()), target)
                : Optional.empty();
    }
}
