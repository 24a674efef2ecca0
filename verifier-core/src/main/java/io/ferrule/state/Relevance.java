package io.ferrule.state;

import io.ferrule.analysis.SiteContracts;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.policy.Context;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import io.ferrule.program.Names;
import io.ferrule.program.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Which functions need to be followed. One that leads to no call that changes the state leaves it as it is; one that
 * leads to no call that the state could forbid need not be looked at.
 */
final class Relevance {

    private static final Set<String> STANDARD_CRATES = Set.of("core", "alloc", "std", "__rustc");

    /** Functions of more instructions than these are no accessors. */
    private static final int MOST_ACCESSOR = 48;

    private final CallGraph calls;
    private final Bound policy;
    private final Set<String> changing;
    private final Set<String> restricted;
    private final Set<String> panicking;

    Relevance(CallGraph calls, Bound policy) {
        this.calls = calls;
        this.policy = policy;
        this.changing = leadingToContract(
                contract -> changesState(contract) || contract.sleepsIf().isPresent());
        this.restricted = leadingToContract(contract ->
                contract.context() != Context.NMI || contract.sleepsIf().isPresent());
        this.panicking = leadingTo((site, target) -> panics(target));
    }

    /** Whether a call of that function may change the state, or sleeps by an argument, which needs to be followed. */
    boolean changesState(String function) {
        return changing.contains(function);
    }

    private static boolean changesState(FunctionContract contract) {
        return !contract.state().none()
                || !contract.acquires().isEmpty()
                || !contract.releases().isEmpty()
                || !contract.resources().none()
                || !contract.awaits().isEmpty()
                || contract.callbacks().stream()
                        .anyMatch(callback ->
                                callback.context().isEmpty() || callback.run().isPresent());
    }

    /** Whether the state may be another one behind that call. */
    boolean mayChangeState(CallSite site) {
        return site.targets().stream()
                .anyMatch(target ->
                        policy.contractOf(target).map(Relevance::changesState).orElseGet(() -> changesState(target)));
    }

    /** Whether the result is a pointer or holds one, perhaps one that is given to it, as that of an accessor. */
    boolean yieldsPointer(String function) {
        return calls.program()
                .function(function)
                .map(f -> f.type().result())
                .filter(type -> type instanceof Type.PointerType
                        || (type instanceof Type.StructType struct
                                && struct.elements().stream().anyMatch(Type.PointerType.class::isInstance)))
                .isPresent();
    }

    /** Whether the result is a number, or holds one. */
    boolean yieldsNumber(String function) {
        return calls.program()
                .function(function)
                .map(f -> f.type().result())
                .filter(type -> type instanceof Type.IntegerType
                        || (type instanceof Type.StructType struct
                                && struct.elements().stream().anyMatch(Type.IntegerType.class::isInstance)))
                .isPresent();
    }

    /** Whether the function makes a number of what it is given, without a branch or a call but of an intrinsic. */
    boolean computes(String function) {
        return calls.program()
                .function(function)
                .filter(f -> f.type().result() instanceof Type.IntegerType
                        && f.blocks().size() == 1)
                .filter(f -> !f.parameters().isEmpty()
                        && calls.sitesIn(function).stream().allMatch(Relevance::isIntrinsic))
                .isPresent();
    }

    private static boolean isIntrinsic(CallSite site) {
        return site.target() instanceof CallTarget.External external && external.isIntrinsic();
    }

    /** Whether the function is so short that it may well be followed to see what it does with its arguments. */
    boolean isShort(String function) {
        return calls.program()
                .function(function)
                .filter(f -> f.blocks().stream()
                                .mapToInt(block -> block.instructions().size())
                                .sum()
                        <= MOST_ACCESSOR)
                .isPresent();
    }

    /** Whether a call of that function leads to another one that is not allowed in every state. */
    boolean isRestricted(String function) {
        return restricted.contains(function);
    }

    /** Whether a call of that function may lead to a panic. */
    boolean mayPanic(String function) {
        return panicking.contains(function);
    }

    /** Whether to call that function is to panic: one of the standard library that never returns, or by contract. */
    boolean panics(String function) {
        Optional<FunctionContract> contract = policy.contractOf(function);
        return contract.map(FunctionContract::noreturn)
                .orElseGet(() -> calls.program()
                        .function(function)
                        .filter(f -> f.attributes().has("noreturn"))
                        .flatMap(f -> Names.crate(function))
                        .filter(STANDARD_CRATES::contains)
                        .isPresent());
    }

    /** Whether a call under a lock begins a panic, rather than being part of one. */
    boolean beginsPanic(String caller, String target, LockState state) {
        return (state.owesInPanic() || !state.resources().isEmpty()) && panics(target) && !panics(caller);
    }

    /** Whether calls of that function are followed into its body: it has one, and no contract that stands for it. */
    boolean isFollowed(String function) {
        return policy.contractOf(function).isEmpty()
                && calls.program()
                        .function(function)
                        .filter(f -> !f.blocks().isEmpty())
                        .isPresent();
    }

    private Set<String> leadingToContract(Predicate<FunctionContract> wanted) {
        SiteContracts contracts = new SiteContracts(calls.program(), policy);
        return leadingTo(
                (site, target) -> contracts.of(site, target).filter(wanted).isPresent());
    }

    private Set<String> leadingTo(BiPredicate<CallSite, String> wanted) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (Function function : calls.program().functions().values()) {
            if (calls.sitesIn(function.symbol()).stream()
                    .anyMatch(site -> site.targets().stream().anyMatch(target -> wanted.test(site, target)))) {
                found.add(function.symbol());
                open.add(function.symbol());
            }
        }
        while (!open.isEmpty()) {
            String next = open.remove();
            if (isFollowed(next)) {
                for (CallSite site : calls.sitesCalling(next)) {
                    if (found.add(site.caller())) {
                        open.add(site.caller());
                    }
                }
            }
        }
        return found;
    }
}
