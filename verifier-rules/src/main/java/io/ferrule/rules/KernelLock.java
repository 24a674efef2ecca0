package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.policy.LockContract;
import io.ferrule.program.Names;
import io.ferrule.rule.Concern;
import io.ferrule.rule.LockMatches;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.state.Lock.Same;
import io.ferrule.state.StateEvent.Acquired;
import io.ferrule.verdict.Judgement;
import java.util.List;
import java.util.Optional;

/**
 * No extension takes a lock that the policy says the kernel owns: one that is stopped while it holds it would stop the
 * kernel.
 *
 * <p>Sound because every call that takes a lock is looked at ({@link RuleContext#states}). A lock that is known by a pointer
 * alone may be one in a static that the policy names, and is unproved; locks that contracts name are not passed by pointer.
 */
public final class KernelLock implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "kernel-lock", "FRL0026", "Locks that the policy says the kernel owns are left to the kernel.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        LockMatches owned = LockMatches.of(context, LockContract::kernelOwned);
        return StateJudgements.ofEach(context, (given, root) -> judge(given, root, owned));
    }

    private static Judgement judge(RuleContext context, Root root, LockMatches owned) {
        List<Concern> concerns = Concern.onePerCall(StateJudgements.events(context, root, Acquired.class)
                .filter(event -> owned.match(event.lock()) != Same.NO)
                .map(event -> concern(root, event, owned.match(event.lock()) == Same.YES))
                .toList());
        String obligation = "`" + Names.display(root.symbol()) + "` takes no lock of the kernel";
        String fact = owned.none() ? "the policy names no lock that the kernel owns" : "it takes none of those named";
        return StateJudgements.of(context, root, DESCRIPTOR.name(), obligation, concerns, fact);
    }

    private static Concern concern(Root root, Acquired event, boolean certain) {
        String lock = event.lock().text();
        String message = "`" + Names.display(event.target()) + "` takes " + lock
                + (certain ? ", which the kernel owns" : ", which may be one that the kernel owns");
        return Concern.at(
                root,
                event,
                message,
                "takes " + lock,
                Optional.empty(),
                certain,
                "ask the kernel to do it, by a helper");
    }
}
