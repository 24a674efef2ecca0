package io.ferrule.policy.toml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run by the build: writes every contract pack in its compiled form beside the classes. */
final class PackCompiler {

    private PackCompiler() {}

    /** Compiles all packs into the folder of that name. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        for (String name : ContractPacks.names()) {
            Files.write(folder.resolve(name + ".pack"), PackWriter.bytes(ContractPacks.fromToml(name)));
        }
    }
}
