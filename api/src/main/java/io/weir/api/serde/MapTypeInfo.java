package io.weir.api.serde;

import io.weir.api.argument.Argument;
import java.util.Map;

/** Describes a map. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class MapTypeInfo<K, V> extends TypeInformation<Map<K, V>> {
    public MapTypeInfo(Class<K> keyClass, Class<V> valueClass) {
        this(
                TypeInformation.of(Argument.given(keyClass, "keyClass")),
                TypeInformation.of(Argument.given(valueClass, "valueClass")));
    }

    public MapTypeInfo(TypeInformation<K> keyTypeInfo, TypeInformation<V> valueTypeInfo) {
        super(
                raw(Map.class),
                parameters(
                        Map.class,
                        Argument.given(keyTypeInfo, "keyTypeInfo"),
                        Argument.given(valueTypeInfo, "valueTypeInfo")));
    }
}
