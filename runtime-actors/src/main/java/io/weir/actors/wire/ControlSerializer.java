package io.weir.actors.wire;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.util.Optional;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;

/**
 * Control messages, journal events and saved states as Jackson CBOR. What a message is says its name in {@link WireNames}, never a
 * class name; an unknown name is refused, an unknown field is ignored. A field that is missing, null or out of its range is refused by
 * {@link MessageRules} unless its component is {@code @Nullable}, so that no handler ever meets it; a field that a later release adds must
 * be {@code @Nullable}, so that nodes of neighbouring releases understand each other.
 */
public final class ControlSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_301_001;

    private final ObjectMapper mapper;

    public ControlSerializer(ExtendedActorSystem system) {
        // A user's exception may have a message that is no Unicode: half a surrogate pair becomes a replacement
        // character.
        CBORFactory format = CBORFactory.builder()
                .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
                .build();
        ObjectMapper cbor = JacksonObjectMapperProvider.get(system).create("jackson-cbor", Optional.of(format));
        cbor.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        cbor.configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true); // 0 would be a value that nobody sent
        cbor.configure(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, true);
        cbor.configure(DeserializationFeature.ACCEPT_FLOAT_AS_INT, false);
        cbor.configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true);
        refuse(
                cbor,
                LogicalType.Textual,
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean);
        refuse(cbor, LogicalType.Integer, CoercionInputShape.String, CoercionInputShape.EmptyString);
        refuse(cbor, LogicalType.Boolean, CoercionInputShape.String, CoercionInputShape.EmptyString);
        refuse(cbor, LogicalType.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float);
        WireNames.registerNested(cbor);
        this.mapper = cbor;
    }

    /** A value of another kind is not made into one of this kind. */
    private static void refuse(ObjectMapper mapper, LogicalType type, CoercionInputShape... shapes) {
        for (CoercionInputShape shape : shapes) {
            mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
        }
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return WireNames.nameOf(message.getClass());
    }

    @Override
    public byte[] toBinary(Object message) {
        try {
            return mapper.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "[NET-610] A " + manifest(message) + " cannot be sent or stored. " + e.getMessage()
                            + ". This is a mistake in Weir; please report it.",
                    e);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Class<?> type = WireNames.typeOf(manifest);
        if (type == null) {
            throw new NotSerializableException("[NET-611] A message of type '" + manifest
                    + "' was refused. This release knows no such type. Run the same release on all nodes and clients.");
        }
        try {
            Object message = mapper.readValue(bytes, type);
            if (message == null) {
                throw new InvalidObjectException("it is null");
            }
            MessageRules.check(message);
            return message;
        } catch (InvalidObjectException e) {
            throw refused(
                    "[NET-640] A message of type '" + manifest + "' was refused. In it, " + e.getMessage()
                            + ". Its sender is broken or of another release. Run the same release on all nodes and clients.",
                    e);
        } catch (IOException e) {
            throw refused(
                    "[NET-612] A message of type '" + manifest
                            + "' cannot be read. Its bytes are damaged or come from an incompatible release. "
                            + "Run the same release on all nodes and clients.",
                    e);
        }
    }

    private static NotSerializableException refused(String sentence, IOException cause) {
        NotSerializableException refused = new NotSerializableException(sentence);
        refused.initCause(cause);
        return refused;
    }
}
