package io.weir.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.CheckpointingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final ConfigOption<Integer> BATCH =
            ConfigOptions.key("shop.batch").intType().defaultValue(100).withDeprecatedKeys("batch");

    private final Configuration configuration = new Configuration();

    @Test
    void anOptionHasItsValueElseItsDefault() {
        assertThat(configuration.get(BATCH)).isEqualTo(100);
        assertThat(configuration.getOptional(BATCH)).isEmpty();
        configuration.set(BATCH, 7);
        assertThat(configuration.get(BATCH)).isEqualTo(7);
        assertThat(configuration.getInteger("shop.batch", 0)).isEqualTo(7);
        assertThat(configuration.removeConfig(BATCH)).isTrue();
        assertThat(configuration.contains(BATCH)).isFalse();
    }

    @Test
    void anOldKeyCountsWhereTheNewOneIsNotSet() {
        configuration.setString("batch", "3");
        assertThat(configuration.get(BATCH)).isEqualTo(3);
        configuration.set(BATCH, 4);
        assertThat(configuration.get(BATCH)).isEqualTo(4);
    }

    @Test
    void valuesOfAllTypesComeBackAsTheyWere() {
        check(ConfigOptions.key("a").booleanType().noDefaultValue(), true);
        check(ConfigOptions.key("b").longType().noDefaultValue(), 1L << 40);
        check(ConfigOptions.key("c").floatType().noDefaultValue(), 1.5f);
        check(ConfigOptions.key("d").doubleType().noDefaultValue(), -2.25);
        check(ConfigOptions.key("e").stringType().noDefaultValue(), "x y");
        check(ConfigOptions.key("f").durationType().noDefaultValue(), Duration.ofMillis(90_500));
        check(ConfigOptions.key("g").memoryType().noDefaultValue(), MemorySize.ofMebiBytes(3));
        check(
                ConfigOptions.key("h").enumType(CheckpointingMode.class).noDefaultValue(),
                CheckpointingMode.AT_LEAST_ONCE);
        check(ConfigOptions.key("i").mapType().noDefaultValue(), Map.of("k", "v"));
        check(ConfigOptions.key("j").intType().asList().noDefaultValue(), List.of(1, 2, 3));
        assertThat(Configuration.fromMap(configuration.toMap())).isEqualTo(configuration);
    }

    private <T> void check(ConfigOption<T> option, T value) {
        configuration.set(option, value);
        assertThat(configuration.get(option)).isEqualTo(value);
    }

    @Test
    void lengthsOfTimeAndMemoryAreWrittenAsPeopleWriteThem() {
        ConfigOption<Duration> time = ConfigOptions.key("t").durationType().noDefaultValue();
        for (String minute : List.of("1 min", "60s", "60000", "60000 ms", "PT1M")) {
            configuration.setString("t", minute);
            assertThat(configuration.get(time)).as(minute).isEqualTo(Duration.ofMinutes(1));
        }
        assertThat(MemorySize.parse("2 mb"))
                .isEqualTo(MemorySize.parse("2048k"))
                .isEqualTo(MemorySize.parse("2MiB"));
        assertThat(MemorySize.parseBytes("17")).isEqualTo(17);
    }

    @Test
    void aValueOfTheWrongKindIsRefusedWithItsKey() {
        configuration.setString("shop.batch", "many");
        assertThatThrownBy(() -> configuration.get(BATCH))
                .hasMessageContaining("[API-190]")
                .hasMessageContaining("shop.batch")
                .hasMessageContaining("many");
        for (String bad : List.of("", "x mb", "1 pb", "-1", "99999999999 tb")) {
            assertThatThrownBy(() -> MemorySize.parse(bad)).as(bad).hasMessageContaining("[API-190]");
        }
    }
}
