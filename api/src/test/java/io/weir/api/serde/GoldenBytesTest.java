package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.serde.Samples.Color;
import io.weir.api.serde.Samples.Empty;
import io.weir.api.serde.Samples.Person;
import io.weir.api.serde.Samples.Six;
import io.weir.api.tuple.Tuple2;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The format as bytes. If one of these fails, stored state can no longer be read: mend the code, not the test. */
@SuppressWarnings("NullAway") // tuples may hold nulls
class GoldenBytesTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(true, "0101"),
                Arguments.of(7, "0500000007"),
                Arguments.of(7L, "060000000000000007"),
                Arguments.of(1.5, "083ff8000000000000"),
                Arguments.of("abc", "090c616263"),
                Arguments.of("grün", "09106772fc6e"),
                Arguments.of("日", "090de697a5"),
                Arguments.of("\uD800", "090ad800"),
                Arguments.of(new BigDecimal("1.5"), "0b00000001010f"),
                Arguments.of(Instant.ofEpochSecond(1, 2), "0e000000000000000100000002"),
                Arguments.of(new byte[] {1, 2}, "1c020102"),
                Arguments.of(new ArrayList<>(List.of("a", 1)), "2702090461" + "0500000001"),
                Arguments.of(new TreeMap<>(Map.of("a", 1L)), "3301090461" + "060000000000000001"),
                Arguments.of(Tuple2.of("a", 1), "38090461" + "0500000001"),
                Arguments.of(Tuple2.of(null, null), "380000"),
                Arguments.of(Color.GREEN, "5001"),
                Arguments.of(new Empty(), "50"),
                Arguments.of(new String[] {"a", null}, "5002" + "090461" + "00"),
                Arguments.of(
                        new Six(1, 2, "a", 1.5, true, null),
                        "50" + "0000000000000001" + "00000002" + "0461" + "3ff8000000000000" + "01" + "03"),
                Arguments.of(
                        Person.of("Ann", 1, 2),
                        "50" + "00000002" + "27010928746167206f6620416e6e" + "0c416e6e" + "00000001"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueHasTheseBytesForEver(Object value, String hex) {
        BinaryOutput out = new BinaryOutput(8);
        new TypeTable(Streams.REGISTRY).writeValue(value, out);

        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(hex);
    }

    @Test
    void anEntryHasTheseBytesForEver() {
        TypeTable table = new TypeTable(Streams.REGISTRY);
        table.writeValue(new Samples.Figure.Circle(1), new BinaryOutput(8));
        table.writeValue(Color.RED, new BinaryOutput(8));
        BinaryOutput out = new BinaryOutput(8);
        table.writeEntries(0, out);

        byte[] bytes = out.toByteArray();
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("02"
                        + "00" + string("io.weir.api.serde.Samples$Figure$Circle") + "01" + string("radius")
                        + string("double")
                        + "02" + string("io.weir.api.serde.Samples$Color") + "02" + string("RED") + "00"
                        + string("GREEN") + "00");
    }

    private static String string(String value) {
        BinaryOutput out = new BinaryOutput(8);
        out.writeVarInt(value.length() << 2);
        byte[] bytes = value.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        out.writeBytes(bytes, 0, bytes.length);
        return HexFormat.of().formatHex(out.toByteArray());
    }
}
