package io.ferrule.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Collects the parts of a {@link FunctionContract}; each part is absent until it is named. */
public final class FunctionContractBuilder {
    private final Context context;
    private Optional<Pattern> within = Optional.empty();
    private Optional<SleepCondition> sleepsIf = Optional.empty();
    private final List<LockAcquisition> acquires = new ArrayList<>();
    private final List<LockRelease> releases = new ArrayList<>();
    private final List<CallbackRun> awaits = new ArrayList<>();
    private ResourceEffects resources = ResourceEffects.NONE;
    private StateEffects state = StateEffects.NONE;
    private final List<Callback> callbacks = new ArrayList<>();
    private boolean noreturn;
    private BodyUse body = BodyUse.NONE;
    private OptionalLong instructions = OptionalLong.empty();
    private OptionalLong stackBytes = OptionalLong.empty();
    private Optional<String> source = Optional.empty();
    private Optional<String> reason = Optional.empty();

    FunctionContractBuilder(Context context) {
        this.context = context;
    }

    /** See {@link FunctionContract#within}. */
    public FunctionContractBuilder within(Pattern callers) {
        this.within = Optional.of(callers);
        return this;
    }

    /** See {@link FunctionContract#sleepsIf}. */
    public FunctionContractBuilder sleepsIf(SleepCondition condition) {
        this.sleepsIf = Optional.of(condition);
        return this;
    }

    /** Adds a lock that is held on return. */
    public FunctionContractBuilder acquires(LockAcquisition acquisition) {
        acquires.add(acquisition);
        return this;
    }

    /** Adds a lock that is given back. */
    public FunctionContractBuilder releases(LockRelease release) {
        releases.add(release);
        return this;
    }

    /** Adds the run of a callback that is waited for. */
    public FunctionContractBuilder awaits(CallbackRun run) {
        awaits.add(run);
        return this;
    }

    /** See {@link FunctionContract#resources}. */
    public FunctionContractBuilder resources(ResourceEffects effects) {
        this.resources = effects;
        return this;
    }

    /** See {@link FunctionContract#state}. */
    public FunctionContractBuilder state(StateEffects effects) {
        this.state = effects;
        return this;
    }

    /** Adds a function pointer that is called. */
    public FunctionContractBuilder callback(Callback callback) {
        callbacks.add(callback);
        return this;
    }

    /** See {@link FunctionContract#noreturn}. */
    public FunctionContractBuilder noreturn(boolean value) {
        this.noreturn = value;
        return this;
    }

    /** See {@link FunctionContract#body}. */
    public FunctionContractBuilder body(BodyUse use) {
        this.body = use;
        return this;
    }

    /** See {@link FunctionContract#instructions}. */
    public FunctionContractBuilder instructions(OptionalLong bound) {
        this.instructions = bound;
        return this;
    }

    /** See {@link FunctionContract#stackBytes}. */
    public FunctionContractBuilder stackBytes(OptionalLong bound) {
        this.stackBytes = bound;
        return this;
    }

    /** See {@link FunctionContract#source}. */
    public FunctionContractBuilder source(String text) {
        this.source = Optional.of(text);
        return this;
    }

    /** See {@link FunctionContract#reason}. */
    public FunctionContractBuilder reason(String text) {
        this.reason = Optional.of(text);
        return this;
    }

    /**
     * The contract of the functions that match. It may be called again, for others that do the same.
     *
     * @throws IllegalArgumentException when a bound is negative
     */
    public FunctionContract build(Pattern match, Place place) {
        return new FunctionContract(
                match,
                within,
                context,
                sleepsIf,
                acquires,
                releases,
                awaits,
                resources,
                state,
                callbacks,
                noreturn,
                body,
                instructions,
                stackBytes,
                source,
                reason,
                place);
    }

    /** The contract of the functions that match, written nowhere. */
    public FunctionContract build(Pattern match) {
        return build(match, Place.UNKNOWN);
    }
}
