package io.ferrule.llvm;

import io.ferrule.program.Program;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads one module of textual LLVM IR.
 *
 * <p>Whatever the text is, reading ends with a program: what was not understood is in {@link Program#problems()}, with
 * its line and column, and the function that it stands in has an unreadable body. Instances do not exist, nothing is
 * kept between calls, and several threads may read at once.
 */
public final class LlvmIrReader {

    private static final Optional<Executor> ALONE = Optional.empty();

    private LlvmIrReader() {}

    /**
     * Reads a module.
     *
     * @param name how problems call the text, usually a file name
     * @param bytes the text; must not be changed afterwards, since metadata is read from it on demand
     */
    public static Program read(String name, byte[] bytes) {
        return read(new SourceText(name, bytes), ALONE, ModuleBuilder::program);
    }

    /**
     * Reads a module as {@link #read(String, byte[])} does, and sooner.
     *
     * @param helper runs a part of the work, ideally on another thread
     */
    public static Program read(String name, byte[] bytes, Executor helper) {
        return read(new SourceText(name, bytes), Optional.of(helper), ModuleBuilder::program);
    }

    /**
     * Reads as much of a module as can have to do with calls of some of its functions: the functions that they mention,
     * directly or not, and the variables. Whatever else could come to be used without being mentioned is read, too. Of
     * every other function with a body there is the head, with {@link io.ferrule.program.Body.Unread}; other local
     * variables are left out. Time then follows the length of the text and the size of what is reached.
     *
     * <p>This is for a caller who takes it that nothing outside calls the functions that are not named here, as
     * {@link io.ferrule.Verifier} does for all but the entry points of the policy. Whatever comes to call one of them
     * all the same has reached code that was not read, and nothing is proved about it.
     *
     * @param name how problems call the text, usually a file name
     * @param bytes the text; must not be changed afterwards, since metadata is read from it on demand
     * @param entries given the symbols of all functions and aliases, those that are called from outside; asked once
     *     or twice, when the text is cut into entities already
     */
    public static Program readReached(String name, byte[] bytes, UnaryOperator<Set<String>> entries) {
        return read(new SourceText(name, bytes), ALONE, builder -> builder.program(entries));
    }

    /**
     * Reads as {@link #readReached(String, byte[], UnaryOperator)} does, and sooner.
     *
     * @param helper runs a part of the work, ideally on another thread
     */
    public static Program readReached(String name, byte[] bytes, UnaryOperator<Set<String>> entries, Executor helper) {
        return read(new SourceText(name, bytes), Optional.of(helper), builder -> builder.program(entries));
    }

    private static Program read(
            SourceText text, Optional<Executor> helper, Function<ModuleBuilder, Optional<Program>> how) {
        if (text.isBitcode()) {
            return refused(text, "this is LLVM bitcode, not text: let rustc write --emit=llvm-ir, or disassemble it");
        }
        if (!text.growingTokens().advance()) {
            return refused(text, "the file holds no LLVM IR");
        }
        Optional<Program> split = helper.flatMap(executor -> split(text, executor, how));
        return split.or(() -> how.apply(new ModuleBuilder(text))).orElseThrow();
    }

    private static Optional<Program> split(
            SourceText text, Executor helper, Function<ModuleBuilder, Optional<Program>> how) {
        int tail = MetadataTail.start(text.bytes());
        return tail < text.bytes().length ? how.apply(new ModuleBuilder(text, tail, helper)) : Optional.empty();
    }

    private static Program refused(SourceText text, String message) {
        ModuleBuilder nothing = new ModuleBuilder(new SourceText(text.name(), new byte[0]));
        nothing.refuse(text.problem(0, "", message));
        return nothing.program().orElseThrow();
    }
}
