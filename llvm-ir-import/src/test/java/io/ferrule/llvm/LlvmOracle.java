package io.ferrule.llvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * LLVM itself, asked what it sees in a file: a running {@code fixtures/llvm-counts/llvm_counts -}. Its path is in the
 * system property {@value #PROPERTY}; tests that need it are skipped without.
 */
final class LlvmOracle implements AutoCloseable {

    static final String PROPERTY = "ferrule.llvmCounts";

    private final Process process;
    private final PrintWriter questions;
    private final BufferedReader answers;

    private LlvmOracle(String program) throws IOException {
        process = new ProcessBuilder(program, "-")
                .redirectError(ProcessBuilder.Redirect.DISCARD) // warnings, for each file
                .start();
        questions = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static LlvmOracle start() throws IOException {
        return new LlvmOracle(System.getProperty(PROPERTY));
    }

    /** The counts of that file, or empty where LLVM refuses it. */
    Optional<ModuleCounts> counts(Path file) throws IOException {
        String answer = ask(file);
        return answer.startsWith("{\"error\"") ? Optional.empty() : Optional.of(ModuleCounts.ofJson(answer));
    }

    /** What it prints about that file. */
    String ask(Path file) throws IOException {
        questions.println(file.toAbsolutePath());
        StringBuilder answer = new StringBuilder();
        for (String line = answers.readLine(); !"---".equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new IOException("the LLVM oracle has ended");
            }
            answer.append(line).append('\n');
        }
        return answer.toString();
    }

    @Override
    public void close() {
        questions.close();
        process.destroy();
    }
}
