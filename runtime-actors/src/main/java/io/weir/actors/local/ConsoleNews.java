package io.weir.actors.local;

import io.weir.actors.client.ClientException;
import io.weir.actors.client.ClosingJob;
import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobClient;
import io.weir.api.JobStatus;
import io.weir.api.graph.JobGraph;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * What a program without a log is told of its job: id, each failure while it happens, and the end, a line each on standard error.
 * A program that brings an SLF4J provider has all of it in its own log, and gets nothing from here.
 */
final class ConsoleNews {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final long PERIOD_SECONDS = 1;

    private final PrintStream out;
    private final WeirClient client;
    private final JobClient job;
    private final long began = System.nanoTime();
    private final CountDownLatch over = new CountDownLatch(1);
    private long toldEpoch;

    private ConsoleNews(PrintStream out, WeirClient client, JobClient job) {
        this.out = out;
        this.client = client;
        this.job = job;
    }

    /**
     * Follows a job, if nobody else would tell of it.
     *
     * @return what tells its end, when it is called
     */
    static ClosingJob.End follow(JobGraph graph, WeirClient client, JobClient job) {
        if (!(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory)) {
            return (status, sentence) -> {};
        }
        ConsoleNews news = new ConsoleNews(System.err, client, job);
        news.say("'" + graph.name() + "' runs in this process. There is no SLF4J provider on the class path: "
                + "add one, for example logback-classic, to see what it and your own code log.");
        Thread thread = new Thread(news::run, "weir-local-news");
        thread.setDaemon(true);
        thread.start();
        return news::end;
    }

    private void run() {
        try {
            while (!over.await(PERIOD_SECONDS, TimeUnit.SECONDS)) {
                tellFailures();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody wants to know any more
        }
    }

    private void tellFailures() {
        try {
            for (ClientReply.FailureEntry failure :
                    client.describe(job.getJobId()).failures()) {
                if (failure.epoch() > toldEpoch) {
                    toldEpoch = failure.epoch();
                    say("attempt " + failure.epoch() + " failed, and the job is started again: " + failure.sentence());
                }
            }
        } catch (ClientException | IllegalStateException e) {
            return; // the job has ended, and its node with it; the end is told
        }
    }

    private void end(JobStatus status, @Nullable String sentence) {
        over.countDown();
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        say(String.format(
                Locale.ROOT,
                "%s after %.1f s%s",
                status,
                time.toMillis() / 1000.0,
                sentence == null ? "" : ": " + sentence));
    }

    private void say(String what) {
        out.println(TIME.format(Instant.now()) + " job " + job.getJobId() + " " + what);
    }
}
