/**
 * How fast Ferrule is, and how much memory it takes; {@code benchmarks/README.md} says how to run what is here.
 *
 * <p>Classes whose name ends in {@code Benchmark} are run by JMH. The others are programs of their own, for what JMH
 * does not measure: CPU time beside another process, retained memory, and the first run of a new process.
 */
@NullMarked
package io.ferrule.benchmarks;

import org.jspecify.annotations.NullMarked;
