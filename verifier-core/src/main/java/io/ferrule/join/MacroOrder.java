package io.ferrule.join;

import io.ferrule.join.ItemPath.Step;
import io.ferrule.join.JoinStatus.Ambiguous;
import io.ferrule.join.JoinStatus.Evidence;
import io.ferrule.join.JoinStatus.Unique;
import io.ferrule.mir.MirBody;
import io.ferrule.symbol.RustType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells bodies apart that a macro made in one place: they have the same path and the same spans.
 *
 * <p>rustc numbers the {@code impl} blocks of a module in the order of its syntax tree, symbols have these numbers, and a
 * dump has the bodies in the same order. So where a program has an instance of just as many such items as there are
 * bodies, the first is of the first. If the type of {@code self} contradicts for one of them, none is joined.
 */
final class MacroOrder {

    private MacroOrder() {}

    /** What is ambiguous only because of a macro; by symbol. */
    static Map<String, JoinStatus> resolve(
            Map<String, CompiledItem> items, Map<String, JoinStatus> statuses, SelfType selfTypes) {
        Map<Group, SortedMap<List<Long>, List<String>>> groups = new LinkedHashMap<>();
        statuses.forEach((symbol, status) -> {
            Optional<ItemPath> path = Optional.ofNullable(items.get(symbol)).flatMap(CompiledItem::path);
            if (status instanceof Ambiguous ambiguous && path.isPresent() && isNumbered(path.get())) {
                groups.computeIfAbsent(
                                new Group(path.get().steps(), ambiguous.candidates()),
                                group -> new TreeMap<>(MacroOrder::compare))
                        .computeIfAbsent(path.get().implNumbers(), numbers -> new ArrayList<>())
                        .add(symbol);
            }
        });
        Map<String, JoinStatus> resolved = new LinkedHashMap<>();
        groups.forEach((group, byNumber) -> {
            if (byNumber.size() == group.bodies().size()) {
                resolved.putAll(inOrder(group, List.copyOf(byNumber.values()), items, selfTypes));
            }
        });
        return resolved;
    }

    private record Group(List<Step> steps, List<MirBody> bodies) {}

    private static boolean isNumbered(ItemPath path) {
        long implementations =
                path.steps().stream().filter(Step.Impl.class::isInstance).count();
        return implementations > 0 && implementations == path.implNumbers().size();
    }

    private static int compare(List<Long> a, List<Long> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Long.compareUnsigned(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Comparator.<Integer>naturalOrder().compare(a.size(), b.size());
    }

    private static Map<String, JoinStatus> inOrder(
            Group group, List<List<String>> symbols, Map<String, CompiledItem> items, SelfType selfTypes) {
        Map<String, JoinStatus> resolved = new LinkedHashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            MirBody body = group.bodies().get(i);
            for (String symbol : symbols.get(i)) {
                Optional<RustType> implementor = Optional.ofNullable(items.get(symbol))
                        .flatMap(CompiledItem::path)
                        .flatMap(ItemPath::implementor);
                if (implementor.isEmpty() || !selfTypes.mayBe(body, implementor.get())) {
                    return Map.of();
                }
                resolved.put(symbol, new Unique(body, Set.of(Evidence.PATH, Evidence.ORDER)));
            }
        }
        return resolved;
    }
}
