package io.ferrule.cost;

/** How the rounds of loops in loops are counted. */
public enum Nests {

    /** The greatest numbers of rounds are multiplied: it costs nothing. */
    MULTIPLIED,

    /** The rounds of an inner loop are summed over those of the outer one, where that is proved to be less. */
    SUMMED
}
