package io.ferrule.program;

import java.util.List;
import java.util.Optional;

/**
 * A function of the module, defined or declared.
 *
 * @param symbol its name in the object file, without {@code @} and quotes; unique in the program
 * @param qualifiers what stands before the result type: linkage, visibility, calling convention, result attributes
 * @param attributes what stands behind the parameters, attribute groups resolved; {@code prologue} where there is
 *     prologue data
 * @param section the section that it is put in, where one is named
 * @param subprogram the number of its {@code DISubprogram} metadata node, or {@link Header#NO_LOCATION}
 * @param references constants that belong to the function beside its body: prefix and prologue data, personality
 */
public record Function(
        String symbol,
        Type resultType,
        List<Parameter> parameters,
        boolean variadic,
        AttributeSet qualifiers,
        AttributeSet attributes,
        Optional<String> section,
        List<TypedValue> references,
        int subprogram,
        Attachments attachments,
        Body body) {

    public Function {
        parameters = List.copyOf(parameters);
        references = List.copyOf(references);
    }

    /** The blocks, entry first; none where the function is declared only or could not be read. */
    public List<BasicBlock> blocks() {
        return body instanceof Body.Defined defined ? defined.blocks() : List.of();
    }

    /** Whether the module only declares the function. */
    public boolean isDeclaration() {
        return body instanceof Body.Declared;
    }

    /** Whether other modules cannot name the function. */
    public boolean isLocal() {
        return qualifiers.has("internal") || qualifiers.has("private");
    }

    /** Whether the definition that is linked in the end may be another one than this: see {@link Linkage}. */
    public boolean isReplaceable() {
        return !isDeclaration() && Linkage.isReplaceable(qualifiers);
    }

    /**
     * What makes the code generator add code to the function that is no instruction of it, such as {@code prologue} data
     * or an attribute that names a function to call first.
     */
    public Optional<String> insertedCode() {
        return InsertedCode.in(attributes);
    }

    /** The type of the function, without attributes. */
    public Type.FunctionType type() {
        return new Type.FunctionType(
                resultType, parameters.stream().map(Parameter::type).toList(), variadic);
    }
}
