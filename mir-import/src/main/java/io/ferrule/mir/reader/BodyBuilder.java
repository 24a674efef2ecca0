package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser.BlockContext;
import io.ferrule.grammar.RustMirParser.BodyContext;
import io.ferrule.grammar.RustMirParser.StatementContext;
import io.ferrule.grammar.TableToken;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.Local;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.SourceInfo;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import java.util.ArrayList;
import java.util.List;

/** Builds the code of one body. */
final class BodyBuilder {

    private final Builders builders;
    private final TokenTable tokens;
    private final TerminatorBuilder terminators;

    BodyBuilder(Builders builders, TokenTable tokens) {
        this.builders = builders;
        this.tokens = tokens;
        this.terminators = new TerminatorBuilder(builders);
    }

    MirContents.Code code(BodyContext context, List<Local> parameters) {
        Declarations declarations = new Declarations(builders, parameters);
        declarations.add(context.declarations);
        List<Local> all = declarations.locals();
        BodyLocals locals = new BodyLocals(all);
        StatementBuilder statements = new StatementBuilder(builders, new RvalueBuilder(builders, locals));
        List<BasicBlock> blocks = new ArrayList<>(context.blocks.size());
        for (BlockContext block : context.blocks) {
            if (Targets.block(block.number) != blocks.size()) {
                throw new UnreadableException(block.number, "the numbers of blocks count up");
            }
            blocks.add(block(block, statements));
        }
        MirContents.Code code = new MirContents.Code(all, declarations.scopes(), declarations.debugVariables(), blocks);
        new References(context, code, declarations).demand();
        demandLocals(context, locals);
        return code;
    }

    /** Locals are looked for among the tokens: whatever names one, and is no part of a path or the name of a variable. */
    private void demandLocals(BodyContext context, BodyLocals locals) {
        int end = ((TableToken) context.close).number();
        for (int i = ((TableToken) context.getStart()).number(); i < end; i++) {
            if (tokens.kind(i) == RustMirLexer.LOCAL
                    && tokens.kind(i - 1) != RustMirLexer.PATH_SEPARATOR
                    && tokens.kind(i - 1) != RustMirLexer.DEBUG
                    && !locals.declares(tokens.number(tokens.start(i) + 1, tokens.end(i)))) {
                throw new UnreadableException(tokens.start(i), "`" + tokens.spelling(i) + "` is not declared");
            }
        }
    }

    private BasicBlock block(BlockContext context, StatementBuilder builder) {
        int last = context.statements.size() - 1;
        List<Statement> statements = new ArrayList<>(last);
        for (StatementContext statement : context.statements.subList(0, last)) {
            if (TerminatorBuilder.isTerminator(statement.content)) {
                throw new UnreadableException(statement, "the block goes on behind its end");
            }
            statements.add(builder.statement(statement.content, at(statement)));
        }
        StatementContext end = context.statements.get(last);
        if (!TerminatorBuilder.isTerminator(end.content)) {
            throw new UnreadableException(end, "the block does not end");
        }
        Terminator terminator = terminators.terminator(end.content, at(end));
        return new BasicBlock(context.cleanup != null, statements, terminator);
    }

    private SourceInfo at(StatementContext context) {
        return context.at == null ? SourceInfo.NONE : builders.spans().sourceInfo(context.at);
    }
}
