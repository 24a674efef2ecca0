package io.ferrule.policy.toml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the policy that applies to a folder. */
public final class PolicyDiscovery {
    /** The names of a policy file within a folder; the first that exists wins. */
    public static final List<String> NAMES = List.of("ferrule.toml", ".ferrule.toml", ".cargo/ferrule.toml");

    private PolicyDiscovery() {}

    /** The first policy file in the folder, or in the nearest folder above it that has one. */
    public static Optional<Path> find(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            for (String name : NAMES) {
                Path file = at.resolve(name);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}
