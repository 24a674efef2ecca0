package io.ferrule.identity;

import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Instruction;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the code of each function calls something, or has something inlined.
 *
 * <p>A macro may be defined in the lines of a function, and its calls stand there in MIR. In debug information they stand
 * where it is used, if it says {@code collapse_debuginfo}; and that may be within another call. So a call through a pointer
 * is certainly the one around its place only if each other call of the body that may be one is found at its own place.
 */
final class CallPlaces {

    private final Map<String, Set<SourceLocation>> byFunction = new HashMap<>();

    CallPlaces(Program program) {
        program.functions().values().stream()
                .flatMap(function -> function.blocks().stream())
                .flatMap(block -> block.instructions().stream())
                .forEach(instruction -> add(program, instruction));
    }

    private void add(Program program, Instruction instruction) {
        List<SourceLocation> chain = program.inlineChainOf(instruction);
        chain.stream()
                .skip(instruction instanceof CallInstruction ? 0 : 1)
                .forEach(place -> byFunction
                        .computeIfAbsent(place.function(), function -> new HashSet<>())
                        .add(alone(place)));
    }

    private static SourceLocation alone(SourceLocation place) {
        return new SourceLocation(
                place.file(), place.directory(), place.line(), place.column(), place.function(), Optional.empty());
    }

    /** Whether the code of that function has something at the place of that call, and of no call in it. */
    boolean has(String function, Code code, Terminator.Call call) {
        return byFunction.getOrDefault(function, Set.of()).stream()
                .anyMatch(place ->
                        SourceCalls.innermost(code, place).filter(call::equals).isPresent());
    }

    /** The calls of a body that may be calls through a pointer. */
    static Stream<Terminator.Call> throughPointers(Code code) {
        return code.calls()
                .filter(call -> BodyIndex.callee(call.function())
                        .filter(path -> !mayBeMethodOfAny(path))
                        .isEmpty());
    }

    private static boolean mayBeMethodOfAny(MirPath path) {
        return path.segments().get(0) instanceof PathSegment.Qualified qualified && mayBeAny(qualified.self());
    }

    /** A trait object, a function pointer, or what may be one: MIR does not tell a parameter from a type of one name. */
    private static boolean mayBeAny(MirType type) {
        if (type instanceof MirType.Named named) {
            List<PathSegment> segments = named.path().segments();
            return !(segments.get(0) instanceof PathSegment.Name first)
                    || (segments.size() == 1 && first.arguments().isEmpty());
        }
        return !(type instanceof MirType.Reference
                || type instanceof MirType.RawPointer
                || type instanceof MirType.Tuple
                || type instanceof MirType.Array
                || type instanceof MirType.Slice
                || type instanceof MirType.Anonymous
                || type instanceof MirType.FunctionItem);
    }
}
