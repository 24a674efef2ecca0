package io.ferrule.cli;

import io.ferrule.cli.format.Diagnostic;
import io.ferrule.policy.Policy;
import io.ferrule.policy.toml.PolicyDiscovery;
import io.ferrule.policy.toml.PolicyReadResult;
import io.ferrule.policy.toml.PolicyReader;
import io.ferrule.verdict.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds and reads the policy that a module is judged by; reads each file once. */
final class PolicyFiles {

    private static final int LARGEST = 1 << 20;
    private static final String HOW_TO =
            "write ferrule.toml next to the module, or name a policy with --policy; a first "
                    + "one is: entry = [{ match = \"sym:on_irq\", context = \"hardirq\" }]";

    private final Path directory;
    private final @Nullable Path chosen;
    private final Map<Path, PolicyFile> read = new HashMap<>();

    /** @param chosen the policy of all modules, or null to look for one near each */
    PolicyFiles(Path directory, @Nullable Path chosen) {
        this.directory = directory;
        this.chosen = chosen;
    }

    /**
     * A policy and where it is from.
     *
     * @param name as the user named it, or relative to the working directory if it was found
     */
    record PolicyFile(String name, String sha256, Policy policy) {}

    PolicyFile of(Path module) throws CommandFailure {
        Path file = chosen != null ? chosen : find(module);
        PolicyFile known = read.get(file);
        if (known == null) {
            known = read(file);
            read.put(file, known);
        }
        return known;
    }

    private Path find(Path module) throws CommandFailure {
        Path folder = directory.resolve(module).toAbsolutePath().normalize().getParent();
        Path found = folder == null ? null : PolicyDiscovery.find(folder).orElse(null);
        if (found == null) {
            throw new CommandFailure(module + ": no policy found in its folder or in any above it", HOW_TO);
        }
        return module.isAbsolute()
                ? found
                : directory.toAbsolutePath().normalize().relativize(found);
    }

    private PolicyFile read(Path file) throws CommandFailure {
        byte[] bytes = bytes(file);
        PolicyReadResult result = PolicyReader.read(new String(bytes, StandardCharsets.UTF_8), file.toString());
        if (result instanceof PolicyReadResult.Read done) {
            return new PolicyFile(file.toString(), Fingerprint.sha256(bytes), done.policy());
        }
        throw new CommandFailure(((PolicyReadResult.Malformed) result)
                .problems().stream().map(Diagnostic::of).toList());
    }

    private byte[] bytes(Path file) throws CommandFailure {
        Path place = directory.resolve(file);
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            throw new CommandFailure(file + ": the policy is not a regular file", HOW_TO);
        }
        try (InputStream in = Files.newInputStream(place)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new CommandFailure(file + ": a policy is at most 1 MB", HOW_TO);
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandFailure(file + ": the policy cannot be read: " + FileTrouble.of(e), HOW_TO);
        }
    }
}
