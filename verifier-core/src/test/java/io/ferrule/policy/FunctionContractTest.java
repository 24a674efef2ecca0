package io.ferrule.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferrule.policy.StateEffects.Irq;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionContractTest {
    private static final Pattern NAME = Pattern.symbol("f");
    private static final LockReference FIRST = new LockReference.Argument(0);

    @ParameterizedTest
    @EnumSource(Context.class)
    void onlyAFunctionOfProcessContextBlocks(Context context) {
        FunctionContract contract = FunctionContract.builder(context).build(NAME);
        assertThat(contract.mayBlock()).isEqualTo(context == Context.PROCESS);
        assertThat(contract.contextFor(OptionalLong.empty())).isEqualTo(context);
    }

    @Test
    void anAllocatorSleepsOnlyIfItsFlagsSaySo() {
        FunctionContract contract = FunctionContract.builder(Context.HARDIRQ)
                .sleepsIf(new SleepCondition(1, 0x400))
                .build(NAME);
        assertThat(contract.mayBlock()).isTrue();
        assertThat(contract.contextFor(OptionalLong.of(0x820))).isEqualTo(Context.HARDIRQ);
        assertThat(contract.contextFor(OptionalLong.of(0xcc0))).isEqualTo(Context.PROCESS);
        assertThat(contract.contextFor(OptionalLong.empty())).isEqualTo(Context.PROCESS);
    }

    @ParameterizedTest
    @EnumSource(LockKind.class)
    void onlyASpinningLockEntersAtomic(LockKind kind) {
        FunctionContract contract = FunctionContract.builder(Context.HARDIRQ)
                .acquires(LockAcquisition.of(FIRST, kind))
                .build(NAME);
        assertThat(contract.entersAtomic()).isEqualTo(kind.spinning());
        assertThat(kind.spinning() && kind.maySleep()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Irq.class)
    void interruptsOffEntersAtomic(Irq irq) {
        StateEffects effects = new StateEffects(Optional.of(irq), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(effects.entersAtomic()).isEqualTo(irq == Irq.OFF || irq == Irq.SAVE);
    }

    @Test
    void contextsAreOrdered() {
        assertThat(Context.PROCESS.within(Context.SOFTIRQ)).isTrue();
        assertThat(Context.HARDIRQ.within(Context.SOFTIRQ)).isFalse();
        assertThat(Context.PROCESS.and(Context.RCU_READ)).isEqualTo(Context.RCU_READ);
        assertThat(List.of("may-sleep", "process", "any", "nmi"))
                .map(Context::of)
                .containsExactly(
                        Optional.of(Context.PROCESS),
                        Optional.of(Context.PROCESS),
                        Optional.of(Context.NMI),
                        Optional.of(Context.NMI));
        assertThat(Context.of("irq")).isEmpty();
    }

    @Test
    void lockReferences() {
        assertThat(LockReference.of("arg31")).contains(new LockReference.Argument(31));
        assertThat(LockReference.of("global:rtnl_mutex")).contains(new LockReference.Global("rtnl_mutex"));
        assertThat(List.of("arg32", "arg", "arg-1", "arg00", "global:", "0"))
                .allSatisfy(text -> assertThat(LockReference.of(text)).isEmpty());
    }

    @Test
    void numbersAreChecked() {
        assertThatThrownBy(() -> new SleepCondition(0, 0)).hasMessage("a mask of no bits never holds");
        assertThatThrownBy(() -> new SleepCondition(32, 1)).hasMessage("argument must be 0 to 31");
        assertThatThrownBy(() -> new Budget(OptionalLong.of(0), OptionalLong.empty()))
                .hasMessage("stack must be at least 1, is 0");
    }
}
