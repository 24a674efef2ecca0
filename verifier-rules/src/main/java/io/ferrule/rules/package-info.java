/**
 * The rules, one file each. {@code META-INF/services/io.ferrule.rule.Rule} names them; each has a page in
 * {@code docs/rules}. A rule sees {@link io.ferrule.rule.RuleContext} and nothing else, and does not know other rules.
 */
@NullMarked
package io.ferrule.rules;

import org.jspecify.annotations.NullMarked;
