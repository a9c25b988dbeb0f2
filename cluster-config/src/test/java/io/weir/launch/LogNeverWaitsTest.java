package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;

/** The log of a node as it is shipped: code of a job, which can hold whatever monitor it likes, must not stop the node by it. */
class LogNeverWaitsTest {
    /** More than the queue holds. */
    private static final int LINES = 20_000;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoLogsGoesOnWhileAnotherHoldsTheMonitorOfStandardError() throws Exception {
        LoggerContext log = new LoggerContext();
        log.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator shipped = new JoranConfigurator();
        shipped.setContext(log);
        URL file = Objects.requireNonNull(LogNeverWaitsTest.class.getResource("/logback.xml"));
        shipped.doConfigure(file);
        Logger logger = log.getLogger("io.weir.test");
        Thread node = new Thread(
                () -> {
                    for (int i = 0; i < LINES; i++) {
                        logger.error("a line that nobody can write now");
                    }
                },
                "logs");
        node.setDaemon(true);
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream held = new PrintStream(written, false, StandardCharsets.UTF_8);
        System.setErr(held); // that of the test's process locks nothing
        try {
            synchronized (held) {
                node.start();
                node.join();
            }
            assertThat(node.isAlive()).isFalse();
        } finally {
            log.stop();
            System.setErr(before);
        }
        assertThat(written.toString(StandardCharsets.UTF_8))
                .as("what the queue held")
                .contains("a line that nobody");
    }
}
