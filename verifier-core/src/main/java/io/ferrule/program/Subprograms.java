package io.ferrule.program;

import io.ferrule.program.MetadataNode.Specialised;
import io.ferrule.program.MetadataOperand.NodeReference;
import io.ferrule.program.MetadataOperand.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the functions that debug information describes, and which of them a debug location lies in. */
public final class Subprograms {

    private final Metadata metadata;
    private final DebugLocations locations;

    /** The functions of a program with that metadata. */
    public Subprograms(Metadata metadata) {
        this.metadata = metadata;
        this.locations = new DebugLocations(metadata);
    }

    /** The function that the {@code DISubprogram} of that number describes. */
    public Optional<Subprogram> at(int number) {
        Optional<Specialised> node =
                specialised(number).filter(found -> found.kind().equals("DISubprogram"));
        Optional<SourceLocation> place = locations.subprogram(number);
        if (node.isEmpty() || place.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Subprogram(
                text(node.get(), "name"),
                text(node.get(), "linkageName"),
                namespaces(node.get()),
                place.get().file(),
                place.get().directory(),
                place.get().line()));
    }

    /**
     * The numbers of the functions that the location of that number lies in: the one that it was written in, then those
     * that inlining carried it into. As long as {@link SourceLocation#inlineChain}, or empty if a part of the chain has
     * no function.
     */
    public List<Integer> chain(int location) {
        List<Integer> chain = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Optional<Integer> next = Optional.of(location);
        while (next.isPresent() && seen.add(next.get())) {
            Optional<Specialised> node = specialised(next.get());
            Optional<Integer> function =
                    node.flatMap(found -> reference(found, "scope")).flatMap(this::functionOf);
            if (function.isEmpty()) {
                return List.of();
            }
            chain.add(function.get());
            next = node.flatMap(found -> reference(found, "inlinedAt"));
        }
        return chain;
    }

    /** Walks up over lexical blocks. */
    private Optional<Integer> functionOf(int scope) {
        Set<Integer> seen = new HashSet<>();
        Optional<Integer> next = Optional.of(scope);
        while (next.isPresent() && seen.add(next.get())) {
            Optional<Specialised> node = specialised(next.get());
            if (node.filter(found -> found.kind().equals("DISubprogram")).isPresent()) {
                return next;
            }
            next = node.flatMap(found -> reference(found, "scope"));
        }
        return Optional.empty();
    }

    private List<String> namespaces(Specialised function) {
        Deque<String> names = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        Optional<Integer> next = reference(function, "scope");
        while (next.isPresent() && seen.add(next.get())) {
            Optional<Specialised> node = specialised(next.get());
            node.map(found -> text(found, "name"))
                    .filter(name -> !name.isEmpty())
                    .ifPresent(names::addFirst);
            next = node.flatMap(found -> reference(found, "scope"));
        }
        return List.copyOf(names);
    }

    private Optional<Specialised> specialised(int number) {
        return metadata.node(number).filter(Specialised.class::isInstance).map(Specialised.class::cast);
    }

    private static Optional<Integer> reference(Specialised node, String field) {
        return node.field(field).filter(NodeReference.class::isInstance).map(value -> ((NodeReference) value).number());
    }

    private static String text(Specialised node, String field) {
        return node.field(field)
                .filter(Text.class::isInstance)
                .map(value -> ((Text) value).text())
                .orElse("");
    }
}
