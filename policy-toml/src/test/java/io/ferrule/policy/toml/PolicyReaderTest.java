package io.ferrule.policy.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.policy.BodyUse;
import io.ferrule.policy.Callback;
import io.ferrule.policy.CallbackRun;
import io.ferrule.policy.Context;
import io.ferrule.policy.ContractPack;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockAcquisition.Taken;
import io.ferrule.policy.LockKind;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.LockRelease;
import io.ferrule.policy.Place;
import io.ferrule.policy.Policy;
import io.ferrule.policy.Refusal;
import io.ferrule.policy.SleepCondition;
import io.ferrule.policy.toml.PolicyReadResult.Read;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {
    private static final String ENTRY = "[[entry]]\nmatch = \"sym:on_irq\"\ncontext = \"hardirq\"\n";

    @Test
    void theSmallestPolicy() {
        Policy policy = policy(ENTRY);
        assertThat(policy.entries()).hasSize(1);
        assertThat(policy.entries().get(0).context()).isEqualTo(Context.HARDIRQ);
        assertThat(policy.entries().get(0).place()).isEqualTo(new Place("p.toml", 1, 1));
        assertThat(policy.packs()).map(ContractPack::name).containsExactly("llvm", "rust-core", "linux");
        assertThat(policy.requiredRules()).isEmpty();
    }

    @Test
    void theGeneralTables() {
        Policy policy = policy("""
                [policy]
                packs = ["linux"]
                trusted = ["kernel_glue"]
                require = ["lock-leak"]

                [budget]
                stack = 4_096
                instructions = 100_000

                """ + ENTRY + "stack = 512\n");
        assertThat(policy.packs()).map(ContractPack::name).containsExactly("linux");
        assertThat(policy.trustedCrates()).containsExactly("kernel_glue");
        assertThat(policy.budget().instructions()).hasValue(100_000);
        assertThat(policy.entries().get(0).stackBytes()).hasValue(512);
        assertThat(policy.requiredRules()).containsExactly("instruction-budget", "lock-leak", "stack-depth");
    }

    @Test
    void noPacks() {
        assertThat(policy("[policy]\npacks = []\n" + ENTRY).packs()).isEmpty();
    }

    @Test
    void everythingAFunctionCanSay() {
        FunctionContract contract = function("""
                match = "sym:f"
                context = "hardirq"
                sleeps-if = { argument = 1, any-bit = 0x400 }
                acquires = [
                    { lock = "arg0", kind = "spin" },
                    { lock = "global:a_mutex", kind = "mutex", try = true, taken = "zero" },
                ]
                releases = { lock = "arg2", kind = "rw-read" }
                irq = "save"
                bh = "off"
                preempt = "on"
                rcu = "lock"
                callbacks = [
                    { argument = 3, context = "softirq" }, { argument = 4, context = "caller" },
                    { argument = 5, method = 4, context = "caller", once = { lock = "arg0", kind = "mutex" }, panics-unless = 1 },
                ]
                noreturn = true
                instructions = 2_000
                stack = 256
                source = "somewhere.c"
                reason = "someone said so"
                """);
        assertThat(contract.sleepsIf()).contains(new SleepCondition(1, 0x400));
        assertThat(contract.acquires())
                .containsExactly(
                        LockAcquisition.of(new LockReference.Argument(0), LockKind.SPIN),
                        new LockAcquisition(new LockReference.Global("a_mutex"), LockKind.MUTEX, true, Taken.ZERO));
        assertThat(contract.releases())
                .containsExactly(new LockRelease(new LockReference.Argument(2), LockKind.RW_READ));
        assertThat(contract.state().none()).isFalse();
        assertThat(contract.callbacks())
                .containsExactly(
                        Callback.in(Context.SOFTIRQ, 3),
                        Callback.inCaller(4),
                        Callback.inCaller(5)
                                .ofMethod(4)
                                .onceUnder(new LockRelease(new LockReference.Argument(0), LockKind.MUTEX))
                                .panickingUnless(1));
        assertThat(contract.noreturn()).isTrue();
        assertThat(contract.instructions()).isEqualTo(OptionalLong.of(2_000));
        assertThat(contract.stackBytes()).isEqualTo(OptionalLong.of(256));
        assertThat(contract.source()).contains("somewhere.c");
        assertThat(contract.reason()).contains("someone said so");
    }

    @Test
    void whatAFunctionSaysOfCallbacksThatOthersWaitFor() {
        FunctionContract contract = function("""
                match = "sym:f"
                context = "may-sleep"
                awaits = [{ run = "any", kind = "irq-line" }, { run = "arg1", kind = "timer" }]
                callbacks = { argument = 2, context = "process", run = "arg0", kind = "work" }
                """);
        assertThat(contract.awaits())
                .containsExactly(
                        new CallbackRun(Optional.empty(), LockKind.IRQ_LINE),
                        new CallbackRun(Optional.of(new LockReference.Argument(1)), LockKind.TIMER));
        CallbackRun work = new CallbackRun(Optional.of(new LockReference.Argument(0)), LockKind.WORK);
        assertThat(contract.callbacks())
                .containsExactly(Callback.in(Context.PROCESS, 2).during(work));
    }

    @Test
    void whatAFunctionSaysOfGuards() {
        FunctionContract contract = function("""
                match = "sym:f"
                within = "path:k::Lock::try_lock"
                context = "any"
                body = "memory"
                acquires = { lock = "arg1", kind = "mutex", try = true, refused = { at = "*(arg0+16)", bytes = 1, is = 2 } }
                releases = { lock = "*arg2", kind = "mutex" }
                """);
        LockReference.Pointed place = new LockReference.Pointed(0, 16);
        assertThat(contract.within().orElseThrow().text()).isEqualTo("path:k::Lock::try_lock");
        assertThat(contract.body()).isEqualTo(BodyUse.MEMORY);
        assertThat(contract.acquires())
                .containsExactly(new LockAcquisition(
                        new LockReference.Argument(1),
                        LockKind.MUTEX,
                        true,
                        Taken.ALWAYS,
                        Optional.of(new Refusal(place, 1, 2))));
        assertThat(contract.releases())
                .containsExactly(new LockRelease(new LockReference.Pointed(2, 0), LockKind.MUTEX));
    }

    @Test
    void oneTableForSeveralFunctions() {
        Policy policy = policy(ENTRY + "[[function]]\nmatch = [\"sym:a\",\n  \"sym:b_*\"]\ncontext = \"may-sleep\"\n");
        assertThat(policy.functions()).map(f -> f.match().text()).containsExactly("sym:a", "sym:b_*");
        assertThat(policy.functions())
                .map(FunctionContract::place)
                .containsExactly(new Place("p.toml", 5, 10), new Place("p.toml", 6, 3));
        assertThat(policy.functions()).allMatch(FunctionContract::mayBlock);
    }

    @Test
    void aFunctionThatMayBeCalledAnywhere() {
        assertThat(function("match = \"path:k::f\"\ncontext = \"any\"\n").context())
                .isEqualTo(Context.NMI);
    }

    @Test
    void indirect() {
        Policy policy = policy(ENTRY + "[[indirect]]\nfunction = \"path:k::f\"\nreason = \"own table\"\n");
        assertThat(policy.indirects())
                .singleElement()
                .satisfies(i -> assertThat(i.reason()).isEqualTo("own table"));
    }

    private static FunctionContract function(String body) {
        return policy(ENTRY + "[[function]]\n" + body).functions().get(0);
    }

    private static Policy policy(String text) {
        PolicyReadResult result = PolicyReader.read(text, "p.toml");
        assertThat(result).isInstanceOf(Read.class);
        return ((Read) result).policy();
    }
}
