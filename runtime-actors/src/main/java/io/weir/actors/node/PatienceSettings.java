package io.weir.actors.node;

import com.typesafe.config.Config;
import io.weir.runtime.job.DirectorSettings;
import java.time.Duration;

/** The section {@code weir.job}: {@link DirectorSettings}, as people write them. */
public record PatienceSettings(
        Duration adoptionWait,
        Duration deployTimeout,
        Duration stopTimeout,
        Duration handoverTimeout,
        Duration repeatInterval,
        int workerLossesWithoutDelay) {
    /** Reads the section {@code weir.job} of a whole configuration. */
    public static PatienceSettings from(Config root) {
        Config section = root.getConfig("weir.job");
        return new PatienceSettings(
                section.getDuration("adoption-wait"),
                section.getDuration("deploy-timeout"),
                section.getDuration("stop-timeout"),
                section.getDuration("handover-timeout"),
                section.getDuration("repeat-interval"),
                section.getInt("worker-losses-without-delay"));
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
}
