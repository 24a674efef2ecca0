/**
 * Guesses invariants, arguments and forms. Nothing here is trusted: what is guessed counts once a certificate of it was
 * checked.
 */
@NullMarked
package io.ferrule.loop.search;

import org.jspecify.annotations.NullMarked;
