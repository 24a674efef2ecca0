package io.ferrule.analysis.stack;

import io.ferrule.analysis.LibraryCalls;
import io.ferrule.analysis.linked.CodeFunction;
import io.ferrule.analysis.linked.Gap;
import io.ferrule.analysis.stack.StackTracker.Track;
import io.ferrule.analysis.stack.StackTracker.UntrackableException;
import io.ferrule.object.Machine;
import io.ferrule.object.MachineFunction;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How much of the stack a function takes itself. */
final class Frames {
    private final Program program;
    private final Predicate<String> noReturn;

    Frames(Program program) {
        this.program = program;
        this.noReturn = symbol -> LibraryCalls.neverReturns(symbol)
                || program.function(symbol)
                        .filter(function -> function.attributes().has("noreturn"))
                        .isPresent();
    }

    /**
     * The stack that one function takes.
     *
     * @param bytes the larger one of claim and instructions
     * @param claimedMore by how much the claim is larger, if it is
     * @param leafArea what it may use below that
     * @param depthAtEnd the depth at the end of each block of its instructions; empty where they are not known
     * @param gaps why there may be more
     */
    record Taken(long bytes, long claimedMore, int leafArea, Map<Integer, Long> depthAtEnd, List<Gap> gaps) {

        /** The depth at the end of a block, as much deeper as the claim is. */
        long depthAtEnd(int block) {
            return depthAtEnd.getOrDefault(block, bytes - claimedMore) + claimedMore;
        }
    }

    Taken of(CodeFunction function) {
        List<Gap> gaps = new ArrayList<>();
        boolean ofProgram = function.program().isPresent();
        if (function.claimed().isEmpty() && (ofProgram || function.machine().isEmpty())) {
            gaps.add(Gap.of(
                    function.id(),
                    "has no entry in .stack_sizes: the object was made without them, or the size of its frame changes"
                            + " while it runs"));
        }
        Optional<MachineFunction> machine = function.machine();
        if (machine.isEmpty() && function.member().machine() == Machine.X86_64) {
            gaps.add(Gap.of(function.id(), "has no code in an executable section, or nobody says how long it is"));
        }
        Track track = new Track(0, Map.of());
        if (machine.isPresent() && machine.get().problem().isPresent()) {
            gaps.add(Gap.of(function.id(), machine.get().problem().get()));
        } else if (machine.isPresent()) {
            try {
                track = StackTracker.track(machine.get(), noReturn);
            } catch (UntrackableException e) {
                gaps.add(Gap.of(function.id(), e.reason()));
            }
        }
        long bytes = Math.max(function.claimed().orElse(0), track.deepest());
        long unwound = function.unwound().orElse(0);
        if (gaps.isEmpty() && unwound > bytes) {
            gaps.add(Gap.of(
                    function.id(),
                    "takes " + bytes + " bytes by its code and by .stack_sizes, and " + unwound
                            + " by its call frame information"));
        }
        return new Taken(bytes, bytes - track.deepest(), leafArea(function), track.depthAtEnd(), gaps);
    }

    /** Code for the kernel is compiled without a red zone, as interrupts would overwrite it. */
    private int leafArea(CodeFunction function) {
        boolean none = function.program()
                .flatMap(program::function)
                .filter(Frames::hasNoRedZone)
                .isPresent();
        return none ? 0 : function.machine().map(MachineFunction::leafArea).orElse(0);
    }

    private static boolean hasNoRedZone(Function function) {
        return function.attributes().has("noredzone");
    }
}
