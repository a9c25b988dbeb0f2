package io.weir.actors.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.runtime.environment.ExchangeSettings;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {
    private static final Config SHIPPED = WeirConfig.load();

    @Test
    void theSettingsReadEveryKeyOfReferenceConfAndNoOther() {
        List<String> components = Arrays.stream(WorkerSettings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(SHIPPED.getConfig("weir.worker").root().keySet().stream().map(key -> key.replace("-", "")))
                .containsExactlyInAnyOrderElementsOf(components);
    }

    @Test
    void asManySlotsAsCoresUnlessSet() {
        assertThat(WorkerSettings.from(SHIPPED).slots())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(WorkerSettings.from(with("weir.worker.slots = 3")).slots()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "slots, -1",
        "slots, 5000",
        "register-interval, 0 s",
        "refresh-interval, 10 ms",
        "stats-timeout, 0 s",
        "cancel-timeout, 0 s"
    })
    void aValueThatMakesNoSenseIsRefusedWithItsKey(String key, String value) {
        assertThatThrownBy(() -> WorkerSettings.from(with("weir.worker." + key + " = " + value)))
                .hasMessageContaining("[CFG-203] weir.worker." + key);
    }

    @Test
    void theShippedExchangeSettingsAreThoseOfTheCore() {
        assertThat(WorkerNode.exchangeSettings(SHIPPED)).isEqualTo(ExchangeSettings.DEFAULT);
    }

    private static Config with(String setting) {
        return ConfigFactory.parseString(setting).withFallback(SHIPPED);
    }
}
