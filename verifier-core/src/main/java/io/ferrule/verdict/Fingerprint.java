package io.ferrule.verdict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Digests. */
public final class Fingerprint {

    private Fingerprint() {}

    /** Sixteen hexadecimal digits for a finding that these names, in this order, tell from others. */
    public static String of(List<String> names) {
        return sha256(String.join("\0", names).getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** The SHA-256 of these bytes, 64 hexadecimal digits in lower case. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
