package io.ferrule.graph;

/** What is known of a call through a vtable, where contracts speak of methods whose implementations nobody has seen. */
public sealed interface MethodCall {

    /**
     * It is of a method that a contract speaks of.
     *
     * @param symbol the name of what stands for all implementations that are not known
     */
    record Contracted(String symbol) implements MethodCall {}

    /** It is of a method of which no contract speaks: the module has all of its implementations. */
    enum Own implements MethodCall {
        OWN
    }

    /** It may be of either. */
    enum Unknown implements MethodCall {
        UNKNOWN
    }
}
