/**
 * Who calls whom. {@link io.ferrule.graph.CallGraph} holds every call site of a program with what it may call;
 * {@link io.ferrule.graph.Reach} is what can be reached from one function, with a shortest path to each.
 *
 * <p>Indirect calls are resolved by a ladder, each rung sound for what it claims
 * ({@link io.ferrule.graph.CallTarget.Indirect} says which rung it was):
 *
 * <ol>
 *   <li>{@code !callees} metadata: LLVM proved that nothing else is called.
 *   <li>the values that the called pointer may have, followed back through the whole program to constants and to the
 *       contents of constant tables.
 *   <li>a load from a vtable slot: the functions in that slot of all vtables of the module.
 *   <li>all functions of the same signature whose address is taken somewhere. This set is open, since a pointer may
 *       come from outside, unless a contract closes it.
 * </ol>
 *
 * <p>Inside one function, {@link io.ferrule.graph.ControlFlowGraph} has the edges between blocks,
 * {@link io.ferrule.graph.Dominators} what lies on every path, and {@link io.ferrule.graph.LoopForest} the natural loops
 * and the irreducible regions.
 *
 * <p>What is assumed: the module has no undefined behaviour (it is safe Rust on a trusted crate), so that a call goes to
 * a function of the called type. Vtables are made by this module only, unless it uses Rust code of another one ({@code
 * OtherModules}); then a slot may hold anything. JGraphT is used inside and stays out of all
 * signatures.
 */
@NullMarked
package io.ferrule.graph;

import org.jspecify.annotations.NullMarked;
