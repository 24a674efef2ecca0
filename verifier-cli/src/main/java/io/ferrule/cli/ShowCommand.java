package io.ferrule.cli;

import io.ferrule.Verifier;
import io.ferrule.analysis.InlinedCode;
import io.ferrule.cli.MirFiles.MirFile;
import io.ferrule.cli.format.SourceFiles;
import io.ferrule.join.Join;
import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.loop.bound.Limits;
import io.ferrule.mir.MirBody;
import io.ferrule.policy.PolicyBinding;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferrule show}: all that is known of one function, for a person who wants to understand a finding. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Tells what is known of a function: its path, symbol and place, in which contexts it runs, what it "
                        + "calls and what calls it, what is inlined in it, and its code.")
final class ShowCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(
            index = "0",
            paramLabel = "FUNCTION",
            description = "A symbol, a Rust path such as `kapi::sync::Mutex::lock`, or the last part of one.")
    private String function = "";

    @Parameters(
            index = "1..*",
            paramLabel = "INPUT",
            description = "An .ll file, or a folder of them. Without any, the current folder. "
                    + "The MIR of x.ll is x.mir beside it, or an INPUT of that name.")
    private List<Path> inputs = List.of(Path.of("."));

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy, which says in which contexts the kernel calls. Else as for verify; "
                    + "without one, contexts and contracts are left out.")
    private @Nullable Path policy;

    @Option(
            names = {"-b", "--brief"},
            description = "Leave the code out.")
    private boolean brief;

    ShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure {
        List<CommandFailure> failures = new ArrayList<>();
        boolean shown = false;
        PolicyFiles policies = new PolicyFiles(shell.directory(), policy);
        ModuleJudge reader = new ModuleJudge(Verifier.installed(), policies, Limits.DEFAULT, shell.directory());
        MirFiles mirFiles = MirFiles.among(shell.directory(), inputs);
        for (Path module : new InputFiles(shell.directory()).modules(inputs)) {
            byte[] bytes = reader.bytes(module);
            Program program = LlvmIrReader.read(module.toString(), bytes);
            InlinedCode inlined = InlinedCode.of(program);
            FunctionFinder finder = new FunctionFinder(program, inlined);
            List<String> found = finder.find(function);
            if (found.size() > 1) {
                throw finder.several(function, found);
            }
            if (found.isEmpty()) {
                failures.add(finder.nothing(function));
                continue;
            }
            Optional<MirFile> mir = mirFiles.of(module, reader);
            Optional<Join> join = mir.map(file -> Join.of(program, file.program()));
            FunctionPage page =
                    new FunctionPage(program, inlined, join, bound(policies, module, program), sources(module));
            page.lines(found.get(0)).forEach(shell.out()::println);
            if (!brief) {
                Optional<MirBody> body = join.flatMap(joined -> joined.bodyOf(found.get(0)));
                if (mir.isPresent() && body.isPresent()) {
                    code("MIR", mir.get().lines(body.get().range()));
                }
                code("LLVM IR", ModuleText.function(bytes, found.get(0)));
            }
            shown = true;
        }
        if (!shown) {
            throw failures.get(0);
        }
        return ExitCode.ACCEPTED.number();
    }

    private void code(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            shell.out().println();
            shell.out().println(title + ":");
            lines.forEach(shell.out()::println);
        }
    }

    /** A policy that the user names must fit; one that only lies nearby need not. */
    private Optional<Bound> bound(PolicyFiles policies, Path module, Program program) throws CommandFailure {
        try {
            PolicyBinding binding = policies.of(module).policy().bind(program.callableSymbols());
            if (binding instanceof Bound bound) {
                return Optional.of(bound);
            }
            throw new CommandFailure(ModuleJudge.unbound(program, (PolicyBinding.Unbound) binding));
        } catch (CommandFailure failure) {
            if (policy != null) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private SourceFiles sources(Path module) {
        Path folder = module.getParent();
        return new SourceFiles(shell.directory(), folder == null ? Path.of("") : folder);
    }
}
