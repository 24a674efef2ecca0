package io.ferrule.elf;

import io.ferrule.object.Machine;
import java.util.ArrayDeque;
import java.util.Deque;

/** Executes the instructions of call frame information (DWARF 5, 6.4.2); used once. */
final class CallFrameProgram {
    private final DwarfCursor cursor;
    private final Machine machine;
    private final Deque<Rules> remembered = new ArrayDeque<>();
    private Rules rules;

    private CallFrameProgram(DwarfCursor cursor, Rules start, Machine machine) {
        this.cursor = cursor;
        this.machine = machine;
        this.rules = start;
    }

    /**
     * What is said of some place in a function.
     *
     * @param factor by which offsets are multiplied
     * @param encoding of pointers
     * @param register from which the canonical frame address counts; negative where an expression tells
     * @param offset how far above that register it lies
     * @param deepest bytes between it and the stack pointer, or a saved register, at most so far; what a call puts on the
     *     stack excluded
     */
    record Rules(long factor, int encoding, long register, long offset, long deepest) {
        static Rules none(long factor, int encoding) {
            return new Rules(factor, encoding, -1, 0, 0);
        }

        Rules at(long newRegister, long newOffset) {
            return new Rules(factor, encoding, newRegister, newOffset, deepest);
        }

        Rules reaching(long bytes) {
            return bytes > deepest ? new Rules(factor, encoding, register, offset, bytes) : this;
        }
    }

    /** The rules behind the last instruction. */
    static Rules run(DwarfCursor cursor, Rules start, Machine machine) {
        CallFrameProgram program = new CallFrameProgram(cursor, start, machine);
        while (cursor.hasMore()) {
            program.step();
        }
        return program.rules;
    }

    private void step() {
        int opcode = cursor.u8();
        switch (opcode >> 6) {
            case 1, 3 -> {} // advance_loc, restore
            case 2 -> saved(cursor.unsigned());
            default -> extended(opcode);
        }
    }

    private void extended(int opcode) {
        switch (opcode) {
            case 0x00, 0x2d -> {} // nop, AARCH64_negate_ra_state
            case 0x01 -> cursor.skip(DwarfCursor.size(rules.encoding())); // set_loc
            case 0x02 -> cursor.skip(1); // advance_loc1
            case 0x03 -> cursor.skip(2);
            case 0x04 -> cursor.skip(4);
            case 0x1d -> cursor.skip(8);
            case 0x05 -> { // offset_extended
                cursor.unsigned();
                saved(cursor.unsigned());
            }
            case 0x11 -> { // offset_extended_sf
                cursor.unsigned();
                saved(cursor.signed());
            }
            case 0x2f -> { // GNU_negative_offset_extended
                cursor.unsigned();
                saved(-cursor.unsigned());
            }
            case 0x06, 0x07, 0x08, 0x2e -> cursor.unsigned(); // restore_extended, undefined, same_value, GNU_args_size
            case 0x09, 0x14 -> { // register, val_offset
                cursor.unsigned();
                cursor.unsigned();
            }
            case 0x15 -> { // val_offset_sf
                cursor.unsigned();
                cursor.signed();
            }
            case 0x0a -> remembered.push(rules); // remember_state
            case 0x0b -> restore();
            case 0x0c -> at(cursor.unsigned(), cursor.unsigned()); // def_cfa
            case 0x0d -> at(cursor.unsigned(), rules.offset()); // def_cfa_register
            case 0x0e -> at(rules.register(), cursor.unsigned()); // def_cfa_offset
            case 0x12 -> at(cursor.unsigned(), factored(cursor.signed())); // def_cfa_sf
            case 0x13 -> at(rules.register(), factored(cursor.signed())); // def_cfa_offset_sf
            case 0x0f -> { // def_cfa_expression
                cursor.skip(cursor.unsigned());
                at(-1, 0);
            }
            case 0x10, 0x16 -> { // expression, val_expression
                cursor.unsigned();
                cursor.skip(cursor.unsigned());
            }
            default ->
                throw cursor.malformed(
                        "an unknown instruction 0x" + Integer.toHexString(opcode) + " in call frame information");
        }
    }

    private void restore() {
        if (remembered.isEmpty()) {
            throw cursor.malformed("call frame information restores what it never remembered");
        }
        Rules old = remembered.pop();
        rules = old.reaching(rules.deepest());
    }

    private void at(long register, long offset) {
        rules = rules.at(register, offset);
        if (register == machine.stackPointer()) {
            rules = rules.reaching(offset - machine.returnAddressBytes());
        }
    }

    private void saved(long offset) {
        rules = rules.reaching(-factored(offset) - machine.returnAddressBytes());
    }

    private long factored(long offset) {
        try {
            return Math.multiplyExact(offset, rules.factor());
        } catch (ArithmeticException e) {
            throw cursor.malformed("an offset in call frame information beyond all memory");
        }
    }
}
