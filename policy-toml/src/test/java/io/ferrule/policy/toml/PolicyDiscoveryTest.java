package io.ferrule.policy.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDiscoveryTest {
    @TempDir
    Path root;

    @Test
    void theNearestFolderWins() throws IOException {
        Path upper = file("ferrule.toml");
        Path lower = file("a/.cargo/ferrule.toml");
        Path deep = Files.createDirectories(root.resolve("a/b/c"));
        assertThat(PolicyDiscovery.find(deep)).contains(lower);
        assertThat(PolicyDiscovery.find(root)).contains(upper);
    }

    @Test
    void withinAFolderTheOrderOfNamesDecides() throws IOException {
        Path cargo = file(".cargo/ferrule.toml");
        assertThat(PolicyDiscovery.find(root)).contains(cargo);
        Path hidden = file(".ferrule.toml");
        assertThat(PolicyDiscovery.find(root)).contains(hidden);
        Path plain = file("ferrule.toml");
        assertThat(PolicyDiscovery.find(root)).contains(plain);
    }

    @Test
    void aFolderOfThatNameIsNoPolicy() throws IOException {
        Path upper = file("ferrule.toml");
        Files.createDirectories(root.resolve("a/ferrule.toml"));
        assertThat(PolicyDiscovery.find(root.resolve("a"))).contains(upper);
    }

    private Path file(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(root.resolve(".cargo"));
        Files.createDirectories(root.resolve("a/.cargo"));
        return Files.writeString(file, "");
    }
}
