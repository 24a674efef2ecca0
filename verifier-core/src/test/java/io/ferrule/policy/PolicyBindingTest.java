package io.ferrule.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.policy.PolicyBinding.BoundEntry;
import io.ferrule.policy.PolicyBinding.Unbound;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PolicyBindingTest {
    private static final List<String> PROGRAM = List.of("on_irq", "on_packet", "mutex_lock", "llvm.umin.i64");
    private static final List<String> RUST_PROGRAM =
            List.of("_RNvCs_1k10handle_irq", "_RNvMNtCs_1k4syncINtB2_5MutexmE4lock", "mutex_lock");

    @Test
    void positive_entryNamesOneFunction() {
        Bound bound = bound(policy(List.of(entry("sym:on_irq")), List.of(), List.of()));
        assertThat(bound.entries()).map(BoundEntry::symbol).containsExactly("on_irq");
        assertThat(bound.entries()).map(BoundEntry::context).containsExactly(Context.HARDIRQ);
    }

    @Test
    void negative_entryNamesNoFunction() {
        assertThat(problems(policy(List.of(entry("sym:on_irg")), List.of(), List.of())))
                .containsExactly("p.toml:3:1: entry 'sym:on_irg' matches no function of the program;"
                        + " did you mean 'sym:on_irq'?");
    }

    @Test
    void negative_nothingIsNear() {
        assertThat(problems(policy(List.of(entry("sym:handler")), List.of(), List.of())))
                .containsExactly("p.toml:3:1: entry 'sym:handler' matches no function of the program;"
                        + " no function has a similar name; 'sym:' takes the linker's name, 'path:' the Rust path");
    }

    @Test
    void negative_entryNamesSeveralFunctions() {
        assertThat(problems(policy(List.of(entry("sym:on_*")), List.of(), List.of())))
                .containsExactly("p.toml:3:1: entry 'sym:on_*' matches 2 functions: on_irq, on_packet;"
                        + " an entry names one function; write one [[entry]] for each, with 'sym:' and its symbol");
    }

    @Test
    void negative_twoEntriesNameOneFunction() {
        assertThat(problems(policy(List.of(entry("sym:on_irq"), entry("sym:on_i*")), List.of(), List.of())))
                .containsExactly("p.toml:3:1: entry 'sym:on_i*' names 'on_irq', as the entry at p.toml:3:1 does;"
                        + " keep the one with the more restrictive context");
    }

    @Test
    void positive_userContractWinsOverPack() {
        Bound bound = bound(policy(
                List.of(entry("sym:on_irq")),
                List.of(contract("sym:mutex_*", Context.SOFTIRQ)),
                List.of(pack("linux", contract("sym:mutex_lock", Context.PROCESS)))));
        assertThat(bound.contractOf("mutex_lock").orElseThrow().context()).isEqualTo(Context.SOFTIRQ);
        assertThat(bound.contractOf("on_irq")).isEmpty();
    }

    @Test
    void positive_exactContractWinsBetweenPacks() {
        Bound bound = bound(policy(
                List.of(entry("sym:on_irq")),
                List.of(),
                List.of(
                        pack("first", contract("sym:mutex_*", Context.NMI), contract("sym:nowhere", Context.NMI)),
                        pack("second", contract("sym:mutex_lock", Context.PROCESS)))));
        assertThat(bound.contractOf("mutex_lock").orElseThrow().context()).isEqualTo(Context.PROCESS);
        assertThat(bound.contracts()).containsOnlyKeys("mutex_lock");
    }

    @Test
    void negative_userContractMatchesNothing() {
        assertThat(problems(policy(
                        List.of(entry("sym:on_irq")), List.of(contract("sym:mutex_lokc", Context.PROCESS)), List.of())))
                .containsExactly("p.toml:7:1: function 'sym:mutex_lokc' matches no function of the program;"
                        + " did you mean 'sym:mutex_lock'?");
    }

    @Test
    void negative_userContractsDiffer() {
        assertThat(problems(policy(
                        List.of(entry("sym:on_irq")),
                        List.of(
                                contract("sym:mutex_lock", Context.PROCESS),
                                contract("sym:mutex_*", Context.NMI),
                                contract("sym:*_lock", Context.PROCESS)),
                        List.of())))
                .containsExactly("p.toml:7:1: 'mutex_lock' has two contracts that differ: 'sym:mutex_*' here and"
                        + " 'sym:mutex_lock' at p.toml:7:1; make one of the patterns narrower, or remove one");
    }

    @Test
    void indirectContractsClose() {
        Pattern match = Pattern.parse("sym:on_packet");
        Policy policy = new Policy(
                List.of(entry("sym:on_irq")),
                List.of(),
                List.of(new IndirectContract(match, "handlers are in this module", Place.UNKNOWN)),
                Budget.NONE,
                List.of(),
                List.of(),
                List.of());
        assertThat(bound(policy).closesIndirectCallsIn("on_packet")).isTrue();
        assertThat(bound(policy).indirectContractOf("on_packet").orElseThrow().reason())
                .isEqualTo("handlers are in this module");
        assertThat(bound(policy).closesIndirectCallsIn("on_irq")).isFalse();
    }

    @Test
    void budgetsAreDefaults() {
        EntryPoint own = new EntryPoint(
                Pattern.symbol("on_irq"), Context.NMI, OptionalLong.of(512), OptionalLong.empty(), Place.UNKNOWN);
        Policy policy = new Policy(
                List.of(own, entry("sym:on_packet")),
                List.of(),
                List.of(),
                new Budget(OptionalLong.of(4096), OptionalLong.of(1000)),
                List.of(),
                List.of(),
                List.of("lock-leak"));
        assertThat(bound(policy).entries())
                .map(BoundEntry::stackBytes)
                .containsExactly(OptionalLong.of(512), OptionalLong.of(4096));
        assertThat(bound(policy).entries()).map(BoundEntry::instructions).containsOnly(OptionalLong.of(1000));
        assertThat(policy.requiredRules()).containsExactly("instruction-budget", "lock-leak", "stack-depth");
    }

    @Test
    void aBudgetOfAnEntryRequiresItsRule() {
        EntryPoint own = new EntryPoint(
                Pattern.symbol("on_irq"), Context.NMI, OptionalLong.of(512), OptionalLong.empty(), Place.UNKNOWN);
        assertThat(policy(List.of(own), List.of(), List.of()).requiredRules()).containsExactly("stack-depth");
        assertThat(policy(List.of(entry("sym:on_irq")), List.of(), List.of()).requiredRules())
                .isEmpty();
    }

    @Test
    void aPolicyHasAnEntry() {
        assertThatThrownBy(() -> policy(List.of(), List.of(), List.of()))
                .hasMessage("a policy with no entry point verifies nothing");
    }

    @Test
    void manySymbolsAndContractsTakeNoTime() {
        List<String> symbols =
                IntStream.range(0, 10_000).mapToObj(i -> "symbol_" + i).toList();
        FunctionContract[] contracts = IntStream.range(0, 1_000)
                .mapToObj(i -> contract("sym:symbol_" + i + (i % 2 == 0 ? "" : "_*"), Context.NMI))
                .toArray(FunctionContract[]::new);
        Policy policy = policy(List.of(entry("sym:symbol_1")), List.of(), List.of(pack("big", contracts)));
        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThat(policy.bind(symbols))
                        .isInstanceOfSatisfying(
                                Bound.class, b -> assertThat(b.contracts()).hasSize(500)));
    }

    @Test
    void positive_entryByPath() {
        Policy policy = policy(List.of(entry("path:k::sync::Mutex::lock")), List.of(), List.of());
        assertThat(((Bound) policy.bind(RUST_PROGRAM)).entries())
                .map(BoundEntry::symbol)
                .containsExactly("_RNvMNtCs_1k4syncINtB2_5MutexmE4lock");
    }

    @Test
    void negative_pathNamesNoFunction() {
        Policy policy = policy(List.of(entry("path:k::handle_irg")), List.of(), List.of());
        assertThat(problems(policy, RUST_PROGRAM))
                .containsExactly("p.toml:3:1: entry 'path:k::handle_irg' matches no function of the program;"
                        + " did you mean 'path:k::handle_irq'?");
    }

    @Test
    void negative_rustNameIsNoSymbol() {
        Policy policy = policy(List.of(entry("sym:handle_irq")), List.of(), List.of());
        assertThat(problems(policy, RUST_PROGRAM))
                .containsExactly("p.toml:3:1: entry 'sym:handle_irq' matches no function of the program;"
                        + " did you mean 'path:k::handle_irq'?");
    }

    @Test
    void positive_pathBeatsWildcardBetweenPacks() {
        Policy policy = policy(
                List.of(entry("path:k::handle_irq")),
                List.of(),
                List.of(
                        pack("first", contract("sym:_RNv*", Context.NMI)),
                        pack("second", contract("path:k::sync::**", Context.PROCESS))));
        Bound bound = (Bound) policy.bind(RUST_PROGRAM);
        assertThat(bound.contractOf("_RNvMNtCs_1k4syncINtB2_5MutexmE4lock")
                        .orElseThrow()
                        .context())
                .isEqualTo(Context.PROCESS);
        assertThat(bound.contractOf("_RNvCs_1k10handle_irq").orElseThrow().context())
                .isEqualTo(Context.NMI);
    }

    private static Bound bound(Policy policy) {
        return (Bound) policy.bind(PROGRAM);
    }

    private static List<String> problems(Policy policy) {
        return problems(policy, PROGRAM);
    }

    private static List<String> problems(Policy policy, List<String> symbols) {
        return ((Unbound) policy.bind(symbols))
                .problems().stream().map(PolicyProblem::toString).toList();
    }

    private static Policy policy(List<EntryPoint> entries, List<FunctionContract> own, List<ContractPack> packs) {
        return new Policy(entries, own, List.of(), Budget.NONE, packs, List.of(), List.of());
    }

    private static EntryPoint entry(String match) {
        return new EntryPoint(
                Pattern.parse(match),
                Context.HARDIRQ,
                OptionalLong.empty(),
                OptionalLong.empty(),
                new Place("p.toml", 3, 1));
    }

    private static FunctionContract contract(String match, Context context) {
        return FunctionContract.builder(context).build(Pattern.parse(match), new Place("p.toml", 7, 1));
    }

    private static ContractPack pack(String name, FunctionContract... contracts) {
        return new ContractPack(name, "", List.of(contracts), List.of());
    }
}
