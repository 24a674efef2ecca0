package io.ferrule.policy;

import java.util.regex.Pattern;

/** Kept out of the interface so that it does not become public. */
final class LockReferenceSyntax {
    private static final String NUMBER = "0|[1-9][0-9]?";

    static final Pattern TEXT =
            Pattern.compile("arg(?<index>" + NUMBER + ")|\\*arg(?<start>" + NUMBER + ")|\\*\\(arg(?<inner>" + NUMBER
                    + ")\\+(?<offset>[1-9][0-9]{0,4})\\)|global:(?<global>[A-Za-z_][A-Za-z0-9_.]*)");

    private LockReferenceSyntax() {}
}
