package io.ferrule.llvm;

/**
 * A stretch of tokens that makes one entity of a module.
 *
 * @param from its first token
 * @param to the token behind its last
 * @param depth how deep brackets are nested in it, at most
 */
record Entity(Kind kind, int from, int to, int depth) {

    enum Kind {
        SOURCE_FILENAME,
        TARGET,
        MODULE_ASM,
        TYPE,
        COMDAT,
        ATTRIBUTES,
        GLOBAL,
        FUNCTION,
        METADATA,
        NAMED_METADATA,
        SUMMARY,
        USE_LIST_ORDER,
        /** Tokens that begin no entity: always a problem. */
        UNKNOWN
    }
}
