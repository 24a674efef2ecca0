package io.ferrule.elf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.object.MachineBlock;
import io.ferrule.object.MachineCall;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.StackStep;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The blocks of functions that rustc made, against {@code objdump -d} of the same object. */
final class X86FunctionTest {

    @Test
    void aLoopAndACallInTheCold() {
        MachineFunction scale = Samples.function("scale");
        assertThat(scale.instructions()).isEqualTo(16);
        assertThat(scale.blocks()).extracting(MachineBlock::instructions).containsExactly(2, 6, 2, 2, 4);
        assertThat(scale.blocks())
                .extracting(MachineBlock::successors)
                .containsExactly(List.of(1), List.of(1, 2), List.of(3, 4), List.of(), List.of());
        assertThat(scale.blocks().get(4).stack()).containsExactly(new StackStep.Move(8));
        assertThat(called(scale)).containsExactly("panic_bounds_check");
        assertThat(scale.leafArea()).isZero();
    }

    @Test
    void aSwitchThroughATable() {
        MachineFunction classify = Samples.function("classify");
        assertThat(classify.blocks().get(1).successors()).hasSize(6);
        assertThat(classify.blocks().get(1).call()).isEmpty();
        assertThat(called(classify)).containsExactly("scale", "panic_const_add_overflow", "scale");
    }

    @Test
    void aTailCallThroughAPointer() {
        MachineFunction passOn = Samples.function("pass_on");
        assertThat(passOn.blocks()).hasSize(1);
        assertThat(passOn.blocks().get(0).call()).contains(new MachineCall(5, Optional.empty(), true));
    }

    @Test
    void aLargeFrame() {
        MachineFunction sum = Samples.function("sum");
        long depth = sum.blocks().get(0).stack().stream()
                .mapToLong(step -> ((StackStep.Move) step).bytes())
                .sum();
        assertThat(depth).isEqualTo(16024);
    }

    private static List<String> called(MachineFunction function) {
        return function.blocks().stream()
                .flatMap(block -> block.call().stream())
                .flatMap(call -> call.target().stream())
                .map(symbol -> symbol.replaceAll(".*[0-9]", ""))
                .toList();
    }
}
