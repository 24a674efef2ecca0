package io.ferrule.graph;

import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Program;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The layouts of the globals of one program, each made once: many calls go through the same few tables. */
public final class Layouts {
    private final Program program;
    private final Map<String, Optional<InitializerLayout>> known = new ConcurrentHashMap<>();

    /** The layouts of that program's globals. */
    public Layouts(Program program) {
        this.program = program;
    }

    /** The layout of that global; empty where it is not known. */
    public Optional<InitializerLayout> of(GlobalVariable global) {
        return known.computeIfAbsent(global.symbol(), symbol -> InitializerLayout.of(program, global));
    }
}
