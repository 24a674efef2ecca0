package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.AttributeContext;
import io.ferrule.grammar.LlvmIrParser.GlobalContext;
import io.ferrule.grammar.LlvmIrParser.GlobalPropertyContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.program.Alias;
import io.ferrule.program.Attribute;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds global variables, aliases and ifuncs. */
final class GlobalBuilder {

    private final ModuleScope module;
    private final ValueBuilder constants;
    private final AttachmentBuilder attachments;

    GlobalBuilder(ModuleScope module) {
        this.module = module;
        this.constants = new ValueBuilder(module, ValueBuilder.LocalScope.NONE);
        this.attachments = new AttachmentBuilder(module, new MetadataBuilder(module, constants));
    }

    /** Whether the entity is another name rather than a variable. */
    static boolean isAlias(GlobalContext context) {
        return context.target != null || context.untyped != null;
    }

    Alias alias(GlobalContext context) {
        return new Alias(
                module.symbol(context.name),
                context.kind.getType() == LlvmIrLexer.IFUNC,
                module.types().type(context.contents),
                context.target != null ? constants.typed(context.target) : constants.untyped(context.untyped),
                module.attributes().qualifiers(context.qualifiers));
    }

    GlobalVariable variable(GlobalContext context) {
        Type type = module.types().type(context.contents);
        AttributeSet qualifiers = module.attributes().qualifiers(context.qualifiers);
        boolean declared = qualifiers.has("external") || qualifiers.has("extern_weak");
        if (declared == (context.initializer != null)) {
            throw new UnreadableException(
                    context.name, declared ? "a declaration with an initializer" : "a variable without an initializer");
        }
        return new GlobalVariable(
                module.symbol(context.name),
                type,
                context.kind.getType() == LlvmIrLexer.CONSTANT,
                Optional.ofNullable(context.initializer).map(value -> constants.value(type, value)),
                qualifiers,
                attributes(context),
                attachments.all(context.properties.stream()
                        .filter(property -> property.attached != null)
                        .map(property -> property.attached)
                        .toList()));
    }

    private AttributeSet attributes(GlobalContext context) {
        List<Attribute> all = new ArrayList<>();
        for (GlobalPropertyContext property : context.properties) {
            if (property.plain != null) {
                module.attributes().add(property.plain, all);
            } else if (property.keyword != null) {
                all.add(new Attribute(property.keyword.getText(), Spelling.string(property.text.getText())));
            }
        }
        for (AttributeContext attribute : context.attributes) {
            if (attribute.group == null && attribute.key == null) {
                throw new UnreadableException(attribute.getStart(), "behind a variable, words need a comma");
            }
            module.attributes().add(attribute, all);
        }
        return module.attributes().checked(context.name, all);
    }
}
