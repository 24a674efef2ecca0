package io.ferrule.llvm;

import io.ferrule.program.Program;

/**
 * Reads one module of textual LLVM IR.
 *
 * <p>Whatever the text is, reading ends with a program: what was not understood is in {@link Program#problems()}, with
 * its line and column, and the function that it stands in has an unreadable body. Instances do not exist, nothing is
 * kept between calls, and several threads may read at once.
 */
public final class LlvmIrReader {

    private LlvmIrReader() {}

    /**
     * Reads a module.
     *
     * @param name how problems call the text, usually a file name
     * @param bytes the text; must not be changed afterwards, since metadata is read from it on demand
     */
    public static Program read(String name, byte[] bytes) {
        SourceText text = new SourceText(name, bytes);
        if (text.isBitcode()) {
            return refused(text, "this is LLVM bitcode, not text: let rustc write --emit=llvm-ir, or disassemble it");
        }
        return text.growingTokens().advance()
                ? new ModuleBuilder(text).program()
                : refused(text, "the file holds no LLVM IR");
    }

    private static Program refused(SourceText text, String message) {
        ModuleBuilder nothing = new ModuleBuilder(new SourceText(text.name(), new byte[0]));
        nothing.refuse(text.problem(0, "", message));
        return nothing.program();
    }
}
