/**
 * The grammars of LLVM IR text ({@code LlvmIrLexer.g4}, {@code LlvmIrParser.g4}) and of MIR text ({@code
 * RustMirLexer.g4}, {@code RustMirParser.g4}), and what ANTLR generates from them.
 *
 * <p>By hand there is only what makes that fast: {@link io.ferrule.grammar.TokenAutomaton} recognises the tokens of the
 * generated lexer by a table that the build computes from it, and {@link io.ferrule.grammar.LightParser} leaves out of
 * ANTLR's parser what an LL(1) grammar without parse trees does not need.
 */
package io.ferrule.grammar;
