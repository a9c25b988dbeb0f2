package io.weir.launch;

import io.weir.actors.client.WeirClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir backup ...}: what a consistent copy of journal and checkpoints needs. */
@Command(
        name = "backup",
        description =
                "Lets a back-up be taken of a cluster that runs: hold, copy the journal, copy the checkpoints, release.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BackupCommand.Hold.class, BackupCommand.Release.class, BackupCommand.Journal.class},
        footer = {"", "The whole procedure, and how to restore: docs/operations.md."})
final class BackupCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "[CLI-517] Missing command; see weir backup --help.");
        }
    }

    /** {@code weir backup hold}. */
    @Command(
            name = "hold",
            description =
                    "Deletes nothing of any checkpoint from now on, until 'weir backup release' or the given time. It survives a change of the leader.",
            mixinStandardHelpOptions = true)
    static final class Hold extends ClusterCommand {
        @Option(
                names = "--for",
                paramLabel = "TIME",
                converter = DurationOption.class,
                defaultValue = "1h",
                description =
                        "When it ends by itself: 90s, 30m, 2h, 1d. Until then every checkpoint takes space. Default: ${DEFAULT-VALUE}.")
        private Duration length = Duration.ofHours(1);

        @Override
        int run(WeirClient client) {
            long until = client.holdDeletions(length);
            print(
                    Map.of("heldUntilMillis", until),
                    "nothing is deleted until " + Report.time(until) + "; end it with: weir backup release");
            return ExitCode.OK;
        }
    }

    /** {@code weir backup release}. */
    @Command(
            name = "release",
            description = "Ends 'weir backup hold': what was held back is deleted.",
            mixinStandardHelpOptions = true)
    static final class Release extends ClusterCommand {
        @Override
        int run(WeirClient client) {
            client.releaseDeletions();
            print(Map.of("heldUntilMillis", 0), "checkpoints are deleted again");
            return ExitCode.OK;
        }
    }

    /** {@code weir backup journal FILE}. */
    @Command(
            name = "journal",
            description =
                    "Writes a consistent copy of an H2 journal to a file on the leader's host, while it leads. For PostgreSQL use pg_dump.",
            mixinStandardHelpOptions = true)
    static final class Journal extends ClusterCommand {
        @Parameters(
                paramLabel = "FILE",
                description =
                        "Absolute, ends with .zip, does not exist. The zip holds the database file, to be unpacked in place.")
        private String target = "";

        @Override
        int run(WeirClient client) {
            long bytes = client.copyJournal(target);
            print(
                    Map.of("target", target, "bytes", bytes),
                    "the journal is copied to " + target + " on the leader's host, " + Report.bytes(bytes));
            return ExitCode.OK;
        }
    }
}
