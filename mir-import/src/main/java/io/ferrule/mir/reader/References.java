package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirParser.BodyContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.SourceInfo;
import io.ferrule.mir.Statement;

/** Checks that code names only what it has: blocks and scopes. */
final class References {

    private final BodyContext context;
    private final MirContents.Code code;
    private final Declarations declarations;

    References(BodyContext context, MirContents.Code code, Declarations declarations) {
        this.context = context;
        this.code = code;
        this.declarations = declarations;
    }

    /**
     * Does nothing if all is there.
     *
     * @throws UnreadableException if something is not
     */
    void demand() {
        for (int number = 0; number < code.blocks().size(); number++) {
            BasicBlock block = code.blocks().get(number);
            for (Statement statement : block.statements()) {
                demandScope(statement.at(), number);
            }
            demandScope(block.terminator().at(), number);
            for (int target : block.terminator().successors()) {
                if (target >= code.blocks().size()) {
                    throw missing(number, "there is no block bb" + target);
                }
            }
        }
    }

    private void demandScope(SourceInfo at, int block) {
        if (!declarations.declaresScope(at.scope())) {
            throw missing(block, "there is no scope " + at.scope());
        }
    }

    private UnreadableException missing(int block, String message) {
        return new UnreadableException(context.blocks.get(block), message);
    }
}
