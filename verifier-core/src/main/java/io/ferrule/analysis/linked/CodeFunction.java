package io.ferrule.analysis.linked;

import io.ferrule.object.CodeRange;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.ObjectMember;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A function of the object.
 *
 * @param id tells it from all others, and is its name where no other function has it
 * @param symbols all names of the place where it starts, at least one
 * @param number of its member in the object
 * @param claimed what {@code .stack_sizes} says of its frame, in bytes
 * @param unwound how deep call frame information says that the stack becomes in it, in bytes
 * @param machine its instructions, where the machine is decoded
 * @param program the symbol of the function of the program that it was made from; empty for code from elsewhere
 */
public record CodeFunction(
        String id,
        List<String> symbols,
        int number,
        ObjectMember member,
        CodeRange range,
        OptionalLong claimed,
        OptionalLong unwound,
        Optional<MachineFunction> machine,
        Optional<String> program) {
    public CodeFunction {
        symbols = List.copyOf(symbols);
    }
}
