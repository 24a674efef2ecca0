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

    private final Map<String, Value.Local> locals = new HashMap<>();
    private final Map<String, Integer> blocks = new HashMap<>();
    private final List<String> localNames = new ArrayList<>();
    private final List<String> blockNames = new ArrayList<>();
    private final ModuleNames spellings;
    private int nextUnnamed;

    LocalNumbers(ModuleNames spellings) {
        this.spellings = spellings;
    }

    /** Numbers a local that is named so in the text. */
    int addLocal(Token token) {
        return addLocal(spellings.name(token), token);
    }

    /** Numbers a local without a name. */
    int addUnnamedLocal(Token place) {
        return addLocal(Integer.toString(nextUnnamed), place);
    }

    int addBlock(Token label) {
        return addBlock(spellings.label(label), label);
    }

    int addUnnamedBlock(Token place) {
        return addBlock(Integer.toString(nextUnnamed), place);
    }

    private int addLocal(String name, Token token) {
        int number = localNames.size();
        demandNew(name, locals.putIfAbsent(name, Value.Local.of(number)) == null && !blocks.containsKey(name), token);
        localNames.add(name);
        return number;
    }

    private int addBlock(String name, Token token) {
        int number = blockNames.size();
        demandNew(name, blocks.putIfAbsent(name, number) == null && !locals.containsKey(name), token);
        blockNames.add(name);
        return number;
    }

    private void demandNew(String name, boolean isNew, Token token) {
        if (!isNew) {
            throw new UnreadableException(token, "`%" + name + "` is defined twice");
        }
        if (Spelling.isNumber(name)) {
            int value = Integer.parseInt(name);
            if (value < nextUnnamed) {
                throw new UnreadableException(token, "`%" + name + "` is numbered out of order");
            }
            nextUnnamed = value + 1;
        }
    }

    @Override
    public Value local(Token token) {
        Value.Local local = locals.get(spellings.name(token));
        if (local == null) {
            throw new UnreadableException(token, "`" + token.getText() + "` is not defined in this function");
        }
        return local;
    }

    int block(Token token) {
        Integer number = blocks.get(spellings.name(token));
        if (number == null) {
            throw new UnreadableException(token, "there is no block `" + token.getText() + "` in this function");
        }
        return number;
    }

    FunctionNames names() {
        return new FunctionNames(localNames, blockNames);
    }
}
