/**
 * Verdicts as JSON: one line of ASCII, with a published schema ({@code docs/verdict.schema.json}).
 *
 * <p>{@link io.ferrule.verdict.json.VerdictJson} writes and reads. Writing is deterministic: equal verdicts give the same
 * bytes. Reading trusts nothing: a text that breaks the schema, that says a thing twice, or whose outcome is not the one
 * that its judgements lead to, is a problem and never a verdict.
 */
@NullMarked
package io.ferrule.verdict.json;

import org.jspecify.annotations.NullMarked;
