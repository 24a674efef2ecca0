package io.ferrule.symbol;

import java.util.Optional;

/** Names found by walking a path from its end. */
final class PathNames {
    private PathNames() {}

    static Optional<String> crateName(RustPath path) {
        if (path instanceof RustPath.CrateRoot crate) {
            return Optional.of(crate.name());
        }
        if (path instanceof RustPath.Nested nested) {
            return crateName(nested.parent());
        }
        if (path instanceof RustPath.Generic generic) {
            return crateName(generic.base());
        }
        if (path instanceof RustPath.InherentImpl impl) {
            return crateName(impl.location().parent());
        }
        if (path instanceof RustPath.TraitImpl impl) {
            return crateName(impl.location().parent());
        }
        if (path instanceof RustPath.TraitDefinition definition) {
            return crateName(definition.trait());
        }
        if (path instanceof RustPath.Textual textual) {
            return Optional.of(textual.segments().get(0)).filter(PathNames::isIdentifier);
        }
        return Optional.empty();
    }

    static String lastSegment(RustPath path) {
        if (path instanceof RustPath.Nested nested) {
            String segment = nested.segment();
            return segment.isEmpty() ? lastSegment(nested.parent()) : segment;
        }
        if (path instanceof RustPath.Generic generic) {
            return lastSegment(generic.base());
        }
        if (path instanceof RustPath.Textual textual) {
            String last = textual.segments().get(textual.segments().size() - 1);
            int arguments = last.indexOf('<');
            return arguments > 0 ? last.substring(0, arguments) : last;
        }
        Renderer renderer = new Renderer(false);
        renderer.path(path, true);
        return renderer.toString();
    }

    private static boolean isIdentifier(String segment) {
        return segment.codePoints().allMatch(c -> c == '_' || Character.isUnicodeIdentifierPart(c));
    }
}
