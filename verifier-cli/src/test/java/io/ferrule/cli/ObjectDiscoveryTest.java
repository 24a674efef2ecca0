package io.ferrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which object {@code ferrule verify} takes for a module, and what it says of one that it cannot use. */
final class ObjectDiscoveryTest {

    private static final Path STACK = CommandRun.ROOT.resolve("fixtures/stack");

    @TempDir
    private Path folder;

    @BeforeEach
    void module() throws IOException {
        copy("chain.ll", "ext.ll");
        copy("chain.toml", "ferrule.toml");
    }

    @Test
    void theObjectBesideTheModuleIsTaken() throws IOException {
        copy("chain.o", "ext.o");
        CommandRun run = verify("-v", "ext.ll");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("at most 1,520 bytes").contains("ext.o");
        assertThat(verify("-v", ".").out()).contains("at most 1,520 bytes");
    }

    @Test
    void archivesAndModulesCount() throws IOException {
        copy("machines/chain.a", "ext.a");
        assertThat(verify("ext.ll").code()).isZero();
        Files.delete(folder.resolve("ext.a"));
        copy("machines/chain.ko", "ext.ko");
        assertThat(verify("ext.ll").code()).isZero();
    }

    @Test
    void whatTheKernelLoadsComesBeforeWhatItIsLinkedFrom() throws IOException {
        copy("chain.o", "ext.o");
        Files.writeString(folder.resolve("ext.ko"), "not an object");
        CommandRun run = verify("ext.ll");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("ext.ko: at byte 0x0: not an ELF object");
    }

    @Test
    void anObjectMayBeNamed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("out"));
        Files.copy(STACK.resolve("chain.o"), elsewhere.resolve("ext.o"));
        assertThat(verify("ext.ll", "out/ext.o").code()).isZero();
        copy("chain.o", "ext.o");
        assertThat(verify("ext.o").code()).isZero();
    }

    @Test
    void withoutAnObjectItSaysWhatToGive() {
        CommandRun run = verify("ext.ll");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out())
                .contains("the stack depth of `entry` is not known without the object file")
                .contains("-Z emit-stack-sizes");
    }

    @Test
    void anObjectThatIsNotThereIsAnError() {
        CommandRun run = verify("other.o");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("other.o: no such file or folder");
    }

    @Test
    void anObjectWithoutItsModuleIsAnError() throws IOException {
        copy("chain.o", "lone.o");
        CommandRun run = verify("lone.o");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("lone.ll: no such file or folder");
    }

    private void copy(String from, String to) throws IOException {
        Files.copy(STACK.resolve(from), folder.resolve(to));
    }

    private CommandRun verify(String... arguments) {
        List<String> all = new ArrayList<>(List.of("verify", "--policy", "ferrule.toml"));
        all.addAll(List.of(arguments));
        return CommandRun.in(folder, all.toArray(String[]::new));
    }
}
