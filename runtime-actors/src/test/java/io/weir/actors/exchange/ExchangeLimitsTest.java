package io.weir.actors.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.runtime.element.EncodedBatch;
import org.junit.jupiter.api.Test;

class ExchangeLimitsTest {
    private static final Config SHIPPED = WeirConfig.load();

    @Test
    void theShippedFramesHoldTheLargestElement() {
        assertThat(ExchangeLimits.maxElementBytes(SHIPPED)).isEqualTo(2 << 20);
    }

    @Test
    void aFrameTooSmallForAnElementIsRefusedAtTheStart() {
        assertThatThrownBy(() -> ExchangeLimits.maxElementBytes(with("weir.exchange.max-element-bytes = 2064 KiB")))
                .hasMessageContaining("[CFG-203]")
                .hasMessageContaining("Raise pekko.remote.artery.advanced.maximum-large-frame-size");
    }

    @Test
    void anElementSizeOutOfRangeIsRefused() {
        assertThatThrownBy(() -> ExchangeLimits.maxElementBytes(with("weir.exchange.max-element-bytes = 3")))
                .hasMessageContaining("[CFG-203] weir.exchange.max-element-bytes is 3");
    }

    @Test
    void aBatchThatOtherNodesWouldRefuseFailsItsSender() {
        var element = new EncodedBatch(new byte[11], 11, 1);
        assertThatThrownBy(() -> ActorTransport.refuseTooLarge(new ExchangeMessage.Deliver(1, 0, 0, element), 10))
                .hasMessageContaining("[DATA-302]")
                .hasMessageContaining("11 bytes");
    }

    private static Config with(String settings) {
        return ConfigFactory.parseString(settings).withFallback(SHIPPED);
    }
}
