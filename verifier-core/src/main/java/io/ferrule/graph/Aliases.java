package io.ferrule.graph;

import io.ferrule.program.Alias;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Program;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What symbols name once aliases are followed: LLVM merges functions of equal bodies and leaves aliases behind. */
public final class Aliases {
    private final Program program;

    /** The aliases of that program. */
    public Aliases(Program program) {
        this.program = program;
    }

    /**
     * What a symbol names in the end: itself where it is no alias; empty for an ifunc, for an alias that the linker may
     * replace, and for an alias of something else than a global.
     */
    public Optional<String> resolve(String symbol) {
        String name = symbol;
        Set<String> seen = new HashSet<>();
        while (program.aliases().containsKey(name)) {
            Alias alias = program.aliases().get(name);
            boolean plain = !alias.ifunc()
                    && !alias.isReplaceable()
                    && alias.target().value() instanceof GlobalReference
                    && seen.add(name);
            if (!plain) {
                return Optional.empty();
            }
            name = ((GlobalReference) alias.target().value()).symbol();
        }
        return Optional.of(name);
    }

    /** As {@link #resolve}, and the symbol itself where that is empty. */
    public String follow(String symbol) {
        return resolve(symbol).orElse(symbol);
    }
}
