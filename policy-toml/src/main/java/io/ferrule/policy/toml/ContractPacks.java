package io.ferrule.policy.toml;

import io.ferrule.policy.BoundedContract;
import io.ferrule.policy.ContractPack;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.IndirectContract;
import io.ferrule.policy.Ownership;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The contract packs that ship with Ferrule. Each is read once, when it is first named. */
public final class ContractPacks {
    private static final List<String> NAMES = List.of("llvm", "rust-core", "linux", "rust-std");
    private static final List<String> OF_THE_KERNEL = List.of("llvm", "rust-core", "linux");
    private static final List<String> LINUX_SUBJECTS = List.of(
            "spinning",
            "mutex",
            "rwsem",
            "semaphore",
            "sleeping",
            "waiting",
            "task",
            "user",
            "irq",
            "rcu",
            "timer",
            "clock",
            "work",
            "memory",
            "duplicate",
            "pages",
            "dma",
            "library",
            "text",
            "number",
            "print",
            "io",
            "ioremap",
            "device",
            "bus",
            "file",
            "helpers",
            "resource",
            "net",
            "skb",
            "trace",
            "bpf");
    private static final Map<String, List<String>> FILES = Map.of(
            "llvm", List.of("llvm.toml"),
            "rust-core", List.of("rust-core.toml"),
            "linux", LINUX_SUBJECTS.stream().map(s -> "linux/" + s + ".toml").toList(),
            "rust-std", List.of("rust-std.toml"));
    private static final Map<String, ContractPack> LOADED = new ConcurrentHashMap<>();

    private ContractPacks() {}

    /** The names of all packs. */
    public static List<String> names() {
        return NAMES;
    }

    /** The packs of a policy that names none, in the order in which they are asked. */
    static List<String> ofTheKernel() {
        return OF_THE_KERNEL;
    }

    /** The pack with this name. */
    public static Optional<ContractPack> named(String name) {
        return !FILES.containsKey(name)
                ? Optional.empty()
                : Optional.of(LOADED.computeIfAbsent(name, ContractPacks::load));
    }

    /** The pack as the build compiled it; from its text where the build did not. */
    private static ContractPack load(String name) {
        try (InputStream compiled = ContractPacks.class.getResourceAsStream("contracts/" + name + ".pack")) {
            return compiled == null ? fromToml(name) : CompiledPack.read(new BufferedInputStream(compiled));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pack as its text has it. */
    static ContractPack fromToml(String name) {
        List<String> files = FILES.getOrDefault(name, List.of());
        MessageDigest digest = sha256();
        List<FunctionContract> functions = new ArrayList<>();
        List<IndirectContract> indirects = new ArrayList<>();
        List<BoundedContract> bounded = new ArrayList<>();
        Ownership ownership = Ownership.NONE;
        for (String file : files) {
            byte[] bytes = bytes("contracts/" + file);
            digest.update(bytes);
            ownership =
                    ownership.and(read(new String(bytes, StandardCharsets.UTF_8), file, functions, indirects, bounded));
        }
        return new ContractPack(
                name, HexFormat.of().formatHex(digest.digest()), functions, indirects, bounded, ownership);
    }

    private static Ownership read(
            String text,
            String file,
            List<FunctionContract> functions,
            List<IndirectContract> indirects,
            List<BoundedContract> bounded) {
        Problems problems = new Problems("contracts/" + file);
        Optional<Ownership> ownership = TomlText.parse(text, problems).map(root -> {
            functions.addAll(ContractTables.functions(root));
            indirects.addAll(ContractTables.indirects(root));
            bounded.addAll(ConcessionTables.bounded(root));
            Ownership owned = OwnershipTables.read(root);
            root.finish();
            return owned;
        });
        if (!problems.none()) {
            throw new IllegalStateException("a built-in contract pack is wrong: " + problems.all());
        }
        return ownership.orElse(Ownership.NONE);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = ContractPacks.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
