package io.ferrule.program;

import java.util.List;

/**
 * A {@code #dbg_value(..)} or other debug record: says where a source variable lives from here on; not executed.
 *
 * @param before the number of instructions of the block that stand before it
 * @param kind the word, such as {@code dbg_value}
 */
public record DebugRecord(int before, String kind, List<MetadataOperand> arguments) {
    public DebugRecord {
        arguments = List.copyOf(arguments);
    }
}
