/**
 * What a rule is: it is asked about a whole program, and answers for each of its obligations.
 *
 * <p>To add a rule, implement {@link io.ferrule.rule.Rule} in one file of the module {@code verifier-rules} and name it
 * in {@code META-INF/services/io.ferrule.rule.Rule}. {@link io.ferrule.rule.RuleContext} is all that it sees; it has no
 * other input, keeps no state between calls, and says "unproved" wherever it does not know.
 */
@NullMarked
package io.ferrule.rule;

import org.jspecify.annotations.NullMarked;
