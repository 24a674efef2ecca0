package io.ferrule.symbol;

/**
 * What one symbol may cost. Back references let a short symbol stand for a tree of exponential size, so the work is
 * counted where it is done and not by the length of the input.
 */
final class Budget {
    /** Levels of nesting. Each level costs a few stack frames, here and in whatever walks the tree later. */
    static final int MAX_DEPTH = 256;

    /** Nodes of the tree, those behind back references counted each time. */
    static final int MAX_NODES = 100_000;

    /** Characters of identifiers and constants, those behind back references counted each time. */
    static final int MAX_CHARACTERS = 1_000_000;

    private int depth;
    private int nodes;
    private int characters;

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new MalformedSymbolException("nested too deeply");
        }
        if (++nodes > MAX_NODES) {
            throw new MalformedSymbolException("too many parts");
        }
    }

    void leave() {
        depth--;
    }

    void spend(int count) {
        characters += count;
        if (characters > MAX_CHARACTERS) {
            throw new MalformedSymbolException("too much text");
        }
    }
}
