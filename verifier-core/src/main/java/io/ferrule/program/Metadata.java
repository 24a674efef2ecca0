package io.ferrule.program;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * The numbered metadata nodes of a module. Nodes are made when they are asked for: most of them never are.
 *
 * <p>Safe for use by several threads; the same number always gives an equal node.
 */
public final class Metadata {

    private final IntFunction<Optional<MetadataNode>> reader;
    private final Map<Integer, Optional<MetadataNode>> known = new ConcurrentHashMap<>();

    private Metadata(IntFunction<Optional<MetadataNode>> reader) {
        this.reader = reader;
    }

    /** No node at all. */
    public static Metadata none() {
        return new Metadata(number -> Optional.empty());
    }

    /** The nodes that this function reads; it must be pure. */
    public static Metadata readBy(IntFunction<Optional<MetadataNode>> reader) {
        return new Metadata(reader);
    }

    /** The node of that number, or empty where the module has none or it was not understood. */
    public Optional<MetadataNode> node(int number) {
        return known.computeIfAbsent(number, reader::apply);
    }
}
