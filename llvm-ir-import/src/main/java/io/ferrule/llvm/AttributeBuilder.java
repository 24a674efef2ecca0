package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser.AttributeContext;
import io.ferrule.grammar.LlvmIrParser.QualifierContext;
import io.ferrule.program.Attribute;
import io.ferrule.program.AttributeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** Builds attributes, puts in what attribute groups stand for, and shares equal sets. */
final class AttributeBuilder {

    private final SourceText text;
    private final Map<Integer, List<Attribute>> groups = new HashMap<>();
    private final Map<List<Attribute>, AttributeSet> shared = new HashMap<>();

    AttributeBuilder(SourceText text) {
        this.text = text;
    }

    /** Keeps a group for later; false where its number is taken. */
    boolean defineGroup(int number, List<AttributeContext> contexts) {
        return groups.putIfAbsent(number, plain(contexts)) == null;
    }

    AttributeSet attributes(List<AttributeContext> contexts) {
        return share(plain(contexts));
    }

    AttributeSet qualifiers(List<QualifierContext> contexts) {
        List<Attribute> all = new ArrayList<>();
        contexts.forEach(context -> addQualifier(context, all));
        return share(all);
    }

    void addQualifier(QualifierContext context, List<Attribute> all) {
        if (context.plain != null) {
            add(context.plain, all);
        } else {
            all.add(new Attribute("addrspace", between(context.open, context.close)));
        }
    }

    void add(AttributeContext context, List<Attribute> all) {
        if (context.group != null) {
            List<Attribute> group = groups.get(Spelling.number(context.group.getText()));
            if (group == null) {
                throw new UnreadableException(context.group, "attribute group " + context.group + " is not defined");
            }
            all.addAll(group);
        } else {
            all.add(single(context));
        }
    }

    AttributeSet share(List<Attribute> attributes) {
        return attributes.isEmpty()
                ? AttributeSet.NONE
                : shared.computeIfAbsent(List.copyOf(attributes), AttributeSet::new);
    }

    private List<Attribute> plain(List<AttributeContext> contexts) {
        if (contexts.isEmpty()) {
            return List.of();
        }
        List<Attribute> all = new ArrayList<>();
        contexts.forEach(context -> add(context, all));
        return all;
    }

    private Attribute single(AttributeContext context) {
        if (context.key != null) {
            String value = context.text == null ? "" : Spelling.text(context.text.getText());
            return new Attribute(Spelling.text(context.key.getText()), value);
        }
        if (context.keyword != null) {
            return new Attribute(context.keyword.getText(), "");
        }
        if (context.number != null) {
            return new Attribute(context.name.getText(), context.number.getText());
        }
        String argument = context.open == null ? "" : between(context.open, context.close);
        return new Attribute(context.name.getText(), argument);
    }

    private String between(Token open, Token close) {
        return text.slice(open.getStopIndex() + 1, close.getStartIndex());
    }
}
