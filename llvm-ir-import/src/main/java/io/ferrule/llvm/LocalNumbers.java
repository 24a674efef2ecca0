package io.ferrule.llvm;

import io.ferrule.grammar.UnreadableException;
import io.ferrule.program.FunctionNames;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Numbers the locals and blocks of one function. What the text does not name gets the next free number as its name, as
 * in LLVM: parameters first, then the entry block, then results and blocks in the order of the text.
 */
final class LocalNumbers implements ValueBuilder.LocalScope {

    private final List<String> localNames = new ArrayList<>();
    private final List<String> blockNames = new ArrayList<>();
    private final ModuleNames spellings;
    private int nextUnnamed;

    LocalNumbers(ModuleNames spellings) {
        this.spellings = spellings;
    }

    /** Numbers a local that is named so in the text. */
    int addLocal(Token token) {
        return addLocal(spellings.local(token), token);
    }

    /** Numbers a local without a name. */
    int addUnnamedLocal(Token place) {
        return addLocal(spellings.numbered(nextUnnamed), place);
    }

    int addBlock(Token label) {
        return addBlock(spellings.label(label), label);
    }

    int addUnnamedBlock(Token place) {
        return addBlock(spellings.numbered(nextUnnamed), place);
    }

    private int addLocal(LocalName name, Token token) {
        demandNew(name, token);
        int number = localNames.size();
        name.define(this, Value.Local.of(number));
        localNames.add(name.text());
        return number;
    }

    private int addBlock(LocalName name, Token token) {
        demandNew(name, token);
        int number = blockNames.size();
        name.defineBlock(this, number);
        blockNames.add(name.text());
        return number;
    }

    private void demandNew(LocalName name, Token token) {
        if (name.isDefinedIn(this)) {
            throw new UnreadableException(token, "`%" + name.text() + "` is defined twice");
        }
        if (Spelling.isNumber(name.text())) {
            int value = Integer.parseInt(name.text());
            if (value < nextUnnamed) {
                throw new UnreadableException(token, "`%" + name.text() + "` is numbered out of order");
            }
            nextUnnamed = value + 1;
        }
    }

    @Override
    public Value local(Token token) {
        Value.Local local = spellings.local(token).local(this);
        if (local == null) {
            throw new UnreadableException(token, "`" + token.getText() + "` is not defined in this function");
        }
        return local;
    }

    int block(Token token) {
        int number = spellings.local(token).block(this);
        if (number < 0) {
            throw new UnreadableException(token, "there is no block `" + token.getText() + "` in this function");
        }
        return number;
    }

    FunctionNames names() {
        return new FunctionNames(localNames, blockNames);
    }
}
