package io.ferrule.program;

import java.util.List;

/**
 * The names that the text gives to the locals and the blocks of one function, without {@code %}.
 *
 * @param locals by local number
 * @param blocks by block number
 */
public record FunctionNames(List<String> locals, List<String> blocks) {
    public FunctionNames {
        locals = CompactNames.of(locals);
        blocks = CompactNames.of(blocks);
    }
}
