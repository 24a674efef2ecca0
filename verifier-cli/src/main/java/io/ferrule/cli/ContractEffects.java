package io.ferrule.cli;

import io.ferrule.policy.Callback;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.ResourceEffects;
import io.ferrule.policy.StateEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A contract in a few words, the same that policies use. */
final class ContractEffects {

    private ContractEffects() {}

    static String context(FunctionContract contract) {
        return contract.context().maySleep() ? "may-sleep" : contract.context().text();
    }

    static String of(FunctionContract contract) {
        List<String> words = new ArrayList<>();
        contract.sleepsIf()
                .ifPresent(condition -> words.add(
                        "sleeps if arg" + condition.argument() + " & 0x" + Long.toHexString(condition.anyBit())));
        contract.acquires().forEach(lock -> words.add(acquires(lock)));
        contract.releases()
                .forEach(lock -> words.add(
                        "releases " + lock.kind().text() + " " + lock.lock().text()));
        contract.awaits().forEach(run -> words.add("waits for " + run.kind().text() + " " + run.text()));
        resources(words, contract.resources());
        state(words, contract.state());
        contract.callbacks().forEach(callback -> words.add(calls(callback)));
        if (contract.noreturn()) {
            words.add("never returns");
        }
        contract.instructions().ifPresent(most -> words.add("at most " + most + " instructions"));
        contract.stackBytes().ifPresent(most -> words.add("at most " + most + " bytes of stack"));
        return words.isEmpty() ? "-" : String.join(", ", words);
    }

    private static String acquires(LockAcquisition acquisition) {
        if (acquisition.taken() == LockAcquisition.Taken.NEVER) {
            return "waits for " + acquisition.kind().text() + " "
                    + acquisition.lock().text();
        }
        String taken = acquisition.taken() == LockAcquisition.Taken.ALWAYS ? "" : taken(acquisition.taken());
        return (acquisition.tries() ? "tries " : "acquires ")
                + acquisition.kind().text() + " " + acquisition.lock().text() + taken
                + acquisition
                        .refused()
                        .map(refused -> " unless " + refused.at().text() + " is " + refused.number())
                        .orElse("");
    }

    private static void resources(List<String> words, ResourceEffects resources) {
        resources
                .acquires()
                .forEach(one -> words.add(
                        "hands out " + one.resource() + " at " + one.handle().text()
                                + (one.taken() == LockAcquisition.Taken.ALWAYS ? "" : taken(one.taken()))));
        resources.releases().forEach(one -> words.add("takes back " + one.resource() + " at arg" + one.argument()));
    }

    private static String taken(LockAcquisition.Taken taken) {
        String result = taken == LockAcquisition.Taken.STATUS ? "zero, and not below it" : taken.text();
        return " if the result is " + result;
    }

    private static void state(List<String> words, StateEffects state) {
        state.irq().ifPresent(effect -> words.add("irq " + word(effect)));
        state.bh().ifPresent(effect -> words.add("bh " + word(effect)));
        state.preempt().ifPresent(effect -> words.add("preempt " + word(effect)));
        state.rcu().ifPresent(effect -> words.add("rcu " + word(effect)));
    }

    private static String calls(Callback callback) {
        String what =
                callback.method().isPresent() ? "slot " + callback.method().getAsInt() + " of the vtable arg" : "arg";
        String once = callback.once()
                .map(lock -> " once, holding " + lock.kind().text() + " "
                        + lock.lock().text())
                .orElse("");
        String panics = callback.panicsUnless().isPresent()
                ? ", panics where that did, unless arg"
                        + callback.panicsUnless().getAsInt()
                : "";
        String run = callback.run()
                .map(lasting -> " for " + lasting.kind().text() + " " + lasting.text())
                .orElse("");
        return "calls " + what + callback.argument() + run + once + panics
                + callback.context().map(context -> " in " + context.text()).orElse("");
    }

    private static String word(Enum<?> effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }
}
