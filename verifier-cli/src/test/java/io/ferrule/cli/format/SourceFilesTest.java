package io.ferrule.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.verdict.SourceSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFilesTest {

    @TempDir
    private Path root;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String name :
                new String[] {"secret.rs", "ext/src/lib.rs", "ext/target/x.rs", "ext/key.pem", "work/here.rs"}) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name + "\nsecond\n");
        }
    }

    @Test
    void sourcesAreFoundFromTheWorkingDirectoryAndFromTheInputUpward() {
        assertThat(line("here.rs", 1)).contains("work/here.rs");
        assertThat(line("x.rs", 1)).contains("ext/target/x.rs");
        assertThat(line("src/lib.rs", 2)).contains("second");
        assertThat(line(root.resolve("ext/target/x.rs").toString(), 1)).contains("ext/target/x.rs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.rs",
                "src/../../secret.rs",
                "key.pem",
                "src",
                ".",
                "",
                "/",
                "a\u0000b.rs",
                "no.rs",
                "\ud800.rs"
            })
    void nothingElseIsRead(String name) {
        assertThat(new SourceFiles(root.resolve("work"), root.resolve("ext/target")).line(new SourceSpan(name, 1, 1)))
                .isEmpty();
    }

    @Test
    void anAbsoluteNameMustLieNearTheInput() {
        assertThat(line(root.resolve("secret.rs").toString(), 1)).isEmpty();
        assertThat(line(root.resolve("ext/src/lib.rs").toString(), 1)).isEmpty();
    }

    @Test
    void theInputMayLieInTheWorkingDirectory() {
        SourceFiles files = new SourceFiles(root.resolve("work"), Path.of(""));

        assertThat(files.line(new SourceSpan(root.resolve("work/here.rs").toString(), 2, 1)))
                .contains("second");
        assertThat(files.line(new SourceSpan("/etc/none.rs", 1, 1))).isEmpty();
    }

    @Test
    void aLinkMustNotLeadOutside() throws IOException {
        Files.createSymbolicLink(root.resolve("work/link.rs"), root.resolve("secret.rs"));
        Files.createSymbolicLink(root.resolve("work/named.rs"), root.resolve("ext/key.pem"));

        assertThat(line("link.rs", 1)).isEmpty();
        assertThat(line("named.rs", 1)).isEmpty();
    }

    @Test
    void aLargeFileIsNotRead() throws IOException {
        Files.write(root.resolve("work/large.rs"), new byte[(4 << 20) + 1]);

        assertThat(line("large.rs", 1)).isEmpty();
    }

    @Test
    void aLineThatIsNotThereIsEmpty() {
        assertThat(line("here.rs", 0)).isEmpty();
        assertThat(line("here.rs", 3)).isEmpty();
        assertThat(line("here.rs", Integer.MAX_VALUE)).isEmpty();
    }

    private Optional<String> line(String name, int line) {
        return new SourceFiles(root.resolve("work"), root.resolve("ext/target")).line(new SourceSpan(name, line, 1));
    }
}
