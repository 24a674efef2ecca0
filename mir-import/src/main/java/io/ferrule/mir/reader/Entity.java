package io.ferrule.mir.reader;

/**
 * A stretch of tokens that makes one item of a dump, or an allocation.
 *
 * @param from its first token
 * @param to the token behind its last
 * @param torn whether it ended where none may end: something may be hidden in it
 */
record Entity(Kind kind, int from, int to, boolean torn) {

    enum Kind {
        FUNCTION,
        /** A constant, a static, or a promoted value. */
        VALUE,
        ALLOCATION
    }
}
