package io.weir.api.state;

import io.weir.api.argument.Argument;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.TypeSerializer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names a {@link MapState}. */
public class MapStateDescriptor<UK, UV> extends StateDescriptor<MapState<UK, UV>, Map<UK, UV>> {
    private final @Nullable Class<UK> keyClass;

    public MapStateDescriptor(String name) {
        super(name, null, null);
        this.keyClass = null;
    }

    public MapStateDescriptor(String name, Class<UK> keyType, Class<UV> valueType) {
        super(name, Argument.given(valueType, "valueType"), null);
        this.keyClass = Argument.given(keyType, "keyType");
    }

    public MapStateDescriptor(String name, TypeInformation<UK> keyType, TypeInformation<UV> valueType) {
        this(
                name,
                Argument.given(keyType, "keyType").getTypeClass(),
                Argument.given(valueType, "valueType").getTypeClass());
    }

    /** The class the user gave for keys, or null. */
    public @Nullable Class<UK> getKeyClass() {
        return keyClass;
    }

    /** The serializers are accepted where Flink programs have them; they are not needed. */
    public MapStateDescriptor(
            String name, @Nullable TypeSerializer<UK> keySerializer, @Nullable TypeSerializer<UV> valueSerializer) {
        this(name);
    }

    @Override
    public Type getType() {
        return Type.MAP;
    }
}
