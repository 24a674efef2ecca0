package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirParser.DebugDeclarationContext;
import io.ferrule.grammar.RustMirParser.DebugVariableContext;
import io.ferrule.grammar.RustMirParser.DeclarationContext;
import io.ferrule.grammar.RustMirParser.DeclarationListContext;
import io.ferrule.grammar.RustMirParser.LocalDeclarationContext;
import io.ferrule.grammar.RustMirParser.ScopeDeclarationContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.DebugVariable;
import io.ferrule.mir.Local;
import io.ferrule.mir.Projection;
import io.ferrule.mir.Scope;
import io.ferrule.mir.Scope.InlinedCall;
import io.ferrule.mir.SourceInfo;
import io.ferrule.mir.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Collects what a body declares before its code: scopes, locals, and where variables are kept. */
final class Declarations {

    private static final int CALL_SITE_PREFIX = "// at ".length();
    private static final String RETURN_PLACE = "// return place ";

    private final Builders builders;
    private final List<Local> locals;
    private final Set<Integer> localNumbers = new HashSet<>();
    private final List<Scope> scopes = new ArrayList<>();
    private final Set<Integer> scopeNumbers = new HashSet<>(Set.of(0));
    private final List<DebugVariable> debugVariables = new ArrayList<>();

    Declarations(Builders builders, List<Local> parameters) {
        this.builders = builders;
        this.locals = new ArrayList<>(parameters);
        parameters.forEach(parameter -> localNumbers.add(parameter.number()));
    }

    /** Adds what stands outside of all scopes, and all in them. */
    void add(DeclarationListContext context) {
        add(context, 0);
    }

    List<Local> locals() {
        return locals;
    }

    List<Scope> scopes() {
        return scopes;
    }

    List<DebugVariable> debugVariables() {
        return debugVariables;
    }

    boolean declaresScope(int number) {
        return scopeNumbers.contains(number);
    }

    private void add(DeclarationListContext context, int scope) {
        int before = 0;
        for (DeclarationContext item : context.items) {
            int order = order(item);
            if (order < before) {
                throw new UnreadableException(item, "variables come first, then locals, then scopes");
            }
            before = order;
            if (item.local != null) {
                add(item.local, scope);
            } else if (item.debug != null) {
                add(item.debug, scope);
            } else {
                add(item.scope, scope);
            }
        }
    }

    private static int order(DeclarationContext item) {
        if (item.debug != null) {
            return 0;
        }
        return item.local != null ? 1 : 2;
    }

    private void add(LocalDeclarationContext context, int scope) {
        int number = PlaceBuilder.local(context.local);
        if (!localNumbers.add(number)) {
            throw new UnreadableException(context.local, "this local is declared twice");
        }
        locals.add(new Local(
                number,
                context.mutable != null,
                builders.types().type(context.typed),
                sourceInfo(context.at, scope, number == 0)));
    }

    private void add(ScopeDeclarationContext context, int parent) {
        int number = Numbers.number(context.number, 0);
        if (!scopeNumbers.add(number)) {
            throw new UnreadableException(context.number, "this scope is declared twice");
        }
        Optional<InlinedCall> inlined = Optional.ofNullable(context.callee)
                .map(callee -> new InlinedCall(
                        builders.paths().instance(callee), context.tracked != null, callSite(context.at)));
        scopes.add(new Scope(number, parent, inlined));
        add(context.declarations, number);
    }

    private Span callSite(@Nullable Token comment) {
        return comment == null ? Span.NONE : builders.spans().span(comment, CALL_SITE_PREFIX, 0);
    }

    /** The comment repeats the scope that the declaration stands in, and names the return place so. */
    private SourceInfo sourceInfo(@Nullable Token comment, int scope, boolean returned) {
        if (comment == null) {
            return builders.shared().share(new SourceInfo(scope, Span.NONE));
        }
        SourceInfo info = builders.spans().sourceInfo(comment);
        if (comment.getText().startsWith(RETURN_PLACE) != returned) {
            throw new UnreadableException(comment, "rustc calls the first local the return place, and no other");
        }
        if (info.scope() != scope) {
            throw new UnreadableException(comment, "this does not stand in scope " + info.scope());
        }
        return info;
    }

    private void add(DebugDeclarationContext context, int scope) {
        List<Projection.Field> fields = new ArrayList<>();
        DebugVariableContext inner = context.variable;
        while (inner.fieldNumber != null) {
            fields.add(
                    0,
                    new Projection.Field(
                            Numbers.number(inner.fieldNumber, 0),
                            builders.types().type(inner.typed)));
            inner = inner.part;
        }
        Optional<DebugVariable.Part> part = Optional.empty();
        if (inner.part != null) {
            part = Optional.of(new DebugVariable.Part(builders.types().type(inner.typed), fields));
            inner = inner.part;
        }
        if (inner.plain == null || (part.isEmpty() && !fields.isEmpty())) {
            throw new UnreadableException(context, "this names no variable");
        }
        String name = builders.shared().share(inner.plain.getStart().getText().strip());
        debugVariables.add(new DebugVariable(name, part, value(context), sourceInfo(context.at, scope, false)));
    }

    private DebugVariable.Value value(DebugDeclarationContext context) {
        if (context.location != null) {
            return new DebugVariable.InPlace(builders.places().place(context.location));
        }
        return context.constant != null
                ? new DebugVariable.Fixed(builders.constants().value(context.constant))
                : new DebugVariable.Item(builders.paths().path(context.item));
    }
}
