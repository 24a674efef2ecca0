/**
 * Verdicts and problems as text.
 *
 * <p>A {@link io.ferrule.cli.format.VerdictFormat} turns one verdict into text: for a person as rustc would
 * ({@link io.ferrule.cli.format.HumanFormat}), for an editor one line each ({@link io.ferrule.cli.format.ShortFormat}), for
 * a program as JSON ({@link io.ferrule.cli.format.JsonFormat}). To add a format, implement that interface and name it in
 * {@link io.ferrule.cli.format.FormatName}.
 *
 * <p>Everything that is shown may come from a hostile module: names, messages, file names, source lines. Whatever goes
 * to a terminal passes {@link io.ferrule.cli.format.Printable} first, and source lines are only taken from where
 * {@link io.ferrule.cli.format.SourceFiles} allows.
 */
@NullMarked
package io.ferrule.cli.format;

import org.jspecify.annotations.NullMarked;
