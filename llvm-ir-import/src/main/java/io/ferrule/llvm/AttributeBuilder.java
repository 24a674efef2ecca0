package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser.AttributeContext;
import io.ferrule.grammar.LlvmIrParser.QualifierContext;
import io.ferrule.program.Attribute;
import io.ferrule.program.AttributeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Builds attributes, puts in what attribute groups stand for, and shares equal sets. */
final class AttributeBuilder {

    private static final Pattern CALLING_CONVENTION = Pattern.compile("cc[0-9]+");

    /** Every use of a group copies it, so that sets without a limit would cost their size for each. */
    private static final int MOST_ATTRIBUTES = 200;

    private final SourceText text;
    private final Map<Integer, AttributeSet> groups = new HashMap<>();
    private final Map<List<Attribute>, AttributeSet> shared = new HashMap<>();

    AttributeBuilder(SourceText text) {
        this.text = text;
    }

    /** Keeps a group for later; false where its number is taken. */
    boolean defineGroup(int number, List<AttributeContext> contexts) {
        contexts.forEach(AttributeBuilder::demandNoGroup);
        return groups.putIfAbsent(number, attributes(contexts)) == null;
    }

    AttributeSet attributes(List<AttributeContext> contexts) {
        if (contexts.isEmpty()) {
            return AttributeSet.NONE;
        }
        if (contexts.size() == 1 && contexts.get(0).group != null) {
            return group(contexts.get(0).group);
        }
        List<Attribute> all = new ArrayList<>();
        contexts.forEach(context -> add(context, all));
        return checked(contexts.get(0).getStart(), all);
    }

    /**
     * The set of these.
     *
     * @throws UnreadableException if one stands there twice with different arguments: which of them LLVM takes
     *     depends on where they stand, and readers of the model ask for the first
     */
    AttributeSet checked(Token place, List<Attribute> attributes) {
        Map<String, String> arguments = new HashMap<>();
        for (Attribute attribute : attributes) {
            String other = arguments.putIfAbsent(attribute.name(), attribute.argument());
            if (other != null && !other.equals(attribute.argument())) {
                throw new UnreadableException(place, "`" + attribute.name() + "` is given twice, differently");
            }
        }
        return share(attributes);
    }

    /** The attributes of a parameter or the flags of an instruction: no group can stand there. */
    AttributeSet words(List<AttributeContext> contexts) {
        contexts.forEach(AttributeBuilder::demandNoGroup);
        return attributes(contexts);
    }

    AttributeSet qualifiers(List<QualifierContext> contexts) {
        List<Attribute> all = new ArrayList<>();
        for (QualifierContext context : contexts) {
            if (context.plain != null) {
                demandNoGroup(context.plain);
            }
            addQualifier(context, all);
        }
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
            all.addAll(group(context.group).attributes());
        } else {
            all.add(single(context));
        }
        if (all.size() > MOST_ATTRIBUTES) {
            throw new UnreadableException(context.getStart(), "more than " + MOST_ATTRIBUTES + " attributes");
        }
    }

    private static void demandNoGroup(AttributeContext context) {
        if (context.group != null) {
            throw new UnreadableException(context.group, "an attribute group cannot stand here");
        }
    }

    private AttributeSet group(Token token) {
        AttributeSet group = groups.get(Spelling.number(token.getText()));
        if (group == null) {
            throw new UnreadableException(token, "attribute group " + token.getText() + " is not defined");
        }
        return group;
    }

    AttributeSet share(List<Attribute> attributes) {
        return attributes.isEmpty()
                ? AttributeSet.NONE
                : shared.computeIfAbsent(List.copyOf(attributes), AttributeSet::new);
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
        String name = context.name.getText();
        if (CALLING_CONVENTION.matcher(name).matches()) {
            return new Attribute("cc", name.substring(2)); // as in LLVM, cc10 is cc 10
        }
        String argument = context.open == null ? "" : between(context.open, context.close);
        return new Attribute(name, argument);
    }

    private String between(Token open, Token close) {
        return text.slice(open.getStopIndex() + 1, close.getStartIndex());
    }
}
