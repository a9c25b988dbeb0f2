package io.weir.api.serde;

import java.util.Map;

/** Describes a map. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class MapTypeInfo<K, V> extends TypeInformation<Map<K, V>> {
    public MapTypeInfo(Class<K> keyClass, Class<V> valueClass) {
        this(TypeInformation.of(keyClass), TypeInformation.of(valueClass));
    }

    public MapTypeInfo(TypeInformation<K> keyTypeInfo, TypeInformation<V> valueTypeInfo) {
        super(raw(Map.class), parameters(Map.class, keyTypeInfo, valueTypeInfo));
    }
}
