package io.ferrule.llvm;

import io.ferrule.grammar.LightContext;
import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.AttributeContext;
import io.ferrule.grammar.LlvmIrParser.QualifierContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.program.Attribute;
import io.ferrule.program.AttributeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Builds attributes, puts in what attribute groups stand for, and shares equal sets. */
final class AttributeBuilder {

    private static final Pattern CALLING_CONVENTION = Pattern.compile("cc[0-9]+");

    /** Every use of a group copies it, so that sets without a limit would cost their size for each. */
    private static final int MOST_ATTRIBUTES = 200;

    private final SourceText text;
    private final ModuleNames names;
    private final Map<Integer, AttributeSet> groups = new HashMap<>();
    private final Map<List<Attribute>, AttributeSet> shared = new HashMap<>();
    private final IdentityHashMap<AttributeSet, IdentityHashMap<AttributeSet, AttributeSet>> joined =
            new IdentityHashMap<>();
    private final SpellingMap<AttributeSet> spelled;
    private final SpellingMap<AttributeSet> spelledWords;
    private final SpellingMap<AttributeSet> spelledQualifiers;
    private final SpellingMap<AttributeSet> spelledPlainWords;
    private final SpellingMap<AttributeSet> spelledFlags;

    AttributeBuilder(SourceText text, ModuleNames names) {
        this.text = text;
        this.names = names;
        this.spelled = new SpellingMap<>(text);
        this.spelledWords = new SpellingMap<>(text);
        this.spelledQualifiers = new SpellingMap<>(text);
        this.spelledPlainWords = new SpellingMap<>(text);
        this.spelledFlags = new SpellingMap<>(text);
    }

    /** Keeps a group for later; false where its number is taken. All come before they are used. */
    boolean defineGroup(int number, List<AttributeContext> contexts) {
        contexts.forEach(AttributeBuilder::demandNoGroup);
        return groups.putIfAbsent(number, newAttributes(contexts)) == null;
    }

    /** The attributes of a call, or of a function. */
    AttributeSet attributes(List<AttributeContext> contexts) {
        return known(spelled, contexts, this::newAttributes);
    }

    private AttributeSet newAttributes(List<AttributeContext> contexts) {
        if (contexts.isEmpty()) {
            return AttributeSet.NONE;
        }
        List<Attribute> all = new ArrayList<>();
        contexts.forEach(context -> add(context, all));
        return checked(contexts.get(0).getStart(), all);
    }

    /** What these spell, from the first to the last of them; the same bytes always spell the same. */
    private static <C extends LightContext> AttributeSet known(
            SpellingMap<AttributeSet> spellings, List<C> contexts, Function<List<C>, AttributeSet> builder) {
        if (contexts.isEmpty()) {
            return AttributeSet.NONE;
        }
        int from = contexts.get(0).getStart().getStartIndex();
        int to = contexts.get(contexts.size() - 1).getStop().getStopIndex() + 1;
        AttributeSet known = spellings.find(from, to);
        if (known == null) {
            known = builder.apply(contexts);
            spellings.put(from, to, known);
        }
        return known;
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
        return known(spelledWords, contexts, words -> {
            words.forEach(AttributeBuilder::demandNoGroup);
            return newAttributes(words);
        });
    }

    /** The flags of an instruction that does not touch memory: words alone. */
    AttributeSet plainWords(List<AttributeContext> contexts) {
        return known(spelledPlainWords, contexts, words -> {
            for (AttributeContext word : words) {
                demandWord(word);
                demand(word.keyword == null, word);
            }
            return newAttributes(words);
        });
    }

    /** Flags of an instruction that may stand in several places, so that nobody sees all of them at once. */
    AttributeSet flags(List<AttributeContext> contexts) {
        return known(spelledFlags, contexts, flags -> {
            List<Attribute> all = new ArrayList<>();
            flags.forEach(AttributeBuilder::demandWord);
            flags.forEach(flag -> add(flag, all));
            return share(all);
        });
    }

    /** The alignment that stands behind the comma of an instruction. */
    AttributeSet alignment(AttributeContext context) {
        boolean plain = context.number != null && isPlainAlignment(context);
        demand(plain, context);
        return share(List.of(single(context)));
    }

    /** {@code align 8}; other words take a number otherwise. */
    private static boolean isPlainAlignment(AttributeContext context) {
        return context.name != null
                && context.name.getType() == LlvmIrLexer.ALIGN
                && context.number.getTokenIndex() == context.name.getTokenIndex() + 1;
    }

    /** A flag is neither an alignment nor a string, and has no number. */
    private static void demandWord(AttributeContext context) {
        demand(context.key == null && context.number == null && context.group == null, context);
    }

    private static void demand(boolean holds, AttributeContext context) {
        if (!holds) {
            throw new UnreadableException(context, "`" + context.getStart().getText() + "` cannot stand here");
        }
    }

    /** These two, which are shared sets of this module, one behind the other. */
    AttributeSet joined(AttributeSet first, AttributeSet second) {
        if (first.attributes().isEmpty() || second.attributes().isEmpty()) {
            return first.attributes().isEmpty() ? second : first;
        }
        return joined.computeIfAbsent(first, f -> new IdentityHashMap<>()).computeIfAbsent(second, s -> {
            List<Attribute> all = new ArrayList<>(first.attributes());
            all.addAll(second.attributes());
            return share(all);
        });
    }

    /** The set of that word. */
    AttributeSet word(Token word) {
        return share(List.of(new Attribute(names.word(word), "")));
    }

    AttributeSet qualifiers(List<QualifierContext> contexts) {
        return known(spelledQualifiers, contexts, this::newQualifiers);
    }

    private AttributeSet newQualifiers(List<QualifierContext> contexts) {
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
        AttributeSet group = groups.get(Spelling.number(token));
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
            return new Attribute(names.word(context.keyword), "");
        }
        if (context.number != null) {
            return new Attribute(names.word(context.name), context.number.getText());
        }
        String name = names.word(context.name);
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
