package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpellingMapTest {

    private static final int KEYS = 50_000;
    private static final int LENGTH = 16;

    @Test
    void positive_aStretchIsFoundByItsBytes() {
        SpellingMap<String> map =
                new SpellingMap<>(new SourceText("t", "%one %two %one".getBytes(StandardCharsets.US_ASCII)));
        map.put(0, 4, "one");

        assertThat(map.find(10, 14)).isEqualTo("one");
        assertThat(map.find(5, 9)).isNull();
        assertThat(map.find(0, 3)).isNull();
    }

    @Test
    void positive_whatIsKeptIsFoundAgain() {
        byte[] text = new byte[KEYS * LENGTH];
        new Random(1).nextBytes(text);
        SpellingMap<Integer> map = filled(text);

        for (int i = 0; i < KEYS; i++) {
            assertThat(map.find(i * LENGTH, (i + 1) * LENGTH)).isEqualTo(i);
        }
    }

    /** Keys that all have one hash: some are forgotten, none is taken for another, and none costs a long search. */
    @Test
    void negative_equalHashesAreForgottenRatherThanSearched() {
        ByteBuffer text = ByteBuffer.allocate(KEYS * LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < KEYS; i++) {
            text.putLong(i).putLong(SpellingMap.mixed(LENGTH ^ (long) i));
        }
        SpellingMap<Integer> map = filled(text.array());

        int found = 0;
        for (int i = 0; i < KEYS; i++) {
            Integer value = map.find(i * LENGTH, (i + 1) * LENGTH);
            assertThat(value).isIn(null, i);
            found += value == null ? 0 : 1;
        }
        assertThat(found).isBetween(1, 100);
    }

    private static SpellingMap<Integer> filled(byte[] text) {
        SpellingMap<Integer> map = new SpellingMap<>(new SourceText("t", text));
        for (int i = 0; i < KEYS; i++) {
            map.put(i * LENGTH, (i + 1) * LENGTH, i);
        }
        return map;
    }
}
