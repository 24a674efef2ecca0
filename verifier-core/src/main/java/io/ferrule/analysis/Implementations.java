package io.ferrule.analysis;

import io.ferrule.policy.TypePattern;
import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustSymbol;
import java.util.ArrayList;
import java.util.List;

/** Functions that implement a method of a trait, by their symbols. */
final class Implementations {

    private Implementations() {}

    /** Whether the function of that symbol is the method for some type, its own or the one that the trait provides. */
    static boolean isOf(String symbol, TypePattern method) {
        return RustSymbol.demangle(symbol)
                .filter(demangled -> isOf(demangled.path(), method))
                .isPresent();
    }

    private static boolean isOf(RustPath path, TypePattern method) {
        if (path instanceof RustPath.Generic generic) {
            return isOf(generic.base(), method);
        }
        if (!(path instanceof RustPath.Nested nested) || nested.isGenerated()) {
            return false;
        }
        List<String> names = new ArrayList<>();
        if (nested.parent() instanceof RustPath.TraitImpl impl) {
            names.addAll(impl.trait().names());
        } else if (nested.parent() instanceof RustPath.TraitDefinition definition) {
            names.addAll(definition.trait().names());
        } else {
            return false;
        }
        names.add(nested.name());
        return method.matches(names);
    }
}
