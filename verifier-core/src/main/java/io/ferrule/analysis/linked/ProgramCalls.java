package io.ferrule.analysis.linked;

import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of one function of the program.
 *
 * @param direct by the symbol that is called, the first such call
 * @param indirect those through a pointer
 */
public record ProgramCalls(Map<String, CallSite> direct, List<CallSite> indirect) {

    public ProgramCalls {
        direct = Collections.unmodifiableMap(new LinkedHashMap<>(direct));
        indirect = List.copyOf(indirect);
    }

    /** No calls: those of code that is not of the program. */
    public static ProgramCalls none() {
        return new ProgramCalls(Map.of(), List.of());
    }

    /** The calls of that function, intrinsics left out. */
    public static ProgramCalls of(CallGraph calls, String function) {
        Map<String, CallSite> direct = new LinkedHashMap<>();
        List<CallSite> indirect = new ArrayList<>();
        for (CallSite site : calls.sitesIn(function)) {
            if (site.target() instanceof CallTarget.Indirect) {
                indirect.add(site);
            } else if (!isIntrinsic(site)) {
                site.targets().forEach(target -> direct.putIfAbsent(target, site));
            }
        }
        return new ProgramCalls(direct, indirect);
    }

    private static boolean isIntrinsic(CallSite site) {
        return site.target() instanceof CallTarget.External external && external.isIntrinsic();
    }

    /** The direct call of a function by one of its names. */
    public Optional<CallSite> calling(List<String> names, Aliases aliases) {
        return names.stream()
                .flatMap(name -> aliases.resolve(name).stream())
                .flatMap(name -> Optional.ofNullable(direct.get(name)).stream())
                .findFirst();
    }
}
