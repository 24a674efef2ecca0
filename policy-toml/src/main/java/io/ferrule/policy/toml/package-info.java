/**
 * Policies and contract packs as TOML text.
 *
 * <p>{@link io.ferrule.policy.toml.PolicyDiscovery} finds a policy file, {@link io.ferrule.policy.toml.PolicyReader}
 * reads its text, and {@link io.ferrule.policy.toml.ContractPacks} holds the contracts that ship with Ferrule. A text
 * is trusted no more than any other input: whatever is wrong with it, down to one unknown key, is a problem with line
 * and column, and nothing is ever ignored.
 */
@NullMarked
package io.ferrule.policy.toml;

import org.jspecify.annotations.NullMarked;
