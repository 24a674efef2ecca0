package io.ferrule.mir;

import java.util.List;
import java.util.Optional;

/**
 * One item of a dump.
 *
 * @param path as the dump names it; for an item whose head was not understood, one segment with its first words
 * @param forEvaluation whether this is the code of a {@code const fn} for evaluation at compile time; it comes besides
 *     the code that is compiled
 * @param parameters the types of the parameters; their locals have the numbers from 1
 * @param result of a function, or of a constant its type
 * @param yields what a coroutine yields
 * @param allocations what the dump shows behind the body
 * @param range where it stands in the dump, without its allocations
 */
public record MirBody(
        ItemKind kind,
        MirPath path,
        boolean forEvaluation,
        List<MirType> parameters,
        MirType result,
        Optional<MirType> yields,
        MirContents contents,
        List<Allocation> allocations,
        TextRange range) {

    /** Copies its lists. */
    public MirBody {
        parameters = List.copyOf(parameters);
        allocations = List.copyOf(allocations);
    }

    /** This item with other contents. */
    public MirBody withContents(MirContents other) {
        return new MirBody(kind, path, forEvaluation, parameters, result, yields, other, allocations, range);
    }

    /** This item with other allocations behind it. */
    public MirBody withAllocations(List<Allocation> other) {
        return new MirBody(kind, path, forEvaluation, parameters, result, yields, contents, other, range);
    }

    /** Bytes of a dump, from {@code from} to before {@code to}. */
    public record TextRange(int from, int to) {}
}
