package io.ferrule.testing;

import io.ferrule.VerificationRequest;
import io.ferrule.Verifier;
import io.ferrule.analysis.Roots;
import io.ferrule.artifact.Artifact;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.policy.toml.PolicyReadResult;
import io.ferrule.policy.toml.PolicyReader;
import io.ferrule.program.Program;
import io.ferrule.rule.Rule;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A program and its policy, both from a text block, with what the tests ask about them. */
public record Extension(Program program, Policy policy, Bound bound) {
    /** What the tests may call: functions of the kernel, with just what matters about them. */
    private static final String KERNEL = """
            declare void @mutex_lock(ptr)
            declare void @mutex_unlock(ptr)
            declare void @harmless()
            declare void @take(ptr)
            declare void @unknown(ptr)
            declare ptr @__kmalloc_noprof(i64, i32)
            """;

    private static final String CONTRACTS = """
            [policy]
            packs = ["llvm", "rust-core", "linux"]

            [[function]]
            match = ["sym:harmless", "sym:take"]
            context = "any"
            reason = "a test says so"
            """;

    /** The extension of that IR, which may use the declarations above, entered at {@code @root} in that context. */
    public static Extension entered(String context, String ir) {
        return of(ir, entry("root", context));
    }

    /** The text of an entry point. */
    public static String entry(String symbol, String context) {
        return "\n[[entry]]\nmatch = \"sym:" + symbol + "\"\ncontext = \"" + context + "\"\n";
    }

    /** The extension of that IR and the tables that are added to the policy. */
    public static Extension of(String ir, String tables) {
        return read(ir, CONTRACTS + tables);
    }

    /** The same, without those rules. */
    public static Extension leavingOut(List<String> rules, String ir, String tables) {
        String without = "[policy]\nwithout = "
                + rules.stream().map(rule -> '"' + rule + '"').toList();
        return read(ir, CONTRACTS.replace("[policy]", without) + tables);
    }

    private static Extension read(String ir, String policy) {
        byte[] text = (ir + "\n" + KERNEL).getBytes(StandardCharsets.UTF_8);
        Program program = LlvmIrReader.read("test.ll", text);
        PolicyReadResult read = PolicyReader.read(policy, "test.toml");
        if (!(read instanceof PolicyReadResult.Read ok)) {
            throw new IllegalArgumentException(read.toString());
        }
        PolicyBinding binding = ok.policy().bind(program.callableSymbols());
        if (!(binding instanceof Bound bound)) {
            throw new IllegalArgumentException(binding.toString());
        }
        return new Extension(program, ok.policy(), bound);
    }

    /** Its call graph. */
    public CallGraph calls() {
        return CallGraph.of(program, bound::closesIndirectCallsIn);
    }

    /** Its roots. */
    public Roots roots() {
        return Roots.of(calls(), bound);
    }

    /** The last call in that function. */
    public CallSite lastCall(String function) {
        List<CallSite> sites = calls().sitesIn(function);
        return sites.get(sites.size() - 1);
    }

    /** What the last call in {@code @root} may call, short: {@code VALUES exact [a, b]}, {@code SIGNATURE open []}. */
    public String target() {
        CallTarget target = lastCall("root").target();
        if (!(target instanceof CallTarget.Indirect indirect)) {
            return target.toString();
        }
        return indirect.rung()
                + (indirect.open() ? " open" : "")
                + (indirect.exact() ? " exact " : " ")
                + indirect.targets();
    }

    /** What all installed rules say, or those given. */
    public Verdict verdict(Rule... rules) {
        Verifier verifier = rules.length == 0 ? Verifier.installed() : Verifier.of(List.of(rules));
        return verifier.verify(new VerificationRequest(Artifact.of(program), policy, bound, List.of()));
    }

    /** The outcome, then each finding as {@code rule: message}. */
    public List<String> said() {
        Verdict verdict = verdict();
        Stream<Finding> findings =
                Stream.concat(verdict.report().refutations().stream(), verdict.report().reasons().stream());
        return Stream.concat(
                        Stream.of(verdict.getClass().getSimpleName()),
                        findings.map(finding -> finding.rule() + ": " + finding.message()))
                .toList();
    }

    /** The outcome alone. */
    public String outcome() {
        return said().get(0);
    }
}
