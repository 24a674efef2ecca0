package io.ferrule.program;

import java.util.List;
import java.util.Optional;

/**
 * What a call does, whatever instruction makes it.
 *
 * @param attributes words before the return type (calling convention, return attributes, fast-math flags, {@code tail})
 *     and behind the arguments
 * @param type the type of the result, or the whole function type where it is written out, as for variadic callees
 * @param callee a {@link Constant.GlobalReference} for a direct call, an {@link InlineAsm}, else an indirect call
 */
public record CallOperation(
        AttributeSet attributes, Type type, Value callee, List<Argument> arguments, List<Bundle> bundles) {

    public CallOperation {
        arguments = List.copyOf(arguments);
        bundles = List.copyOf(bundles);
    }

    /** The type of the result. */
    public Type resultType() {
        return type instanceof Type.FunctionType function ? function.result() : type;
    }

    /** What makes the code generator add code to the call, such as an attribute that names a function to call instead. */
    public Optional<String> insertedCode() {
        return InsertedCode.in(this);
    }

    /** An argument with its attributes at the call site. */
    public record Argument(Type type, AttributeSet attributes, Value value) {}

    /** An operand bundle, such as {@code "kcfi"(i32 7)}. */
    public record Bundle(String tag, List<TypedValue> values) {
        public Bundle {
            values = List.copyOf(values);
        }
    }
}
