package io.weir.launch;

import io.weir.actors.client.ClientException;
import io.weir.actors.protocol.ClientReply;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells somebody who waits for a job why it does not run: that slots are missing, that an attempt failed and another one follows. */
final class JobNews implements AutoCloseable {
    private final Supplier<ClientReply.JobSummary> asking;
    private final Consumer<String> told;
    private String newest = "";
    private final Thread thread = new Thread(this::run, "weir-job-news");

    JobNews(Supplier<ClientReply.JobSummary> asking, Consumer<String> told) {
        this.asking = asking;
        this.told = told;
    }

    JobNews begin() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void run() {
        try {
            do {
                TimeUnit.SECONDS.sleep(1);
            } while (look());
        } catch (InterruptedException | ClientException e) {
            // whoever waits for the end of the job is told what is wrong
        }
    }

    /** False if the job has ended; its last sentence is told by others. */
    boolean look() {
        ClientReply.JobSummary job = asking.get();
        if (job.status().isGloballyTerminalState()) {
            return false;
        }
        String sentence = job.sentence();
        if (!sentence.isEmpty() && !sentence.equals(newest)) {
            newest = sentence;
            told.accept(job.status() + "  " + sentence);
        }
        return true;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
