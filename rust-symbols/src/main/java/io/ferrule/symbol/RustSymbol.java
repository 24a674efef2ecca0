package io.ferrule.symbol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A demangled Rust symbol: the path of the item it names and what the compiler added to make it unique.
 *
 * <p>Two symbols are equal when their mangled texts are.
 */
public final class RustSymbol {

    /** How a symbol is encoded. */
    public enum Encoding {
        /** The encoding of RFC 2603, in which the whole tree can be read back. */
        V0,
        /** The encoding before it, {@code _ZN..17h<hash>E}, of which only a path of text is left. */
        LEGACY
    }

    private final String mangled;
    private final Encoding encoding;
    private final RustPath path;
    private final @Nullable RustPath instantiatingCrate;
    private final @Nullable String hash;
    private final String suffix;
    /** Computed at the first match; a race computes it twice and does no harm. */
    private @Nullable Shape shape;

    RustSymbol(
            String mangled,
            Encoding encoding,
            RustPath path,
            @Nullable RustPath instantiatingCrate,
            @Nullable String hash,
            String suffix) {
        this.mangled = mangled;
        this.encoding = encoding;
        this.path = path;
        this.instantiatingCrate = instantiatingCrate;
        this.hash = hash;
        this.suffix = suffix;
    }

    /**
     * Demangles a symbol of either encoding.
     *
     * <p>The text may be hostile. What nests deeper than 256 levels, or stands for more than 100,000 nodes or
     * 1,000,000 characters once its back references are followed, is not demangled.
     *
     * @param mangled a symbol as it stands in an object file or in LLVM IR, with the prefix of any platform
     *     ({@code _R}, {@code R}, {@code __R}; {@code _ZN}, {@code ZN}, {@code __ZN}) and perhaps a suffix
     *     ({@code .llvm.123})
     * @return the symbol, or nothing if this is no Rust symbol or not one that is understood to its end
     */
    public static Optional<RustSymbol> demangle(String mangled) {
        try {
            int underscores = mangled.startsWith("__") ? 2 : mangled.startsWith("_") ? 1 : 0;
            if (mangled.startsWith("R", underscores)) {
                return Optional.of(parseV0(mangled, underscores + 1));
            }
            if (mangled.startsWith("ZN", underscores)) {
                return Optional.of(LegacyParser.parse(mangled, underscores + 2));
            }
            return Optional.empty();
        } catch (MalformedSymbolException e) {
            return Optional.empty();
        }
    }

    private static RustSymbol parseV0(String mangled, int prefix) {
        V0Parser parser = new V0Parser(utf8(mangled.substring(prefix)));
        V0Cursor cursor = parser.cursor();
        RustPath path = parser.path();
        boolean ends = cursor.atEnd() || cursor.peek() == '.' || cursor.peek() == '$';
        RustPath instantiatingCrate = ends ? null : parser.path();
        if (!cursor.atEnd() && cursor.peek() != '.' && cursor.peek() != '$') {
            throw new MalformedSymbolException("unknown text behind the symbol");
        }
        return new RustSymbol(mangled, Encoding.V0, path, instantiatingCrate, null, cursor.rest());
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new MalformedSymbolException("symbol is no text");
        }
    }

    /** The symbol as it was given. */
    public String mangled() {
        return mangled;
    }

    /** How the symbol is encoded. */
    public Encoding encoding() {
        return encoding;
    }

    /** The path of the item; a {@link RustPath.Textual} for a legacy symbol. */
    public RustPath path() {
        return path;
    }

    /** The crate which made this instance of a generic item, where the symbol says it. */
    public Optional<RustPath> instantiatingCrate() {
        return Optional.ofNullable(instantiatingCrate);
    }

    /** The hash of a legacy symbol: {@code h} and 16 hexadecimal digits. */
    public Optional<String> hash() {
        return Optional.ofNullable(hash);
    }

    /** What the toolchain appended, from its dot or dollar sign on; empty where it appended nothing. */
    public String suffix() {
        return suffix;
    }

    /**
     * The path as a person would write it, without hashes and suffix:
     * {@code core::ptr::drop_in_place::<k::Guard<u32>>}.
     *
     * <p>This is what {@code c++filt -i -s rust} of binutils prints, but for what binutils 2.40 does not know:
     * constants of 128 bits, which it misreads; constants that are text, references, arrays, tuples or structs;
     * type patterns; letters beyond ASCII in legacy symbols; and quotes and backslashes in {@code char} constants,
     * which are escaped here. Whatever is not printable ASCII in a constant is escaped.
     */
    public String display() {
        return render(false);
    }

    /**
     * The path with the hashes of its crates, or of the legacy symbol, and the types of its constants:
     * {@code core[9d3c]::array::len::<4: usize>}. This is what {@code c++filt -s rust} prints.
     */
    public String displayWithHashes() {
        return hash == null ? render(true) : render(true) + "::" + hash;
    }

    private String render(boolean hashes) {
        Renderer renderer = new Renderer(hashes);
        renderer.path(path, true);
        return renderer.toString();
    }

    /**
     * The crate at the root of the defining path: for a method of an {@code impl} the crate which holds the
     * {@code impl}, for a provided method of a trait the crate of the trait. It is empty for a legacy symbol whose
     * path starts with a type, such as {@code <k::Guard<T> as core::ops::drop::Drop>::drop}.
     */
    public Optional<String> crateName() {
        return PathNames.crateName(path);
    }

    /** The name of the item without its path and its generic arguments: {@code lock}, {@code {closure#0}}. */
    public String lastSegment() {
        return PathNames.lastSegment(path);
    }

    /** The form which patterns are matched against. */
    Shape shape() {
        Shape known = shape;
        if (known == null) {
            known = Shapes.of(path);
            shape = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RustSymbol symbol && mangled.equals(symbol.mangled);
    }

    @Override
    public int hashCode() {
        return mangled.hashCode();
    }

    /** The same as {@link #display()}. */
    @Override
    public String toString() {
        return display();
    }
}
