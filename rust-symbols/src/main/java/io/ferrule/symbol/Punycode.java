package io.ferrule.symbol;

/** Decodes identifiers by RFC 3492, with the parameters of IDNA and {@code _} for its delimiter {@code -}. */
final class Punycode {
    /** More code points than any identifier needs; insertion is quadratic. */
    private static final int MAX_CODE_POINTS = 1024;

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_CODE_POINT = 0x80;

    private Punycode() {}

    static String decode(String encoded) {
        int delimiter = encoded.lastIndexOf('_');
        String basic = delimiter < 0 ? "" : encoded.substring(0, delimiter);
        String deltas = encoded.substring(delimiter + 1);
        if (deltas.isEmpty() || encoded.length() > MAX_CODE_POINTS) {
            throw new MalformedSymbolException("punycode identifier is empty or too long");
        }
        // Each delta takes a character at least, so there are no more code points than characters.
        int[] output = new int[encoded.length()];
        int length = 0;
        for (; length < basic.length(); length++) {
            output[length] = basic.charAt(length);
        }
        long codePoint = INITIAL_CODE_POINT;
        long index = 0;
        int bias = INITIAL_BIAS;
        int position = 0;
        while (position < deltas.length()) {
            long start = index;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                if (position == deltas.length()) {
                    throw new MalformedSymbolException("punycode ends inside a number");
                }
                int digit = digit(deltas.charAt(position++));
                index += digit * weight;
                int threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
                requireSmall(index);
                requireSmall(weight);
            }
            requireSmall(index);
            length++;
            bias = adapt(index - start, length, start == 0);
            codePoint += index / length;
            index %= length;
            if (codePoint > Character.MAX_CODE_POINT
                    || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
                throw new MalformedSymbolException("punycode gives no Unicode scalar value");
            }
            int at = (int) index;
            System.arraycopy(output, at, output, at + 1, length - 1 - at);
            output[at] = (int) codePoint;
            index++;
        }
        return new String(output, 0, length);
    }

    private static int adapt(long difference, int points, boolean first) {
        long delta = first ? difference / DAMP : difference / 2;
        delta += delta / points;
        int k = 0;
        while (delta > (BASE - T_MIN) * T_MAX / 2) {
            delta /= BASE - T_MIN;
            k += BASE;
        }
        return (int) (k + (BASE - T_MIN + 1) * delta / (delta + SKEW));
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 26;
        }
        throw new MalformedSymbolException("not a punycode digit");
    }

    private static void requireSmall(long number) {
        if (number > Integer.MAX_VALUE) {
            throw new MalformedSymbolException("punycode number is too large");
        }
    }
}
