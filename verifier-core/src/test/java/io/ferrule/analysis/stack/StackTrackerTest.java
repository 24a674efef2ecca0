package io.ferrule.analysis.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferrule.object.CodeRange;
import io.ferrule.object.MachineBlock;
import io.ferrule.object.MachineCall;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.StackStep;
import io.ferrule.object.StackStep.Align;
import io.ferrule.object.StackStep.CompareLimit;
import io.ferrule.object.StackStep.FromFrame;
import io.ferrule.object.StackStep.LoseFrame;
import io.ferrule.object.StackStep.LoseLimit;
import io.ferrule.object.StackStep.Move;
import io.ferrule.object.StackStep.SetFrame;
import io.ferrule.object.StackStep.SetLimit;
import io.ferrule.object.StackStep.Unknown;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stack pointer's way through blocks, each written as its steps and its successors. */
final class StackTrackerTest {

    @Test
    void theLargerBoundCountsWherePathsMeet() {
        MachineFunction function = function(
                block(List.of(1, 2), new Move(8)),
                block(List.of(3), new Move(40)),
                block(List.of(3), new Move(16)),
                block(List.of(), new Move(8)));
        assertThat(deepest(function)).isEqualTo(56);
    }

    @Test
    void theFramePointerBringsTheDepthBack() {
        MachineFunction function = function(
                block(List.of(1), new Move(8), new SetFrame(0), new Move(100), new Align(64)),
                block(List.of(), new FromFrame(0), new Move(-8), new LoseFrame(), new Move(8)));
        assertThat(deepest(function)).isEqualTo(8 + 100 + 63);
        assertThat(StackTracker.track(function, symbol -> false).depthAtEnd()).containsEntry(1, 8L);
    }

    @Test
    void positive_aProbeLoopEndsAtItsLimit() {
        MachineFunction function = function(
                block(List.of(1), new Move(8), new SetLimit(0x8000)),
                block(List.of(1, 2), new Move(0x1000), new CompareLimit()),
                block(List.of(), new Move(24)));
        assertThat(deepest(function)).isEqualTo(8 + 0x8000 + 24);
    }

    @Test
    void negative_aProbeLoopThatMissesItsLimit() {
        MachineFunction function = function(
                block(List.of(1), new Move(8), new SetLimit(0x8001)),
                block(List.of(1, 2), new Move(0x1000), new CompareLimit()),
                block(List.of()));
        assertUntrackable(function, "moves the stack pointer in a loop, at offset 0x1");
    }

    @Test
    void negative_aLoopThatPushes() {
        assertUntrackable(
                function(block(List.of(0, 1), new Move(8)), block(List.of())),
                "moves the stack pointer in a loop, at offset 0x0");
    }

    @Test
    void negative_aFrameOfUnknownSize() {
        assertUntrackable(
                function(block(List.of(), new Unknown())),
                "sets the stack pointer to a value that is not known, in the block at offset 0x0");
        assertUntrackable(
                function(block(List.of(), new SetFrame(0), new LoseFrame(), new FromFrame(0))),
                "sets the stack pointer to a value that is not known, in the block at offset 0x0");
    }

    @Test
    void nothingComesBehindACallThatDoesNotReturn() {
        MachineBlock panics = calling(List.of(1), "panic", false, new Move(8));
        MachineFunction function = function(panics, block(List.of(0)));
        // Once, as a landing pad.
        assertThat(StackTracker.track(function, "panic"::equals).deepest()).isEqualTo(16);
        assertUntrackable(function, "moves the stack pointer in a loop, at offset 0x0");
    }

    /** A conditional jump to what never returns is a way out, and not the only one. */
    @Test
    void negative_aJumpToWhatDoesNotReturn() {
        MachineBlock mayPanic = calling(List.of(1), "panic", true, new Move(48));
        MachineFunction function = function(mayPanic, block(List.of(), new Move(8)));
        assertThat(StackTracker.track(function, "panic"::equals).depthAtEnd()).containsEntry(1, 56L);
    }

    @Test
    void negative_aCallBehindWhichNothingComes() {
        MachineFunction function = function(calling(List.of(), "f", false, new Move(8)));
        assertThat(StackTracker.track(function, "f"::equals).deepest()).isEqualTo(8);
        assertUntrackable(function, "runs on behind its end, after the call at offset 0x0");
    }

    @Test
    void negative_aProbeLoopWhoseLimitIsLost() {
        MachineBlock loop = block(List.of(1, 2), new Move(0x1000), new CompareLimit());
        assertUntrackable(
                function(block(List.of(1), new SetLimit(0x8000), new LoseLimit()), loop, block(List.of())),
                "moves the stack pointer in a loop, at offset 0x1");
        assertUntrackable(
                function(calling(List.of(1), "f", false, new SetLimit(0x8000)), loop, block(List.of())),
                "moves the stack pointer in a loop, at offset 0x1");
    }

    private static MachineBlock calling(List<Integer> successors, String symbol, boolean tail, StackStep... steps) {
        MachineCall call = new MachineCall(0, Optional.of(symbol), tail);
        return new MachineBlock(0, 1, 1, successors, Optional.of(call), List.of(steps), false);
    }

    @Test
    void landingPadsHaveTheStackOfTheFunction() {
        MachineFunction function = function(block(List.of(), new Move(48)), block(List.of(), new Move(8)));
        assertThat(deepest(function)).isEqualTo(56);
    }

    private static void assertUntrackable(MachineFunction function, String reason) {
        assertThatThrownBy(() -> deepest(function))
                .isInstanceOf(StackTracker.UntrackableException.class)
                .hasMessage(reason);
    }

    private static long deepest(MachineFunction function) {
        return StackTracker.track(function, symbol -> false).deepest();
    }

    private static MachineBlock block(List<Integer> successors, StackStep... steps) {
        return new MachineBlock(0, 1, 1, successors, Optional.empty(), List.of(steps), false);
    }

    /** Places the blocks one behind the other, a byte each. */
    private static MachineFunction function(MachineBlock... blocks) {
        List<MachineBlock> placed = java.util.stream.IntStream.range(0, blocks.length)
                .mapToObj(i -> new MachineBlock(
                        i, i + 1, 1, blocks[i].successors(), blocks[i].call(), blocks[i].stack(), blocks[i].padding()))
                .toList();
        return new MachineFunction(List.of("f"), new CodeRange(1, 0, blocks.length), placed, 0, Optional.empty());
    }
}
