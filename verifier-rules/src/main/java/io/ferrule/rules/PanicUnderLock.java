package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.policy.Context;
import io.ferrule.program.Names;
import io.ferrule.rule.Concern;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.state.HeldLock;
import io.ferrule.state.StateEvent.Panicked;
import io.ferrule.verdict.Judgement;
import java.util.List;
import java.util.Optional;

/**
 * No panic begins while a lock is held: whoever stops a program that panics cannot give its locks back.
 *
 * <p>Sound because a panic is a call of a function of the standard library that never returns, or of one that a contract
 * says never to return, and every call is looked at in every state in which a path may come to it
 * ({@link RuleContext#states}).
 */
public final class PanicUnderLock implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "panic-under-lock", "FRL0027", "Nothing panics while it holds a lock or a section is open.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return StateJudgements.ofEach(context, PanicUnderLock::judge);
    }

    private static Judgement judge(RuleContext context, Root root) {
        List<Concern> concerns = Concern.onePerCall(StateJudgements.events(context, root, Panicked.class)
                .filter(event -> event.state().owesInPanic())
                .map(event -> concern(root, event))
                .toList());
        String obligation = "`" + Names.display(root.symbol()) + "` never panics with a lock held";
        return StateJudgements.of(
                context, root, DESCRIPTOR.name(), obligation, concerns, "no panic can begin where a lock is held");
    }

    private static Concern concern(Root root, Panicked event) {
        Optional<HeldLock> last = event.state().held().stream().reduce((first, second) -> second);
        String what = last.map(held -> held.lock().text() + " is held")
                .orElseGet(() -> String.join(" and ", event.state().reasons(Context.PROCESS)));
        String message =
                "`" + Names.display(event.target()) + "` may be called while " + what + ", and nobody would undo that";
        return Concern.at(
                root,
                event,
                message,
                "panics",
                last,
                true,
                "check before the lock is taken, or use what does not panic (`get`, `checked_add`, `wrapping_add`)");
    }
}
