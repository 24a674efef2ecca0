/**
 * Reads the names Rust compilers give to functions and statics.
 *
 * <p>A function {@code lock} of {@code impl<T> Mutex<T>} in the crate {@code k}, made for {@code u32}, stands in an
 * object file as {@code _RNvMCs6xqZpQ2l3Vz_1kINtB2_5MutexmE4lock}. {@link io.ferrule.symbol.RustSymbol#demangle} reads
 * that back to a tree:
 *
 * <pre>{@code
 * RustSymbol symbol = RustSymbol.demangle("_RNvMCs6xqZpQ2l3Vz_1kINtB2_5MutexmE4lock").orElseThrow();
 * symbol.display();       // <k::Mutex<u32>>::lock
 * symbol.crateName();     // Optional[k]
 * symbol.lastSegment();   // lock
 * }</pre>
 *
 * <p>The tree is one of records: a {@link io.ferrule.symbol.RustPath} is sealed, and so are the
 * {@link io.ferrule.symbol.RustType} and the {@link io.ferrule.symbol.RustConst} that its generic arguments are.
 *
 * <pre>{@code
 * if (symbol.path() instanceof RustPath.Nested nested
 *         && nested.parent() instanceof RustPath.InherentImpl impl) {
 *     impl.selfType();    // Named[path=Generic[base=Nested[..Mutex..], arguments=[U32]]]
 * }
 * }</pre>
 *
 * <p>To ask which of many symbols a rule is about, write the path as it stands in Rust and let a
 * {@link io.ferrule.symbol.PathPattern} compare:
 *
 * <pre>{@code
 * PathPattern.parse("k::Mutex::lock").matches(symbol);        // true
 * PathPattern.parse("k::Mutex<..>::lock").matches(symbol);    // true
 * PathPattern.parse("k::Mutex<bool>::lock").matches(symbol);  // false
 * PathPattern.parse("k::**").matches(symbol);                 // true
 * }</pre>
 *
 * <p>The encoding is that of <a href="https://rust-lang.github.io/rfcs/2603-rust-symbol-name-mangling-v0.html">RFC
 * 2603</a> as the rustc book describes it under "v0 Symbol Format". Symbols of the encoding before it, which end in a
 * hash, have no tree to read; their path is a {@link io.ferrule.symbol.RustPath.Textual} of plain segments, and
 * patterns match what the text says.
 *
 * <p>Nothing here trusts a symbol. What is cut short, too deep, too large or unknown is no symbol, and
 * {@code demangle} is then empty; it never throws.
 */
@NullMarked
package io.ferrule.symbol;

import org.jspecify.annotations.NullMarked;
