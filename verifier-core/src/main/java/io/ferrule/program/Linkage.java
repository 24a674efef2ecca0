package io.ferrule.program;

import java.util.Set;

/** What the linkage of a definition says about it. */
final class Linkage {
    /**
     * The linker may take another definition, which need not do the same. The {@code _odr} kinds are not here: all
     * definitions of theirs are equivalent. An {@code available_externally} one is never linked, only inlined.
     */
    private static final Set<String> REPLACEABLE =
            Set.of("weak", "linkonce", "common", "extern_weak", "available_externally");

    private Linkage() {}

    static boolean isReplaceable(AttributeSet qualifiers) {
        return qualifiers.attributes().stream().map(Attribute::name).anyMatch(REPLACEABLE::contains);
    }
}
