package io.ferrule.graph;

import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Program;
import io.ferrule.program.Value;
import java.util.Optional;

/** What lies in the slots of vtables that are constants of the program. */
public final class VtableMethods {

    private final Program program;
    private final Layouts layouts;
    private final Aliases aliases;

    /** The vtables of that program. */
    public VtableMethods(Program program) {
        this.program = program;
        this.layouts = new Layouts(program);
        this.aliases = new Aliases(program);
    }

    /** The function in that slot, counted in pointers; empty where the vtable or its layout is not known. */
    public Optional<String> at(String vtable, int slot) {
        return Optional.ofNullable(program.globals().get(vtable))
                .filter(GlobalVariable::isFixed)
                .flatMap(layouts::of)
                .flatMap(layout -> Optional.<Value>ofNullable(layout.pointers().get((long) slot * TypeSizes.POINTER)))
                .filter(GlobalReference.class::isInstance)
                .flatMap(value -> aliases.resolve(((GlobalReference) value).symbol()))
                .filter(program.functions()::containsKey);
    }
}
