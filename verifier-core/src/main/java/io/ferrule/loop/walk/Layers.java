package io.ferrule.loop.walk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map that is copied at once: both share what there was, and each writes for itself. Walks that fork are full of such
 * maps.
 */
public final class Layers<K, V> {

    /** So many shared layers are made one, as all of them are looked through for what is not there. */
    private static final int DEPTH = 2;

    private @Nullable Layer<K, V> shared;
    private Map<K, Optional<V>> own = new HashMap<>();

    /** What was written before a copy was made; nobody writes there again. Empty is what was removed. */
    private record Layer<K, V>(@Nullable Layer<K, V> below, Map<K, Optional<V>> entries, int depth) {}

    /** An empty map. */
    Layers() {}

    /** A map with the same entries. */
    Layers(Layers<K, V> other) {
        other.share();
        this.shared = other.shared;
    }

    private void share() {
        if (own.isEmpty()) {
            return;
        }
        int depth = shared == null ? 1 : shared.depth + 1;
        if (depth > DEPTH) {
            shared = new Layer<>(null, flat(shared), 1);
        } else {
            shared = new Layer<>(shared, own, depth);
        }
        own = new HashMap<>();
    }

    private Map<K, Optional<V>> flat(@Nullable Layer<K, V> from) {
        Map<K, Optional<V>> all = new HashMap<>(own);
        for (Layer<K, V> layer = from; layer != null; layer = layer.below) {
            layer.entries.forEach(all::putIfAbsent);
        }
        return all;
    }

    /** The value of a key, if it has one. */
    @Nullable
    V get(K key) {
        Optional<V> value = own.get(key);
        for (Layer<K, V> layer = shared; value == null && layer != null; layer = layer.below) {
            value = layer.entries.get(key);
        }
        return value == null ? null : value.orElse(null);
    }

    boolean containsKey(K key) {
        return get(key) != null;
    }

    void put(K key, V value) {
        own.put(key, Optional.of(value));
    }

    void remove(K key) {
        own.put(key, Optional.empty());
    }
}
