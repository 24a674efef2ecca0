package io.ferrule.program;

import io.ferrule.program.MetadataNode.Specialised;
import io.ferrule.program.MetadataOperand.NodeReference;
import io.ferrule.program.MetadataOperand.Text;
import io.ferrule.program.MetadataOperand.WholeNumber;
import io.ferrule.program.MetadataOperand.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads source locations out of debug metadata ({@code DILocation}, {@code DISubprogram}, {@code DIFile}). */
public final class DebugLocations {

    private final Metadata metadata;

    /** The locations of a program with that metadata. */
    public DebugLocations(Metadata metadata) {
        this.metadata = metadata;
    }

    /** The place that the {@code DILocation} of that number stands for; empty where it is none or is malformed. */
    public Optional<SourceLocation> location(int number) {
        List<Specialised> chain = inlineChain(number);
        Optional<SourceLocation> outer = Optional.empty();
        for (int i = chain.size() - 1; i >= 0; i--) {
            Specialised node = chain.get(i);
            Scope scope = reference(node, "scope").map(this::scope).orElse(Scope.UNKNOWN);
            outer = Optional.of(new SourceLocation(
                    scope.file(),
                    scope.directory(),
                    number(node, "line"),
                    number(node, "column"),
                    scope.function(),
                    outer));
        }
        return outer;
    }

    /** The place where the {@code DISubprogram} of that number is declared. */
    public Optional<SourceLocation> subprogram(int number) {
        return specialised(number, "DISubprogram").map(node -> {
            Scope scope = scope(number);
            return new SourceLocation(
                    scope.file(), scope.directory(), number(node, "line"), 0, scope.function(), Optional.empty());
        });
    }

    /** Whether the {@code DISubprogram} of that number is of code that was optimised. */
    public boolean isOptimised(int number) {
        return specialised(number, "DISubprogram")
                .flatMap(node -> node.field("spFlags"))
                .filter(flags -> flags instanceof Words words && words.words().contains("DISPFlagOptimized"))
                .isPresent();
    }

    /** The location and the ones it was inlined at, innermost first; a cycle in hostile metadata ends the chain. */
    private List<Specialised> inlineChain(int number) {
        List<Specialised> chain = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Optional<Integer> next = Optional.of(number);
        while (next.isPresent() && seen.add(next.get())) {
            Optional<Specialised> node = specialised(next.get(), "DILocation");
            node.ifPresent(chain::add);
            next = node.flatMap(location -> reference(location, "inlinedAt"));
        }
        return chain;
    }

    /** Walks from a lexical block up to its subprogram; the nearest file wins. */
    private Scope scope(int number) {
        Scope found = Scope.UNKNOWN;
        Set<Integer> seen = new HashSet<>();
        Optional<Integer> next = Optional.of(number);
        while (next.isPresent() && seen.add(next.get())) {
            Optional<MetadataNode> node = metadata.node(next.get());
            if (node.isEmpty() || !(node.get() instanceof Specialised scope)) {
                return found;
            }
            found = found.withFile(reference(scope, "file").flatMap(file -> specialised(file, "DIFile")));
            if (scope.kind().equals("DISubprogram")) {
                return found.withFunction(text(scope, "linkageName").or(() -> text(scope, "name")));
            }
            next = reference(scope, "scope");
        }
        return found;
    }

    private Optional<Specialised> specialised(int number, String kind) {
        return metadata.node(number)
                .filter(Specialised.class::isInstance)
                .map(Specialised.class::cast)
                .filter(node -> node.kind().equals(kind));
    }

    private static Optional<Integer> reference(Specialised node, String field) {
        return node.field(field).filter(NodeReference.class::isInstance).map(value -> ((NodeReference) value).number());
    }

    private static Optional<String> text(Specialised node, String field) {
        return node.field(field).filter(Text.class::isInstance).map(value -> ((Text) value).text());
    }

    private static int number(Specialised node, String field) {
        return node.field(field)
                .filter(WholeNumber.class::isInstance)
                .map(value -> ((WholeNumber) value).value().intValue())
                .orElse(0);
    }

    private record Scope(String file, String directory, String function) {

        static final Scope UNKNOWN = new Scope("", "", "");

        Scope withFile(Optional<Specialised> node) {
            if (!file.isEmpty() || node.isEmpty()) {
                return this;
            }
            return new Scope(
                    text(node.get(), "filename").orElse(""),
                    text(node.get(), "directory").orElse(""),
                    function);
        }

        Scope withFunction(Optional<String> name) {
            return new Scope(file, directory, name.orElse(""));
        }
    }
}
