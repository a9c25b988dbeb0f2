package io.weir.actors.usercode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserCodeSettingsTest {
    private static final Config SHIPPED = WeirConfig.load();

    @Test
    void theSettingsReadEveryKeyOfReferenceConfAndNoOther() {
        List<String> components = Arrays.stream(UserCodeSettings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(SHIPPED.getConfig("weir.user-code").root().keySet().stream().map(key -> key.replace("-", "")))
                .containsExactlyInAnyOrderElementsOf(components);
    }

    @ParameterizedTest
    @CsvSource({"stop-timeout, 0 s", "threads, 0", "threads, 5000"})
    void aValueThatMakesNoSenseIsRefusedWithItsKey(String key, String value) {
        Config config = ConfigFactory.parseString("weir.user-code." + key + " = " + value)
                .withFallback(SHIPPED);
        assertThatThrownBy(() -> UserCodeSettings.from(config)).hasMessageContaining("[CFG-203] weir.user-code." + key);
    }
}
