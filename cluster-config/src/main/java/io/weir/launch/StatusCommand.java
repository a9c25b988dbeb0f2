package io.weir.launch;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir status JOB}. */
@Command(
        name = "status",
        description = "Shows a job: attempt, workers, checkpoints, the counters of each subtask, the last failures.",
        mixinStandardHelpOptions = true)
final class StatusCommand extends ClusterCommand {
    @Parameters(paramLabel = "JOB", description = "Id of the job, or a beginning of it that no other job has.")
    private String job = "";

    @Option(names = "--watch", description = "Repeat every second until the job has ended; on a terminal in place.")
    private boolean watch;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            description = "The width of the lines; that of the terminal if not given, 120 if there is none.")
    private @Nullable String width = System.getenv("COLUMNS");

    @Override
    int run(WeirClient client) throws InterruptedException {
        ClientReply.Job before = null;
        String shown = "";
        boolean redraws = watch && !options.json && Terminal.isThere();
        while (true) {
            ClientReply.Job answer = redraws ? awaited(client, shown) : client.describe(job);
            String text = options.json ? "" : StatusReport.of(answer, before, Terminal.width(width));
            print(answer, redraws ? Terminal.redraw(text) : text);
            before = answer;
            shown = text;
            tellHold(client);
            if (!watch || answer.summary().status().isGloballyTerminalState()) {
                return ExitCode.OK;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** What is on the screen is old as soon as nobody answers, and says so. */
    private ClientReply.Job awaited(WeirClient client, String shown) throws InterruptedException {
        CompletableFuture<ClientReply.Job> answer = CompletableFuture.supplyAsync(() -> client.describe(job));
        for (int seconds = 1; ; seconds++) {
            try {
                return answer.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                out(Terminal.redraw(StatusReport.old(shown, seconds)).stripTrailing());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException thrown) {
                    throw thrown;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
