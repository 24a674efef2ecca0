package io.ferrule.program;

import java.util.List;

/** One instruction. Its subtypes group the shapes by what a reader asks first: does it end the block, call, touch memory? */
public sealed interface Instruction permits Terminator, CallInstruction, MemoryInstruction, Computation, ExceptionPad {

    /** Its result, debug location and metadata. */
    Header header();

    /** Which instruction it is. */
    Opcode opcode();

    /** All values that it reads, callee and arguments included, block numbers and types not. */
    List<Value> operands();
}
