/**
 * The {@code ferrule} command.
 *
 * <p>{@link io.ferrule.cli.Ferrule} is where it starts; each subcommand is one class. A command gets all it knows of the
 * outside from a {@link io.ferrule.cli.Shell}, so that it can be run in a test as it is run in a terminal, and either
 * ends with an exit code or throws a {@code CommandFailure} that says what is wrong. How verdicts look is the business of
 * {@link io.ferrule.cli.format}.
 */
@NullMarked
package io.ferrule.cli;

import org.jspecify.annotations.NullMarked;
