package io.ferrule.mir;

/** Where a panic goes on. */
public sealed interface UnwindAction {

    /** Nothing to clean up here: it goes on in the caller. */
    UnwindAction CONTINUE = new Continue();

    /** There is no panic. */
    UnwindAction UNREACHABLE = new Unreachable();

    /** In that block. */
    record Cleanup(int block) implements UnwindAction {}

    /** In the caller. */
    record Continue() implements UnwindAction {}

    /** Nowhere: there is none. */
    record Unreachable() implements UnwindAction {}

    /** The program ends; {@code reason} is {@code abi} or {@code cleanup}. */
    record Terminate(String reason) implements UnwindAction {}
}
