package io.ferrule.cli;

import io.ferrule.VerificationRequest;
import io.ferrule.Verifier;
import io.ferrule.artifact.Artifact;
import io.ferrule.cli.PolicyFiles.PolicyFile;
import io.ferrule.cli.format.Diagnostic;
import io.ferrule.policy.ContractPack;
import io.ferrule.policy.PolicyBinding;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.policy.PolicyBinding.Unbound;
import io.ferrule.program.Program;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Subject;
import io.ferrule.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads a module, binds its policy to it, and has it judged. */
record ModuleJudge(Verifier verifier, PolicyFiles policies, ModuleFiles files) {

    private static final int SHOWN = 10;

    /** The verdict on a module, which has its name from the user. */
    Verdict judge(Path module) throws CommandFailure {
        byte[] bytes = files.bytes(module);
        // The two are independent, and each takes a noticeable part of a short run.
        CompletableFuture<Program> reading = CompletableFuture.supplyAsync(() -> ModuleFiles.program(module, bytes));
        PolicyFile policy = policies.of(module);
        Program program = reading.join();
        PolicyBinding binding = policy.policy().bind(program.callableSymbols());
        if (binding instanceof Bound bound) {
            return verifier.verify(new VerificationRequest(
                    Artifact.of(program), policy.policy(), bound, subjects(module, bytes, policy)));
        }
        throw new CommandFailure(unbound(program, (Unbound) binding));
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
}
