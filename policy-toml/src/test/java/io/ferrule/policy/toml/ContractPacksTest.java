package io.ferrule.policy.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.policy.Callback;
import io.ferrule.policy.CallbackRun;
import io.ferrule.policy.Context;
import io.ferrule.policy.ContractPack;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockKind;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.LockRelease;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.StateEffects.Irq;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractPacksTest {
    private static final LockReference FIRST = new LockReference.Argument(0);

    static Collection<String> names() {
        return ContractPacks.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyContractHasASource(String name) {
        ContractPack pack = pack(name);
        assertThat(pack.functions())
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.source()).as(c.match().text()).isPresent());
        assertThat(pack.digest()).matches("[0-9a-f]{64}");
        assertThat(pack(name)).isSameAs(pack);
    }

    @Test
    void noFunctionIsInTwoFiles() {
        Map<String, Long> counts = names().stream()
                .flatMap(n -> pack(n).functions().stream())
                .collect(Collectors.groupingBy(c -> c.match().text(), Collectors.counting()));
        assertThat(counts.values()).containsOnly(1L);
    }

    @Test
    void onlyIntrinsicsHaveWildcards() {
        assertThat(pack("linux").functions()).noneMatch(c -> c.match() instanceof Pattern.Wildcard);
        assertThat(pack("rust-core").functions()).noneMatch(c -> c.match() instanceof Pattern.Wildcard);
        assertThat(pack("llvm").functions()).noneMatch(c -> c.match().matches("llvm.unheard.of.i64"));
        assertThat(pack("llvm").functions()).allMatch(c -> c.context() == Context.NMI);
    }

    @ParameterizedTest
    @CsvSource({
        "mutex_lock,process",
        "mutex_unlock,rcu-read",
        "msleep,process",
        "schedule,process",
        "wait_for_completion,process",
        "synchronize_rcu,process",
        "_copy_from_user,process",
        "vfree,process",
        "iput,process",
        "_raw_spin_lock,hardirq",
        "_raw_spin_lock_bh,softirq",
        "down_trylock,hardirq",
        "up,hardirq",
        "complete,hardirq",
        "kfree,hardirq",
        "queue_work_on,hardirq",
        "mod_timer,hardirq",
        "netif_receive_skb,softirq",
        "__napi_schedule,hardirq",
        "_printk,nmi",
        "irq_work_queue,nmi",
        "rust_helper_mmap_read_lock,process",
        "rust_helper_xa_lock,hardirq",
        "swake_up_one,hardirq",
        "swake_up_all,preempt-off",
        "__get_user_8,process",
        "ktime_get,hardirq",
        "ktime_get_mono_fast_ns,nmi",
        "rust_helper_spin_lock_irqsave,hardirq",
        "rust_helper_spin_lock_bh,softirq",
        "rust_helper_read_seqbegin,hardirq",
        "rust_helper_local_bh_enable,softirq",
        "rust_helper_preempt_disable,nmi",
        "rust_helper_msleep,process",
    })
    void contextOf(String symbol, String context) {
        assertThat(linux(symbol).context().text()).isEqualTo(context);
    }

    @ParameterizedTest
    @CsvSource({
        "__kmalloc_noprof,1",
        "__kmalloc_cache_noprof,1",
        "kmem_cache_alloc_noprof,1",
        "kmem_cache_alloc_lru_noprof,2",
        "alloc_pages_noprof,0",
        "krealloc_node_align_noprof,3",
        "__alloc_skb,1",
        "__netdev_alloc_skb,2",
        "pskb_expand_head,3",
        "idr_alloc,4",
        "xa_store,3",
        "xa_store_range,4",
        "usb_submit_urb,1",
        "dma_alloc_attrs,3",
    })
    void allocatorsSleepByTheirFlags(String symbol, int argument) {
        FunctionContract contract = linux(symbol);
        assertThat(contract.sleepsIf().orElseThrow().argument()).isEqualTo(argument);
        assertThat(contract.contextFor(OptionalLong.of(0xcc0))).as("GFP_KERNEL").isEqualTo(Context.PROCESS);
        assertThat(contract.contextFor(OptionalLong.of(0x820))).as("GFP_ATOMIC").isEqualTo(Context.HARDIRQ);
    }

    @Test
    void locks() {
        assertThat(linux("mutex_lock").acquires()).containsExactly(LockAcquisition.of(FIRST, LockKind.MUTEX));
        assertThat(linux("mutex_trylock").acquires()).containsExactly(LockAcquisition.tryOf(FIRST, LockKind.MUTEX));
        assertThat(linux("down_trylock").acquires())
                .containsExactly(new LockAcquisition(FIRST, LockKind.SEMAPHORE, true, LockAcquisition.Taken.ZERO));
        assertThat(linux("downgrade_write").releases()).hasSize(1);
        assertThat(linux("_raw_spin_lock_irqsave").state().irq()).contains(Irq.SAVE);
        assertThat(linux("_raw_spin_lock_irqsave").entersAtomic()).isTrue();
        assertThat(linux("mutex_lock").entersAtomic()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "_RNvNtNtCsgEmfK2I1SDS_4core5slice6memchr14memchr_aligned,memchr.rs",
        "_RNvXst_NtNtCsgEmfK2I1SDS_4core3str7patternReNtB5_7Pattern15is_contained_in,pattern.rs",
        "_RNvXsv_NtNtCsgEmfK2I1SDS_4core3str7patternNtB5_11StrSearcherNtB5_8Searcher10next_match,pattern.rs",
        "_RNvXs_NtNtCsgEmfK2I1SDS_4core3str7patternNtB4_12CharSearcherNtB4_8Searcher10next_match,pattern.rs",
        "_RNvXs2_NtNtCsgEmfK2I1SDS_4core3str5lossyNtB5_10Utf8ChunksNtNtNtNtB9_4iter6traits8iterator8Iterator4next,lossy.rs",
    })
    void searchesOfCoreEnd(String symbol, String file) {
        assertThat(pack("rust-core").bounded())
                .filteredOn(contract -> contract.function().matches(symbol))
                .singleElement()
                .satisfies(contract -> assertThat(contract.reason()).contains(file));
    }

    @ParameterizedTest
    @CsvSource({
        "_RNvXs_NtNtCsgEmfK2I1SDS_4core3str7patternNtCs1234_6driver5NeverNtB4_8Searcher10next_match",
        "_RNvXs_Cs1234_6driverNtB4_5NeverNtNtNtCsgEmfK2I1SDS_4core3str7pattern8Searcher10next_match",
        "_RNvNtNtCs1234_6driver5slice6memchr14memchr_aligned",
    })
    void searchesOfOthersMayNot(String symbol) {
        assertThat(pack("rust-core").bounded())
                .noneMatch(contract -> contract.function().matches(symbol));
    }

    @Test
    void everyLockThatIsTakenCanBeGivenBack() {
        List<LockKind> released = pack("linux").functions().stream()
                .flatMap(c -> c.releases().stream().map(LockRelease::kind))
                .toList();
        assertThat(pack("linux").functions().stream()
                        .flatMap(c -> c.acquires().stream())
                        .filter(a -> a.taken() != LockAcquisition.Taken.NEVER))
                .allSatisfy(a -> assertThat(released).contains(a.kind()));
    }

    @Test
    void aLockThatMaySleepIsNeverWaitedForInAtomicContext() {
        assertThat(pack("linux").functions())
                .allSatisfy(c -> assertThat(c.acquires())
                        .as(c.match().text())
                        .allMatch(a -> a.tries()
                                || !a.kind().maySleep()
                                || c.context() == Context.PROCESS
                                || !c.releases().isEmpty()));
    }

    @Test
    void callbacks() {
        CallbackRun line = new CallbackRun(Optional.empty(), LockKind.IRQ_LINE);
        assertThat(linux("request_threaded_irq").callbacks())
                .containsExactly(
                        Callback.in(Context.HARDIRQ, 1).during(line),
                        Callback.in(Context.PROCESS, 2).during(line));
        assertThat(linux("call_rcu").callbacks()).containsExactly(Callback.in(Context.SOFTIRQ, 1));
        CallbackRun timer = new CallbackRun(Optional.of(FIRST), LockKind.TIMER);
        assertThat(linux("timer_init_key").callbacks())
                .containsExactly(Callback.in(Context.SOFTIRQ, 1).during(timer));
        assertThat(linux("timer_delete_sync").awaits()).containsExactly(timer);
        assertThat(linux("list_sort").callbacks()).containsExactly(Callback.inCaller(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_RNvNtCs_4core3fmt5write",
                "_RNvMNtNtCs_4core3fmt2rtNtNtNtCs_4core3fmt2rt8Argument3fmt",
                "_RNvMs_NtCs_4core3fmtNtNtCs_4core3fmt9Formatter3pad",
                "_RNvXs_NtCs_4core3fmtNtNtCs_4core3fmt9FormatterNtNtCs_4core3fmt5Write9write_str",
            })
    void formattingIsClosed(String symbol) {
        assertThat(pack("rust-core").indirects())
                .anyMatch(i -> i.function().matches(symbol))
                .noneMatch(i -> i.function().matches("_RNvNtCs_4core5slice4sort"));
    }

    @Test
    void thePersonalityOfCoreIsNoObstacle() {
        assertThat(pack("rust-core").functions())
                .filteredOn(c -> c.match().matches("rust_eh_personality"))
                .singleElement()
                .satisfies(c -> assertThat(c.context()).isEqualTo(Context.NMI))
                .satisfies(c -> assertThat(c.noreturn()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "_RNvXNtCs_11parking_lot9raw_mutexNtB2_8RawMutexNtNtCs_8lock_api5mutex8RawMutex4lockCs_1p,acquires mutex",
        "_RNvXNtCs_11parking_lot9raw_mutexNtB2_8RawMutexNtNtCs_8lock_api5mutex8RawMutex6unlockCs_1p,releases mutex",
        "_RNvXNtCs_11parking_lot10raw_rwlockNtB2_9RawRwLockNtNtCs_8lock_api6rwlock9RawRwLock11lock_shared,acquires rwsem-read",
        "_RNvXNtCs_11parking_lot10raw_rwlockNtB2_9RawRwLockNtNtCs_8lock_api6rwlock9RawRwLock16unlock_exclusive,releases rwsem-write",
    })
    void locksOfUserSpaceAreKnownByTheirRawFunctions(String symbol, String effect) {
        FunctionContract contract = contract("rust-std", symbol);
        List<String> effects = Stream.concat(
                        contract.acquires().stream()
                                .map(a -> "acquires " + a.kind().text()),
                        contract.releases().stream()
                                .map(r -> "releases " + r.kind().text()))
                .toList();
        assertThat(effects).containsExactly(effect);
    }

    /** With one, a program whose locks were inlined would look as if it had none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "_RNvMNtNtNtNtCs_3std3sys4sync5mutex5futexNtB2_5Mutex14lock_contended",
                "_RNvMNtNtNtNtCs_3std3sys4sync6rwlock5futexNtB2_6RwLock14read_contended",
                "_RNvMs1_NtCs_11parking_lot9raw_mutexNtB5_8RawMutex9lock_slow",
                "_RNvNtNtNtNtCs_3std3sys3pal4unix5futex10futex_wait",
                "syscall",
            })
    void slowPathsOfUserSpaceHaveNoContract(String symbol) {
        assertThat(pack("rust-std").functions()).noneMatch(c -> c.match().matches(symbol));
    }

    /** The locks of spin are nothing but atomic operations; their guards are all that shows them. */
    @ParameterizedTest
    @CsvSource({
        "spin::MutexGuard, true",
        "spin::mutex::SpinMutexGuard, true",
        "spin::mutex::ticket::TicketMutexGuard, true",
        "spin::mutex::FairMutexGuard, true",
        "spin::RwLockReadGuard, true",
        "spin::rwlock::RwLockWriteGuard, true",
        "spin::rwlock::RwLockUpgradableGuard, true",
        "spin::mutex::Mutex, false",
        "spun::MutexGuard, false",
    })
    void guardsOfSpinningLocksAreGuards(String type, boolean guard) {
        assertThat(pack("rust-std").ownership().seenGuardTypes().stream()
                        .anyMatch(pattern -> pattern.matches(List.of(type.split("::")))))
                .isEqualTo(guard);
    }

    @Test
    void userSpaceIsForPoliciesThatNameIt() {
        String entry = "[[entry]]\nmatch = \"sym:f\"\ncontext = \"process\"\n";
        assertThat(packsOf(entry)).containsExactly("llvm", "rust-core", "linux");
        assertThat(packsOf("[policy]\npacks = [\"rust-std\"]\n" + entry)).containsExactly("rust-std");
    }

    @Test
    void whatEndsTheWorldDoesNotReturn() {
        assertThat(linux("panic").noreturn()).isTrue();
        assertThat(linux("_printk").noreturn()).isFalse();
    }

    private static ContractPack pack(String name) {
        return ContractPacks.named(name).orElseThrow();
    }

    private static List<String> packsOf(String policy) {
        PolicyReadResult.Read read = (PolicyReadResult.Read) PolicyReader.read(policy, "ferrule.toml");
        return read.policy().packs().stream().map(ContractPack::name).toList();
    }

    private static FunctionContract linux(String symbol) {
        return contract("linux", symbol);
    }

    private static FunctionContract contract(String pack, String symbol) {
        return pack(pack).functions().stream()
                .filter(c -> c.match().matches(symbol))
                .findFirst()
                .orElseThrow();
    }
}
