package io.ferrule.symbol;

import java.util.ArrayList;
import java.util.List;

/** The path of an item (RFC 2603, {@code path}). */
public sealed interface RustPath {

    /**
     * The names from the crate's on, without generic arguments. Only of items in modules; what comes before anything else,
     * such as an {@code impl} block, counts for nothing.
     */
    default List<String> names() {
        if (this instanceof Generic generic) {
            return generic.base().names();
        }
        if (this instanceof CrateRoot crate) {
            return List.of(crate.name());
        }
        if (!(this instanceof Nested nested)) {
            return List.of();
        }
        List<String> names = new ArrayList<>(nested.parent().names());
        names.add(nested.name());
        return List.copyOf(names);
    }

    /**
     * The root of a crate.
     *
     * @param name the name of the crate
     * @param disambiguator the hash which keeps crates of one name apart, an unsigned number; zero where this is
     *     no crate but a primitive type without a letter of its own, such as {@code f128}
     */
    record CrateRoot(String name, long disambiguator) implements RustPath {}

    /**
     * An item inside another one.
     *
     * @param parent what the item is in
     * @param namespace the letter of the namespace: upper case for what the compiler makes ({@code C} closures,
     *     {@code S} shims), lower case for the compiler's own use
     * @param name the name, which can be empty
     * @param disambiguator an unsigned number which keeps items of one name apart
     */
    record Nested(RustPath parent, char namespace, String name, long disambiguator) implements RustPath {

        /** Whether this is a closure, a shim or another thing the source has no name for. */
        public boolean isGenerated() {
            return namespace >= 'A' && namespace <= 'Z';
        }

        /**
         * The segment as it is rendered: the name, or {@code {closure#0}} and {@code {shim:vtable#0}} for what
         * is generated. It is empty for unnamed items that are never shown, such as a constructor.
         */
        public String segment() {
            if (!isGenerated()) {
                return name;
            }
            String kind = namespace == 'C' ? "closure" : namespace == 'S' ? "shim" : String.valueOf(namespace);
            String label = name.isEmpty() ? kind : kind + ":" + name;
            return "{" + label + "#" + Long.toUnsignedString(disambiguator) + "}";
        }
    }

    /**
     * An {@code impl} block of a type, rendered {@code <Self>}.
     *
     * @param location where the block stands
     * @param selfType the type it is for
     */
    record InherentImpl(ImplLocation location, RustType selfType) implements RustPath {}

    /**
     * An {@code impl} block of a trait, rendered {@code <Self as Trait>}.
     *
     * @param location where the block stands
     * @param selfType the type it is for
     * @param trait the trait, with its generic arguments
     */
    record TraitImpl(ImplLocation location, RustType selfType, RustPath trait) implements RustPath {}

    /**
     * A trait as seen by one type, the root of the trait's provided methods; rendered {@code <Self as Trait>}.
     *
     * @param selfType the type
     * @param trait the trait, with its generic arguments
     */
    record TraitDefinition(RustType selfType, RustPath trait) implements RustPath {}

    /**
     * A path with generic arguments.
     *
     * @param base the path without them
     * @param arguments the arguments; those equal to their default are not encoded
     */
    record Generic(RustPath base, List<GenericArgument> arguments) implements RustPath {
        public Generic {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * The path of a legacy symbol, which is text and has no more structure than its segments.
     *
     * @param segments the segments with their escapes undone, at least one; each may be more than an identifier,
     *     as in {@code <k::Guard<T> as core::ops::drop::Drop>}
     */
    record Textual(List<String> segments) implements RustPath {
        public Textual {
            segments = List.copyOf(segments);
        }
    }

    /**
     * Where an {@code impl} block stands.
     *
     * @param parent the module, function or crate the block is in
     * @param disambiguator an unsigned number which keeps the blocks of one parent apart
     */
    record ImplLocation(RustPath parent, long disambiguator) {}
}
