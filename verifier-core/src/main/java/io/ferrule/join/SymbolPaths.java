package io.ferrule.join;

import io.ferrule.join.ItemPath.Step;
import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads item paths out of symbols. */
final class SymbolPaths {

    private SymbolPaths() {}

    /** The path of the item that a symbol names; empty for a legacy symbol, which is no more than text. */
    static Optional<ItemPath> of(RustPath path) {
        if (path instanceof RustPath.CrateRoot crate) {
            return Optional.of(new ItemPath(Optional.of(crate.name()), List.of(), Optional.empty(), List.of(), false));
        }
        if (path instanceof RustPath.Generic generic) {
            return of(generic.base());
        }
        if (path instanceof RustPath.InherentImpl impl) {
            return of(impl.location().parent()).map(parent -> implementation(parent, impl.location(), impl.selfType()));
        }
        if (path instanceof RustPath.TraitImpl impl) {
            return of(impl.location().parent()).map(parent -> implementation(parent, impl.location(), impl.selfType()));
        }
        if (path instanceof RustPath.TraitDefinition definition) {
            return of(definition.trait());
        }
        return path instanceof RustPath.Nested nested
                ? of(nested.parent()).map(parent -> nested(parent, nested))
                : Optional.empty();
    }

    private static ItemPath implementation(ItemPath parent, RustPath.ImplLocation location, RustType self) {
        List<Long> numbers = new ArrayList<>(parent.implNumbers());
        numbers.add(location.disambiguator());
        return new ItemPath(parent.crate(), and(parent, new Step.Impl()), Optional.of(self), numbers, parent.shim());
    }

    /** A constructor, which has no name of its own, is called as its type. */
    private static ItemPath nested(ItemPath parent, RustPath.Nested nested) {
        if (nested.namespace() == 'S') {
            return new ItemPath(parent.crate(), parent.steps(), parent.implementor(), parent.implNumbers(), true);
        }
        if (nested.namespace() == 'C') {
            Step closure = new Step.Numbered("closure", nested.disambiguator());
            return new ItemPath(
                    parent.crate(), and(parent, closure), parent.implementor(), parent.implNumbers(), parent.shim());
        }
        if (nested.name().isEmpty() && nested.namespace() != 'k') {
            return parent;
        }
        Step name = nested.namespace() == 'k'
                ? new Step.Numbered("constant", nested.disambiguator())
                : new Step.Named(nested.name(), false);
        return new ItemPath(
                parent.crate(), and(parent, name), parent.implementor(), parent.implNumbers(), parent.shim());
    }

    private static List<Step> and(ItemPath parent, Step last) {
        List<Step> steps = new ArrayList<>(parent.steps());
        steps.add(last);
        return steps;
    }
}
