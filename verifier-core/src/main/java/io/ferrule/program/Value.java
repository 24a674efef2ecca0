package io.ferrule.program;

/** What an instruction can have as operand: something local to the function, a constant, or something special. */
public sealed interface Value permits Value.Local, Constant, InlineAsm, MetadataOperand {

    /**
     * A parameter or the result of an instruction of the same function.
     *
     * @param index its number in the function: parameters first, then results in the order of the text
     */
    record Local(int index) implements Value {

        private static final Local[] SMALL = new Local[1024];

        static {
            for (int i = 0; i < SMALL.length; i++) {
                SMALL[i] = new Local(i);
            }
        }

        /** The local of that number; small numbers share one instance. */
        public static Local of(int index) {
            return index < SMALL.length ? SMALL[index] : new Local(index);
        }
    }
}
