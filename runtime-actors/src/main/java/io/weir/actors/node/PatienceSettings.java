package io.weir.actors.node;

import com.typesafe.config.Config;
import io.weir.actors.job.OperatorSettings;
import io.weir.actors.journal.JournalCopy;
import io.weir.runtime.job.DirectorSettings;
import java.time.Duration;
import java.util.List;

/**
 * The section {@code weir.job}: {@link DirectorSettings}, as people write them.
 *
 * @param doNotResume see {@link OperatorSettings#doNotResume()}
 */
public record PatienceSettings(
        Duration adoptionWait,
        Duration deployTimeout,
        Duration stopTimeout,
        Duration handoverTimeout,
        Duration repeatInterval,
        int workerLossesWithoutDelay,
        List<String> doNotResume) {
    public PatienceSettings {
        doNotResume = List.copyOf(doNotResume);
    }

    /** Reads the section {@code weir.job} of a whole configuration. */
    public static PatienceSettings from(Config root) {
        Config section = root.getConfig("weir.job");
        return new PatienceSettings(
                section.getDuration("adoption-wait"),
                section.getDuration("deploy-timeout"),
                section.getDuration("stop-timeout"),
                section.getDuration("handover-timeout"),
                section.getDuration("repeat-interval"),
                section.getInt("worker-losses-without-delay"),
                section.getStringList("do-not-resume"));
    }

    /**
     * As the director takes them.
     *
     * @throws IllegalArgumentException [CFG-203] if a value makes no sense
     */
    public DirectorSettings director() {
        return new DirectorSettings(
                adoptionWait.toMillis(),
                deployTimeout.toMillis(),
                stopTimeout.toMillis(),
                handoverTimeout.toMillis(),
                repeatInterval.toMillis(),
                workerLossesWithoutDelay);
    }

    /** What is decided for jobs besides; throws {@link com.typesafe.config.ConfigException} [CFG-203] for an id that is none. */
    public OperatorSettings operator(JournalCopy journal) {
        return new OperatorSettings(doNotResume, journal);
    }
}
