package io.ferrule.ownership;

import io.ferrule.join.Join;
import io.ferrule.join.JoinStatus.Missing;
import io.ferrule.join.JoinStatus.Reason;
import io.ferrule.join.Reliance;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirPath;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which MIR bodies functions were compiled from, what was inlined into them included. Code of the standard library and of
 * trusted crates is passed over: it is not the extension's, and its MIR is not in the dump.
 */
public final class CompiledBodies {

    private static final Set<String> STANDARD = Set.of("core", "alloc", "std", "compiler_builtins", "__rustc");

    private final Program program;
    private final Join join;
    private final Set<String> trusted;
    private final Map<String, Set<String>> items = new HashMap<>();

    /** The bodies of one program; {@code trusted} names the crates whose MIR need not be known. */
    public CompiledBodies(Program program, Join join, Set<String> trusted) {
        this.program = program;
        this.join = join;
        this.trusted = Set.copyOf(trusted);
    }

    /**
     * The bodies of some functions.
     *
     * @param byRange by where they stand in the dump
     * @param refused by symbol, why nothing can be said of a function: its MIR is not known, or not surely its own
     */
    public record Bodies(Map<TextRange, MirBody> byRange, SortedMap<String, String> refused) {

        /** The bodies, in the order of the functions. */
        public Collection<MirBody> all() {
            return byRange.values();
        }

        /** Whether a body is one of them. */
        public boolean has(MirBody body) {
            return byRange.containsKey(body.range());
        }
    }

    /** The bodies that calls of these functions may execute. */
    public Bodies of(Set<String> functions) {
        Map<TextRange, MirBody> bodies = new LinkedHashMap<>();
        SortedMap<String, String> refused = new TreeMap<>();
        for (String function : functions) {
            for (String item : itemsIn(function)) {
                Reliance reliance = join.relianceOn(item);
                if (reliance instanceof Reliance.Allowed allowed) {
                    bodies.put(allowed.body().range(), allowed.body());
                } else if (reliance instanceof Reliance.Refused no && !isPassedOver(item)) {
                    refused.put(item, no.why());
                }
            }
        }
        return new Bodies(bodies, refused);
    }

    /** Whether a call that names this path may be of that body. */
    public static boolean mayBe(MirBody body, MirPath path) {
        return BodyIndex.agrees(body, path);
    }

    private boolean isPassedOver(String item) {
        boolean made = join.statusOf(item) instanceof Missing missing && missing.reason() == Reason.COMPILER_MADE;
        return made
                || Names.crate(item)
                        .filter(crate -> STANDARD.contains(crate) || trusted.contains(crate))
                        .isPresent();
    }

    private Set<String> itemsIn(String symbol) {
        return items.computeIfAbsent(
                symbol, s -> program.function(s).map(this::find).orElse(Set.of()));
    }

    private Set<String> find(Function function) {
        Set<String> found = new LinkedHashSet<>(Set.of(function.symbol()));
        for (BasicBlock block : function.blocks()) {
            for (Instruction instruction : block.instructions()) {
                program.locationOf(instruction).stream()
                        .flatMap(location -> location.inlineChain().stream())
                        .map(SourceLocation::function)
                        .filter(name -> !name.isEmpty())
                        .forEach(found::add);
            }
        }
        return found;
    }
}
