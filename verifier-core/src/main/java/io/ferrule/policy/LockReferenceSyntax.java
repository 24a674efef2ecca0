package io.ferrule.policy;

import java.util.regex.Pattern;

/** Kept out of the interface so that it does not become public. */
final class LockReferenceSyntax {
    static final Pattern TEXT = Pattern.compile("arg(?<index>0|[1-9][0-9]?)|global:(?<global>[A-Za-z_][A-Za-z0-9_.]*)");

    private LockReferenceSyntax() {}
}
