package io.weir.state.row;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.ValueCopier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a map as the state keeps them: one that can change is copied, so that a function may fill one key object again and again. Confined to
 * one thread.
 */
public final class KeptKeys {
    private final CodecRegistry codecs;
    private final ValueCopier copier;
    /** The class of the last key that cannot change. */
    private @Nullable Class<?> immutable;

    public KeptKeys(CodecRegistry codecs) {
        this.codecs = codecs;
        this.copier = codecs.copier();
    }

    /** The key itself if it cannot change, or else a copy. It must have a codec. */
    public <K> K kept(K key) {
        if (key.getClass() == immutable) {
            return key;
        }
        if (codecs.isImmutable(key)) {
            immutable = key.getClass();
            return key;
        }
        return copier.copyWhole(key);
    }
}
