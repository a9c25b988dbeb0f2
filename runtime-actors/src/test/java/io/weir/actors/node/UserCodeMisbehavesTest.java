package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.weir.runtime.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import mischief.Mischief;
import mischief.Programs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * A function and an enumerator that misbehave in every way, on a real node with another job beside them: the job ends or restarts with
 * code, operator and record, the other job goes on, and cancel works. Deadlines are generous; the settings are not.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UserCodeMisbehavesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BYSTANDER = "bystander";
    private static final String READS_A_SOCKET = "weir-liveness-client"; // an interrupt is nothing to it

    @TempDir
    static Path folder;

    private static WeirNode node;
    private static WeirClient client;
    private static final List<String> LOGGED = new CopyOnWriteArrayList<>();
    private static final ListAppender<ILoggingEvent> APPENDER = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            LOGGED.add(event.getFormattedMessage());
        }
    };

    @BeforeAll
    static void start() throws Exception {
        APPENDER.start();
        ((Logger) LoggerFactory.getLogger("io.weir")).addAppender(APPENDER);
        node = WeirNode.start(config(folder));
        client = connect(node);
        client.submit(Programs.job(BYSTANDER, null, null, storage(folder)));
    }

    @AfterAll
    static void stop() {
        Mischiefs.release();
        client.close();
        node.close();
        ((Logger) LoggerFactory.getLogger("io.weir")).detachAppender(APPENDER);
    }

    @BeforeEach
    void reset() {
        Mischiefs.reset();
        LOGGED.clear();
    }

    @AfterEach
    void release() {
        Mischiefs.release();
    }

    private static Config config(Path folder) {
        return ConfigFactory.parseString("""
                weir.worker.slots = 8
                weir.worker.warm-up = off
                weir.journal.warm-up = off
                weir.worker.cancel-timeout = 1 s
                weir.user-code.stop-timeout = 500 ms
                weir.job.stop-timeout = 3 s
                weir.subtask-dispatcher.subtask-threads { replace-after = 500 ms, parallelism-max = 2 }
                """)
                .withFallback(WeirNodeTest.config(folder, 0))
                .resolve();
    }

    private static WeirClient connect(WeirNode to) throws IOException {
        return WeirClient.connect(List.of(to.address()), List.of(jar()), PATIENCE);
    }

    private static String storage(Path folder) {
        return "file://" + folder.resolve("checkpoints");
    }

    /** The programs as a job brings them. */
    private static Path jar() throws IOException {
        Path jar = folder.resolve("mischief.jar");
        Path classes = Path.of("target/test-classes");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> all = Files.list(classes.resolve("mischief"))) {
            for (Path each : all.toList()) {
                entries.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                entries.write(Files.readAllBytes(each));
            }
        }
        return jar;
    }

    // ------------------------------------------------------------------------------------------------ the matrix

    enum Where {
        FUNCTION,
        ENUMERATOR
    }

    static Stream<Arguments> matrix() {
        return Arrays.stream(Where.values())
                .flatMap(where -> Arrays.stream(Mischief.values()).map(how -> new Arguments(where, how)));
    }

    record Arguments(Where where, Mischief how) {
        String job() {
            return (where + "-" + how).toLowerCase(java.util.Locale.ROOT);
        }

        String submit() {
            return client.submit(Programs.job(
                    job(),
                    where == Where.FUNCTION ? how : null,
                    where == Where.ENUMERATOR ? how : null,
                    storage(folder)));
        }
    }

    static Stream<Arguments> whatThrows() {
        return matrix().filter(each -> !each.how.blocks());
    }

    static Stream<Arguments> whatBlocks() {
        return matrix().filter(each -> each.how.blocks());
    }

    @ParameterizedTest
    @MethodSource("whatThrows")
    void whatThrowsEndsItsJobByItsStrategyWithCodeOperatorAndRecord(Arguments it) throws Exception {
        String job = it.submit();
        await(() -> status(job) == JobStatus.FAILED);

        ClientReply.Job seen = client.describe(job);
        assertThat(seen.restarts()).isEqualTo(1);
        assertThat(seen.failures()).hasSize(2).allSatisfy(failure -> saysAll(it, failure.sentence()));
        saysAll(it, seen.summary().sentence());
        theOtherJobGoesOn();
        if (it.how == Mischief.LEAVES_THREADS) {
            awaitLog("[JOB-817]", "left by " + it.job());
        }
        if (it.how == Mischief.INTERRUPTS_OTHERS) {
            assertThat(Mischief.others()).hasSizeGreaterThanOrEqualTo(3);
            await(() -> Mischief.others().stream() // who keeps the flag while it selects or parks, waits no more
                    .filter(thread -> !thread.getName().equals(READS_A_SOCKET))
                    .noneMatch(Thread::isInterrupted));
        }
        if (it.how == Mischief.LONG_MESSAGE) {
            awaitLog("[JOB-822]", "poisonxxx");
            assertThat(LOGGED).allSatisfy(line -> assertThat(line.length()).isLessThan(300_000));
        }
    }

    private static void saysAll(Arguments it, String sentence) {
        assertThat(sentence)
                .contains(it.where == Where.FUNCTION ? "[JOB-601]" : "[JOB-812]")
                .contains(it.where == Where.FUNCTION ? "'picky'" : "'Source: ticks'")
                .contains(
                        switch (it.how) {
                            case EXCEPTION, LONG_MESSAGE, LEAVES_THREADS, INTERRUPTS_OTHERS ->
                                "IllegalStateException: poison";
                            case ASSERTION_ERROR -> "AssertionError: poison";
                            case NO_CLASS -> "NoClassDefFoundError: poison/Missing";
                            case STACK_OVERFLOW -> "StackOverflowError";
                            case OUT_OF_MEMORY -> "OutOfMemoryError";
                            case HOSTILE_TO_STRING -> "mischief.Mischief$Hostile (it cannot be printed";
                            case EXITS -> "[JOB-816] The code called System.exit(3)";
                            case HALTS -> "[JOB-816] The code called Runtime.halt(3)";
                            case EXITS_BY_METHOD_REFERENCE -> "[JOB-816] The code called Runtime.exit(3)";
                            case BLOCKS, IGNORES_INTERRUPTS -> throw new AssertionError("does not throw");
                        });
        if (it.where == Where.FUNCTION) {
            assertThat(sentence)
                    .contains("record " + Programs.POISON + " of its input")
                    .contains("subtask ");
        }
        assertThat(sentence.length()).isLessThanOrEqualTo(Failure.MOST_MESSAGE + 100);
    }

    @ParameterizedTest
    @MethodSource("whatBlocks")
    void whatBlocksStopsNoOtherJobAndIsCancelled(Arguments it) throws Exception {
        String job = it.submit();
        assertThat(Mischiefs.reached(it.job()).await(60, TimeUnit.SECONDS)).isTrue();
        theOtherJobGoesOn();

        client.cancel(job);
        await(() -> status(job) == JobStatus.CANCELED);
        theOtherJobGoesOn();
        if (it.how == Mischief.IGNORES_INTERRUPTS) {
            awaitLog(it.where == Where.FUNCTION ? "[JOB-814]" : "[JOB-813]", "Mischief.ignoreInterrupts");
        }
    }

    // ------------------------------------------------------------------------------------------------ other places

    enum Reader {
        COORDINATOR,
        WORKER
    }

    @ParameterizedTest
    @EnumSource
    void aProgramThatBlocksWhileItIsReadIsCancelled(Reader by) throws Exception {
        String name = "read by the " + by;
        String job = client.submit(Programs.readForEver(name, by == Reader.COORDINATOR ? 1 : 2, storage(folder)));
        assertThat(Mischiefs.reached(name).await(60, TimeUnit.SECONDS)).isTrue();
        if (by == Reader.COORDINATOR) {
            await(() -> summary(job).sentence().contains("[JOB-820]"));
        }
        theOtherJobGoesOn();

        client.cancel(job);
        await(() -> status(job) == JobStatus.CANCELED);
        awaitLog("[JOB-819]", "ignoreInterrupts");
        theOtherJobGoesOn();
    }

    @Test
    void aJobWhoseEnumeratorBlocksIsCancelledAfterAColdRestart(@TempDir Path own) throws Exception {
        String job;
        try (WeirNode first = WeirNode.start(config(own));
                WeirClient before = connect(first)) {
            job = before.submit(Programs.job("cold", null, Mischief.IGNORES_INTERRUPTS, storage(own)));
            assertThat(Mischiefs.reached("cold").await(60, TimeUnit.SECONDS)).isTrue();
        }
        Mischiefs.reset();
        try (WeirNode second = WeirNode.start(config(own));
                WeirClient after = connect(second)) {
            assertThat(Mischiefs.reached("cold").await(60, TimeUnit.SECONDS)).isTrue();
            after.cancel(job);
            await(() -> after.query(job).job().status() == JobStatus.CANCELED);
        }
    }

    // ------------------------------------------------------------------------------------------------ helpers

    private static ClientReply.JobSummary summary(String job) {
        return client.query(job).job();
    }

    private static JobStatus status(String job) {
        return summary(job).status();
    }

    private static void theOtherJobGoesOn() throws Exception {
        long before = Mischiefs.seen(BYSTANDER).get();
        await(() -> Mischiefs.seen(BYSTANDER).get() > before + 100);
    }

    private static void awaitLog(String... parts) throws Exception {
        await(() -> new ArrayList<>(LOGGED)
                .stream().anyMatch(line -> Arrays.stream(parts).allMatch(line::contains)));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime() - deadline)
                    .as("waited for " + PATIENCE)
                    .isNegative();
            LockSupport.parkNanos(20_000_000);
        }
    }
}
