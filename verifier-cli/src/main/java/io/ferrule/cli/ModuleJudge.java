package io.ferrule.cli;

import io.ferrule.VerificationRequest;
import io.ferrule.Verifier;
import io.ferrule.artifact.Artifact;
import io.ferrule.cli.MirFiles.MirFile;
import io.ferrule.cli.PolicyFiles.PolicyFile;
import io.ferrule.cli.format.Diagnostic;
import io.ferrule.elf.ObjectReader;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.loop.bound.Limits;
import io.ferrule.object.ObjectFile;
import io.ferrule.policy.ContractPack;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.policy.PolicyBinding.Unbound;
import io.ferrule.program.Program;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Subject;
import io.ferrule.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a module, binds its policy to it, and has it judged.
 *
 * @param loops how much work is done on loops
 * @param directory relative names start here
 */
record ModuleJudge(Verifier verifier, PolicyFiles policies, Limits loops, Path directory) {

    private static final int LARGEST = 512 << 20;
    private static final int SHOWN = 10;

    /** The verdict on a module, the object that was made of it, and the MIR of its crate. */
    Verdict judge(Path module, Optional<Path> object, Optional<MirFile> mir) throws CommandFailure {
        byte[] bytes = bytes(module);
        Optional<ReadObject> loaded = object.isEmpty() ? Optional.empty() : Optional.of(read(object.get()));
        // Each takes a noticeable part of a short run; the text is cut before the policy must be known.
        CompletableFuture<Policy> known = new CompletableFuture<>();
        CompletableFuture<Program> reading = CompletableFuture.supplyAsync(() -> LlvmIrReader.readReached(
                module.toString(), bytes, symbols -> known.join().entriesAmong(symbols), ModuleJudge::start));
        PolicyFile policy;
        try {
            policy = policies.of(module);
            known.complete(policy.policy());
        } finally {
            known.cancel(true); // nobody must wait for what does not come
        }
        Program program = reading.join();
        Artifact artifact = new Artifact(program, loaded.map(ReadObject::object), mir.map(MirFile::program));
        PolicyBinding binding = policy.policy().bind(artifact.callableSymbols());
        if (binding instanceof Bound bound) {
            List<Subject> subjects = new ArrayList<>(subjects(module, bytes, policy));
            mir.ifPresent(each -> subjects.add(1, each.subject()));
            loaded.ifPresent(each -> subjects.add(1, each.subject()));
            return verifier.verify(new VerificationRequest(artifact, policy.policy(), bound, subjects, loops));
        }
        throw new CommandFailure(unbound(program, (Unbound) binding));
    }

    /** A thread of its own: those of the common pool may all be reading. */
    private static void start(Runnable work) {
        Thread thread = new Thread(work, "reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** An object and what the verdict calls it. */
    private record ReadObject(ObjectFile object, Subject subject) {}

    private ReadObject read(Path object) throws CommandFailure {
        byte[] bytes = bytes(object);
        return new ReadObject(
                ObjectReader.read(object.toString(), bytes),
                new Subject("object", object.toString(), Fingerprint.sha256(bytes)));
    }

    /** What could not be read of the module comes first: a function that is not there may be the consequence. */
    static List<Diagnostic> unbound(Program program, Unbound binding) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        program.problems().stream().limit(SHOWN).map(Diagnostic::of).forEach(diagnostics::add);
        int more = program.problems().size() - SHOWN;
        if (more > 0) {
            diagnostics.add(Diagnostic.error(program.origin() + ": " + more + " more places were not understood"));
        }
        binding.problems().stream().map(Diagnostic::of).forEach(diagnostics::add);
        return diagnostics;
    }

    private static List<Subject> subjects(Path module, byte[] bytes, PolicyFile policy) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject("llvm-ir", module.toString(), Fingerprint.sha256(bytes)));
        subjects.add(new Subject("policy", policy.name(), policy.sha256()));
        for (ContractPack pack : policy.policy().packs()) {
            subjects.add(new Subject("contracts", pack.name(), pack.digest()));
        }
        return subjects;
    }

    /** The bytes of a file that the user named, or that lies beside one. */
    byte[] bytes(Path module) throws CommandFailure {
        Path place = directory.resolve(module);
        try {
            if (Files.size(place) > LARGEST) {
                throw new CommandFailure(module + ": larger than 512 MB", "judge a smaller module");
            }
            return Files.readAllBytes(place);
        } catch (IOException e) {
            throw new CommandFailure(
                    module + ": cannot be read: " + FileTrouble.of(e), "an INPUT is an .ll file, or a folder of them");
        }
    }
}
