package io.ferrule.join;

import io.ferrule.mir.MirBody;
import java.util.List;
import java.util.Set;

/** What MIR a function of LLVM IR, or one that was inlined, was made from. */
public sealed interface JoinStatus {

    /** For a person: {@code unique}, {@code ambiguous (2 bodies)}, {@code missing: ..}. */
    String text();

    /**
     * It was made from this body, and from no other of the dump.
     *
     * @param evidence what speaks for it; the path always does
     */
    record Unique(MirBody body, Set<Evidence> evidence) implements JoinStatus {
        public Unique {
            evidence = Set.copyOf(evidence);
        }

        @Override
        public String text() {
            return "unique";
        }
    }

    /**
     * What is known does not tell these apart.
     *
     * @param candidates two or more, in the order of the dump
     */
    record Ambiguous(List<MirBody> candidates) implements JoinStatus {
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }

        @Override
        public String text() {
            return "ambiguous (" + candidates.size() + " bodies)";
        }
    }

    /** The dump has no body for it. */
    record Missing(Reason reason) implements JoinStatus {
        @Override
        public String text() {
            return "missing: " + reason.text();
        }
    }

    /** What speaks for a body. */
    enum Evidence {
        /** The path is the same, apart from the crate and from leading segments that MIR leaves out. */
        PATH,
        /** The {@code impl} of the path, or the closure, stands where it is declared. */
        HEADER,
        /** Its declaration is the nearest above the body's parameters and result. */
        DECLARATION,
        /** Its instructions come from places of the body. */
        CODE,
        /** The {@code impl} is for the type that {@code self} has. */
        SELF_TYPE,
        /** The implementations that a macro made in one place come in the order of their numbers. */
        ORDER
    }

    /** Why a function has no body. */
    enum Reason {
        /** It belongs to another crate than the dump: an instance of a generic item, or inlined code. */
        FOREIGN_CRATE("it is of another crate than the MIR"),
        /** The compiler made it up: drop glue, a shim, code around the program. */
        COMPILER_MADE("the compiler made it up"),
        /** Neither a symbol nor debug information says what it is. */
        NO_PATH("nothing says which Rust function it is"),
        /** No body has its path. */
        NOT_IN_DUMP("no body of the MIR has its path"),
        /** A body has its path, and lies elsewhere: the dump is of another compile, or of other source. */
        CONFLICT("the MIR of its path lies elsewhere in the source: is it of another compile?");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** As a person is told. */
        public String text() {
            return text;
        }
    }
}
