package io.ferrule.policy;

/**
 * What every implementation of a trait's method keeps to, those that nobody has seen included.
 *
 * @param method the trait and its method
 * @param contract in which context it may be called, and what a call costs; it has no effect on locks and the state of the
 *     processor. Its pattern is {@link #symbol}.
 */
public record DynContract(TypePattern method, FunctionContract contract) {

    /** The name by which it is among the targets of a call: no symbol of a program has a colon behind these letters. */
    public String symbol() {
        return symbol(method);
    }

    /** The name of what is called where that method is called and its implementation is not known. */
    public static String symbol(TypePattern method) {
        return symbol(String.join("::", method.segments()));
    }

    /** The same, of a method by its path. */
    public static String symbol(String method) {
        return "dyn:" + method;
    }
}
