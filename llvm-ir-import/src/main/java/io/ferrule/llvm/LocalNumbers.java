package io.ferrule.llvm;

import io.ferrule.program.FunctionNames;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/**
 * Numbers the locals and blocks of one function. What the text does not name gets the next free number as its name, as
 * in LLVM: parameters first, then the entry block, then results and blocks in the order of the text.
 */
final class LocalNumbers implements ValueBuilder.LocalScope {

    private final Map<String, Integer> locals = new HashMap<>();
    private final Map<String, Integer> blocks = new HashMap<>();
    private final List<String> localNames = new ArrayList<>();
    private final List<String> blockNames = new ArrayList<>();
    private int nextUnnamed;

    /** Numbers a local that is named so in the text. */
    int addLocal(Token token) {
        return add(Spelling.name(token), token, locals, localNames);
    }

    /** Numbers a local without a name. */
    int addUnnamedLocal(Token place) {
        return add(Integer.toString(nextUnnamed), place, locals, localNames);
    }

    int addBlock(Token label) {
        return add(Spelling.label(label), label, blocks, blockNames);
    }

    int addUnnamedBlock(Token place) {
        return add(Integer.toString(nextUnnamed), place, blocks, blockNames);
    }

    private int add(String name, Token token, Map<String, Integer> numbers, List<String> names) {
        if (locals.containsKey(name) || blocks.containsKey(name)) {
            throw new UnreadableException(token, "`%" + name + "` is defined twice");
        }
        if (Spelling.isNumber(name)) {
            int value = Integer.parseInt(name);
            if (value < nextUnnamed) {
                throw new UnreadableException(token, "`%" + name + "` is numbered out of order");
            }
            nextUnnamed = value + 1;
        }
        int number = names.size();
        numbers.put(name, number);
        names.add(name);
        return number;
    }

    @Override
    public Value local(Token token) {
        Integer number = locals.get(Spelling.name(token));
        if (number == null) {
            throw new UnreadableException(token, "`" + token.getText() + "` is not defined in this function");
        }
        return Value.Local.of(number);
    }

    int block(Token token) {
        Integer number = blocks.get(Spelling.name(token));
        if (number == null) {
            throw new UnreadableException(token, "there is no block `" + token.getText() + "` in this function");
        }
        return number;
    }

    FunctionNames names() {
        return new FunctionNames(localNames, blockNames);
    }
}
