package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** {@code logback.xml} as it is shipped. */
class ShippedLogTest {
    /** System.Logger is what connectors write to: they depend on no library for logging. */
    @Test
    void whatIsSaidToTheLoggerOfTheJdkGoesToTheLogOfTheNode() {
        Logger target = (Logger) LoggerFactory.getLogger("com.example.Connector");
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        target.addAppender(heard);
        try {
            System.getLogger("com.example.Connector").log(System.Logger.Level.WARNING, "[SINK-706] {kept as it is}");
        } finally {
            target.detachAppender(heard);
        }
        assertThat(heard.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("[SINK-706] {kept as it is}");
    }

    @Test
    void whatUserCodeLogsIsShownWithDateAndNodeAndLibrariesSayWarningsOnly() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        LoggerContext log = new LoggerContext();
        log.setMDCAdapter(new LogbackMDCAdapter());
        try {
            System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
            JoranConfigurator shipped = new JoranConfigurator();
            shipped.setContext(log);
            shipped.doConfigure(Objects.requireNonNull(ShippedLogTest.class.getResource("/logback.xml")));
            log.getLogger("com.example.Orders").info("an order of a user");
            log.getLogger("org.apache.pekko.cluster.Cluster").info("noise of a library");
            log.getLogger("com.zaxxer.hikari.HikariDataSource").info("noise of a library");
            log.putProperty("weir.node", "10.0.0.1:7300");
            log.getLogger("io.weir.actors.Something").warn("a warning of a node");
        } finally {
            log.stop();
            System.setErr(before);
        }
        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches(
                                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  \\[local\\] .*an order of a user"),
                        line -> assertThat(line)
                                .contains("WARN  [10.0.0.1:7300]")
                                .endsWith("a warning of a node"));
    }
}
