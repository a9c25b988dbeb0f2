package io.weir.actors.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RareWarningTest {
    private final AtomicLong nanos = new AtomicLong(5);
    private final Logger log = (Logger) LoggerFactory.getLogger(RareWarningTest.class);
    private final RareWarning warning = new RareWarning(log, nanos::get);

    @Test
    void oneLineASecondIsWrittenAndSaysHowManyWereLeftOut() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.setAdditive(false);
        log.addAppender(lines);
        for (int at = 0; at < 1_000; at++) {
            warning.warn("[X] {} came.", at);
        }
        nanos.addAndGet(RareWarning.PAUSE_NANOS);
        warning.warn("[X] {} came.", "another");
        nanos.addAndGet(RareWarning.PAUSE_NANOS);
        warning.warn("[X] {} came.", "the last");
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .isEqualTo(List.of(
                        "[X] 0 came.",
                        "[X] another came. It is one of 1000 since the last such line.",
                        "[X] the last came."));
    }
}
