package io.ferrule.policy;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a function does to things that must be given back and are no locks: references, records, sockets.
 *
 * @param acquires what its caller owes from then on
 * @param releases what its caller owes no longer, whatever the result
 * @param returned the argument that the function returns where it acquires something: {@code get_device} does
 */
public record ResourceEffects(
        List<ResourceAcquisition> acquires, List<ResourceRelease> releases, OptionalInt returned) {

    /** None of them. */
    public static final ResourceEffects NONE = new ResourceEffects(List.of(), List.of(), OptionalInt.empty());

    public ResourceEffects {
        acquires = List.copyOf(acquires);
        releases = List.copyOf(releases);
        returned.ifPresent(Bounds::requireArgument);
    }

    /** Whether it neither acquires nor releases. */
    public boolean none() {
        return acquires.isEmpty() && releases.isEmpty();
    }

    /** The names of the resources that it speaks of. */
    public Stream<String> names() {
        return Stream.concat(
                acquires.stream().map(ResourceAcquisition::resource),
                releases.stream().map(ResourceRelease::resource));
    }
}
