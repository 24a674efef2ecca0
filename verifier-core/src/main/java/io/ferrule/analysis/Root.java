package io.ferrule.analysis;

import io.ferrule.policy.Context;
import io.ferrule.program.Names;

/**
 * A function that something outside of the program may call.
 *
 * @param symbol the function
 * @param context the context in which it is called; the most restrictive one where that is not known
 */
public record Root(String symbol, Context context, Origin origin) {

    /** How it is known that the function may be called from outside. */
    public sealed interface Origin {

        /** As a person is told. */
        String text();

        /** The policy names it as an entry point. */
        record Declared() implements Origin {
            @Override
            public String text() {
                return "entry point of the policy";
            }
        }

        /**
         * Its address is given to a function that calls it back, as that one's contract says.
         *
         * @param caller the function that gives it away
         * @param registrar the external function that takes it
         */
        record CalledBack(String caller, String registrar) implements Origin {
            @Override
            public String text() {
                return "handed to `" + Names.display(registrar) + "` by `" + Names.display(caller) + "`";
            }
        }

        /**
         * The function that it is given to calls it before it returns, in the context and with the locks of its own caller,
         * and may itself sleep: what it does there is told where that call is. Here it is followed for all else.
         */
        record CalledInCaller(String caller, String registrar) implements Origin {
            @Override
            public String text() {
                return "handed to `" + Names.display(registrar) + "` by `" + Names.display(caller) + "`";
            }
        }

        /**
         * Its address leaves the program on a way that no contract describes.
         *
         * @param through the function or global through which it leaves
         */
        record Escaped(String through) implements Origin {
            @Override
            public String text() {
                return "its address leaves the program through `" + Names.display(through) + "`";
            }
        }

        /**
         * It implements a method of which a contract says where it may be called.
         *
         * @param method the trait and the method
         */
        record Implementation(String method) implements Origin {
            @Override
            public String text() {
                return "implements `" + method + "`, of which a contract speaks";
            }
        }

        /** Code generation calls it in place of an intrinsic or an operation, wherever there is one. */
        record Generated() implements Origin {
            @Override
            public String text() {
                return "called by generated code under this name";
            }
        }
    }

    /** Whether the context is known, rather than taken to be the most restrictive for want of knowledge. */
    public boolean contextKnown() {
        return !(origin instanceof Origin.Escaped || origin instanceof Origin.Generated);
    }

    /** Whether it is called like this for certain: in that context, and without locks. */
    public boolean isSure() {
        return contextKnown() && !(origin instanceof Origin.CalledInCaller);
    }
}
